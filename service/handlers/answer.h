// SPDX-License-Identifier: EUPL-1.2
//
// The answer in words. Nothing else writes one: the pages' scripts show what this wrote.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "geo/core/verdict.h"
#include "geo/dataset/dataset.h"
#include "service/handlers/html.h"
#include "service/handlers/language.h"
#include "service/handlers/rights.h"

namespace qpv::handlers {

// Who reads the answer, and on which page.
struct Reader {
  Language const& language;
  // Where the forms inside an answer send what they ask, from the page they are on.
  std::string_view action = "./";
  // Hidden fields that ask the same again: of the form that prints the answer. Empty: no such form.
  Html asked = {};
  Fold rights = Fold::kClosed;
};

// The answer region of a page: what it says in one word, for the page's title, and the region.
struct AnswerText {
  std::string word;
  Html region;
};

// Before anything is asked.
AnswerText no_answer_yet(Language const& language);

// `accuracy` is the radius in metres that holds the position 95 times in 100; 0 means exact.
AnswerText describe(Verdict const& verdict, LonLat point, double accuracy, Date date,
                    Dataset const& dataset, Reader const& reader);

// The question cannot be answered as it is: `sentence` says what to change in which `field`.
AnswerText describe_problem(std::string_view sentence, std::string_view field,
                            Language const& language);

inline constexpr std::string_view kIndicative =
    "Réponse indicative\u00A0: seul le périmètre annexé au décret a valeur juridique.";

}  // namespace qpv::handlers
