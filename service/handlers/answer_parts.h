// SPDX-License-Identifier: EUPL-1.2
//
// What the answers on the pages are made of, whether a point was asked for or an address.
#pragma once

#include <string_view>

#include "geo/core/verdict.h"
#include "geo/dataset/dataset.h"
#include "service/handlers/answer.h"
#include "service/handlers/html.h"
#include "service/handlers/language.h"

namespace qpv::handlers {

// An outcome is told by its word and its sign; colour only repeats them.
struct Outcome {
  std::string_view name;  // data-outcome, and the style's class
  std::string_view word;
  std::string_view sentence;
  std::string_view sign;  // path in a square of 24
};

inline constexpr std::string_view kTick = "M5 12.5l4.5 4.5L19 7.5";
inline constexpr std::string_view kCross = "M6.5 6.5l11 11M17.5 6.5l-11 11";
inline constexpr std::string_view kQuestionMark =
    "M8.2 9a3.8 3.8 0 1 1 5.6 3.3c-1.2.7-1.8 1.4-1.8 2.7M12 18.6v.1";

constexpr Outcome yes(std::string_view sentence) { return {"oui", "Oui", sentence, kTick}; }
constexpr Outcome no(std::string_view sentence) { return {"non", "Non", sentence, kCross}; }
constexpr Outcome to_check(std::string_view sentence) {
  return {"a-verifier", "À vérifier", sentence, kQuestionMark};
}

Html paragraph(std::string_view style, Html const& content);
// The whole region; `field` is the one of the form that is at fault, or empty.
Html region(Outcome const& outcome, std::string_view field, Html const& body,
            Language const& language);

Html fact(std::string_view term, Html const& value);
Html facts(Html const& rows);

// « Cité 2 » (Lens)
Html named(Perimeter const& perimeter);
// Its name, which leads to its page from the service's first one.
Html linked_name(Perimeter const& perimeter);
// That name, and its facts: code, towns and days.
Html about_perimeter(Perimeter const& perimeter, Language const& language);
Html perimeter_facts(Perimeter const& perimeter, Language const& language);

// The perimeter's limit is that far; of another one where that is nearer.
Html limit_of(Verdict const& verdict, PerimeterIndex const& perimeters, Language const& language);
// Which side is likelier, and how likely; nothing where neither is.
Html likely_side(Verdict const& verdict, Language const& language);
// What lifts the doubt.
Html exact_spot(Language const& language);
// The nearest boundary known, or the sentence `none`.
Html nearest_known(Verdict const& verdict, PerimeterIndex const& perimeters, std::string_view none,
                   Language const& language);
// Where the data do not say, that is no "no".
Html not_a_no(Language const& language);
Html elsewhere_in_france(Language const& language);

// What stands below every answer: for which day, the button that prints it, what it is worth.
Html end_of_answer(std::string_view asked, Date date, Reader const& reader);

}  // namespace qpv::handlers
