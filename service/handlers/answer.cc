// SPDX-License-Identifier: EUPL-1.2
#include "service/handlers/answer.h"

#include <fmt/format.h>

#include <algorithm>

#include "service/handlers/answer_parts.h"
#include "service/handlers/french.h"

namespace qpv::handlers {
namespace {

constexpr Outcome kYes = yes("ce point est dans un quartier prioritaire.");
constexpr Outcome kNo = no("ce point n’est pas dans un quartier prioritaire.");
constexpr Outcome kNearBoundary = to_check("ce point est trop près d’une limite pour en décider.");
constexpr Outcome kNotCovered =
    to_check("ces données ne disent pas ce qu’il en est à cet endroit.");
constexpr Outcome kProblem{"probleme", "Pas de réponse", "la question est à corriger.",
                           "M12 5.5v8M12 18.2v.1"};

Html inside(Verdict const& verdict, PerimeterIndex const& perimeters) {
  Html html;
  for (auto const idx : verdict.perimeters) html += about_perimeter(perimeters[idx]);
  if (!verdict.boundary) return html;
  if (verdict.boundary->metres <= PerimeterIndex::kOnBoundaryMetres) {
    html += paragraph("detail", {"Ce point est exactement sur la limite, qui fait partie du "
                                 "quartier."});
  } else if (verdict.perimeters.size() == 1 && verdict.perimeters[0] == verdict.boundary->idx) {
    html +=
        paragraph("detail", {"Sa limite passe à " + format_metres(verdict.boundary->metres) + "."});
  } else {
    html += paragraph("detail", {fmt::format("La limite la plus proche, celle de {}, passe à {}.",
                                             named(perimeters[verdict.boundary->idx]).text,
                                             format_metres(verdict.boundary->metres))});
  }
  return html;
}

Html near_boundary(Verdict const& verdict, double accuracy, Dataset const& dataset) {
  auto why = fmt::format("La position est connue à {} près", format_metres(accuracy));
  if (verdict.boundary) {
    why += fmt::format(" et la limite de {} passe à {}",
                       named(dataset.perimeters[verdict.boundary->idx]).text,
                       format_metres(verdict.boundary->metres));
  }
  auto html = paragraph("detail", {why + "."});
  html += likely_side(verdict);
  html += paragraph("detail",
                    {fmt::format("Pour lever le doute, indiquez le point exact sur le plan ou par "
                                 "ses coordonnées, sans valeur de précision.{}",
                                 or_ask(dataset))});
  return html;
}

bool looks_swapped(LonLat point, Manifest const& manifest) {
  return manifest.extent.contains({point.lat, point.lon});
}

Html not_covered(Verdict const& verdict, LonLat point, Dataset const& dataset) {
  auto html = not_a_no();
  if (looks_swapped(point, dataset.manifest)) {
    html += paragraph("detail", {"La longitude et la latitude semblent échangées."});
  }
  if (verdict.boundary) html += nearest_known(verdict, dataset.perimeters, {});
  html += elsewhere_in_france();
  return html;
}

Html asked(LonLat point, double accuracy, Date date) {
  auto text = fmt::format("Point demandé\u00A0: longitude {}, latitude {}",
                          format_degrees(point.lon), format_degrees(point.lat));
  if (accuracy >= 1) text += fmt::format(", à {} près", format_metres(accuracy));
  text += fmt::format(". Réponse pour le {}.", format_day(date));
  auto html = paragraph("asked", escape(text));
  html += paragraph("indicative", escape(kIndicative));
  return html;
}

}  // namespace

AnswerText no_answer_yet() {
  return {"",
          {"<section id=\"reponse\" class=\"answer answer-none\" data-outcome=\"\" data-field=\"\" "
           "tabindex=\"-1\" aria-labelledby=\"reponse-titre\"><h2 id=\"reponse-titre\">La "
           "réponse</h2><p class=\"detail\">Elle s’affichera ici\u00A0: oui, non ou à vérifier."
           "</p></section>"}};
}

AnswerText describe(Verdict const& verdict, LonLat point, double accuracy, Date date,
                    Dataset const& dataset) {
  auto const answer = [&](Outcome const& outcome, Html body) {
    body += asked(point, accuracy, date);
    return AnswerText{outcome.word, region(outcome, "", body)};
  };
  switch (verdict.answer) {
    case Answer::kInside:
      return answer(kYes, inside(verdict, dataset.perimeters));
    case Answer::kOutside:
      return answer(kNo, nearest_known(verdict, dataset.perimeters,
                                       "Aucun quartier prioritaire à moins de 5\u00A0km."));
    case Answer::kUncertain:
    case Answer::kNotFound:  // never of a point
      break;
  }
  if (verdict.doubt == Doubt::kNearBoundary) {
    return answer(kNearBoundary, near_boundary(verdict, accuracy, dataset));
  }
  return answer(kNotCovered, not_covered(verdict, point, dataset));
}

AnswerText describe_problem(std::string_view sentence, std::string_view field) {
  return {kProblem.word, region(kProblem, field, paragraph("detail", escape(sentence)))};
}

}  // namespace qpv::handlers
