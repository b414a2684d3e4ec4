// SPDX-License-Identifier: EUPL-1.2
#include "service/handlers/answer.h"

#include <fmt/format.h>

#include <algorithm>

#include "service/handlers/answer_parts.h"
#include "service/handlers/contact.h"
#include "service/handlers/french.h"
#include "service/handlers/neighbours.h"

namespace qpv::handlers {
namespace {

constexpr Outcome kYes = yes("ce point est dans un quartier prioritaire.");
constexpr Outcome kNo = no("ce point n’est pas dans un quartier prioritaire.");
constexpr Outcome kNearBoundary =
    to_check("ce point est trop près d’une limite pour répondre oui ou non.");
constexpr Outcome kNotCovered = to_check("ces données ne disent rien de cet endroit.");
constexpr Outcome kProblem{"probleme", "Pas de réponse", "la question est à corriger.",
                           "M12 5.5v8M12 18.2v.1"};

Html inside(Verdict const& verdict, Date date, Dataset const& dataset, Reader const& reader) {
  auto const& language = reader.language;
  Html html;
  for (auto const idx : verdict.perimeters) {
    html += about_perimeter(dataset.perimeters[idx], language);
  }
  html += limit_of(verdict, dataset.perimeters, language);
  html += rights_on(date, dataset, language, reader.rights);
  return html;
}

Html near_boundary(Verdict const& verdict, double accuracy, Dataset const& dataset,
                   Language const& language) {
  auto const near = metres(accuracy, language).text;
  Html html;
  if (verdict.boundary) {
    html += paragraph("detail",
                      {language.say("La position est connue à {} près et la limite de {} est à {}.",
                                    near, named(dataset.perimeters[verdict.boundary->idx]).text,
                                    metres(verdict.boundary->metres, language).text)});
  } else {
    html += paragraph("detail", {language.say("La position est connue à {} près.", near)});
  }
  html += likely_side(verdict, language);
  html += exact_spot(language);
  html += whom_to_call(dataset, language);
  return html;
}

bool looks_swapped(LonLat point, Manifest const& manifest) {
  return manifest.extent.contains({point.lat, point.lon});
}

Html not_covered(Verdict const& verdict, LonLat point, Dataset const& dataset,
                 Language const& language) {
  auto html = not_a_no(language);
  if (looks_swapped(point, dataset.manifest)) {
    html += paragraph("detail",
                      {std::string(language("La longitude et la latitude semblent échangées."))});
  }
  if (verdict.boundary) html += nearest_known(verdict, dataset.perimeters, {}, language);
  html += elsewhere_in_france(language);
  html += whom_to_call(dataset, language);
  return html;
}

std::string asked(LonLat point, double accuracy, Language const& language) {
  auto const lon = format_degrees(point.lon);
  auto const lat = format_degrees(point.lat);
  auto text = accuracy >= 1
                  ? language.say("Point demandé\u00A0: longitude {}, latitude {}, à {} près.", lon,
                                 lat, metres(accuracy, language).text)
                  : language.say("Point demandé\u00A0: longitude {}, latitude {}.", lon, lat);
  return text + " ";
}

}  // namespace

AnswerText no_answer_yet(Language const& language) {
  return {"",
          {fmt::format(R"(<section id="reponse" part="answer" class="answer answer-none" )"
                       R"(data-outcome="" data-field="" tabindex="-1" )"
                       R"(aria-labelledby="reponse-titre"><h2 id="reponse-titre">{}</h2>)"
                       R"(<p class="detail">{}</p></section>)",
                       language("La réponse"),
                       language("Elle s’affichera ici\u00A0: oui, non ou à vérifier."))}};
}

AnswerText describe(Verdict const& verdict, LonLat point, double accuracy, Date date,
                    Dataset const& dataset, Reader const& reader) {
  auto const& language = reader.language;
  auto const answer = [&](Outcome const& outcome, Html body) {
    if (verdict.doubt != Doubt::kNotCovered) body += neighbours(point, date, dataset, language);
    body += end_of_answer(asked(point, accuracy, language), date, reader);
    return AnswerText{std::string(language(outcome.word)), region(outcome, "", body, language)};
  };
  switch (verdict.answer) {
    case Answer::kInside:
      return answer(kYes, inside(verdict, date, dataset, reader));
    case Answer::kOutside:
      return answer(kNo,
                    nearest_known(verdict, dataset.perimeters,
                                  "Aucun quartier prioritaire à moins de 5\u00A0km.", language));
    case Answer::kUncertain:
    case Answer::kNotFound:  // never of a point
      break;
  }
  if (verdict.doubt == Doubt::kNearBoundary) {
    return answer(kNearBoundary, near_boundary(verdict, accuracy, dataset, language));
  }
  return answer(kNotCovered, not_covered(verdict, point, dataset, language));
}

AnswerText describe_problem(std::string_view sentence, std::string_view field,
                            Language const& language) {
  return {std::string(language(kProblem.word)),
          region(kProblem, field, paragraph("detail", escape(language(sentence))), language)};
}

}  // namespace qpv::handlers
