// SPDX-License-Identifier: EUPL-1.2
#include "service/handlers/answer.h"

#include <fmt/format.h>

#include <algorithm>

#include "service/handlers/french.h"
#include "service/handlers/plan.h"

namespace qpv::handlers {
namespace {

// An outcome is told by its word and its sign; colour only repeats them.
struct Outcome {
  std::string_view name;  // data-outcome, and the style's class
  std::string_view word;
  std::string_view sentence;
  std::string_view sign;  // path in a square of 24
};

constexpr Outcome kYes{"oui", "Oui", "ce point est dans un quartier prioritaire.",
                       "M5 12.5l4.5 4.5L19 7.5"};
constexpr Outcome kNo{"non", "Non", "ce point n’est pas dans un quartier prioritaire.",
                      "M6.5 6.5l11 11M17.5 6.5l-11 11"};
constexpr std::string_view kQuestionMark =
    "M8.2 9a3.8 3.8 0 1 1 5.6 3.3c-1.2.7-1.8 1.4-1.8 2.7M12 18.6v.1";
constexpr Outcome kNearBoundary{"a-verifier", "À vérifier",
                                "ce point est trop près d’une limite pour en décider.",
                                kQuestionMark};
constexpr Outcome kNotCovered{"a-verifier", "À vérifier",
                              "ces données ne disent pas ce qu’il en est à cet endroit.",
                              kQuestionMark};
constexpr Outcome kProblem{"probleme", "Pas de réponse", "la question est à corriger.",
                           "M12 5.5v8M12 18.2v.1"};

Html paragraph(std::string_view style, Html const& content) {
  return {fmt::format(R"(<p class="{}">{}</p>)", style, content.text)};
}

Html region(Outcome const& outcome, std::string_view field, Html const& body) {
  return {fmt::format(
      R"(<section id="reponse" class="answer answer-{}" data-outcome="{}" data-field="{}" )"
      R"(tabindex="-1" aria-labelledby="reponse-titre"><h2 id="reponse-titre">)"
      R"(<svg class="sign" viewBox="0 0 24 24" aria-hidden="true"><path d="{}"/></svg>)"
      R"(<span class="word">{}</span><span class="visually-hidden">&nbsp;: </span>)"
      R"(<span class="sentence">{}</span></h2>{}</section>)",
      outcome.name, outcome.name, escape(field).text, outcome.sign, outcome.word, outcome.sentence,
      body.text)};
}

Html fact(std::string_view term, Html const& value) {
  return {fmt::format("<div><dt>{}</dt><dd>{}</dd></div>", term, value.text)};
}

Html facts(Html const& rows) { return {"<dl class=\"facts\">" + rows.text + "</dl>"}; }

Html quoted(std::string const& name) { return {"«\u00A0" + isolated(name).text + "\u00A0»"}; }

// « Cité 2 » (Lens)
Html named(Perimeter const& perimeter) {
  auto html = quoted(display_name(perimeter));
  auto const communes = commune_names(perimeter);
  if (!communes.empty()) html += {" (" + isolated(communes).text + ")"};
  return html;
}

Html official_name(Perimeter const& perimeter) {
  return {fmt::format(R"({} <span class="code">{}</span>)", isolated(perimeter.name).text,
                      escape(perimeter.code).text)};
}

Html about_perimeter(Perimeter const& perimeter) {
  auto html = paragraph("place", isolated(display_name(perimeter)));
  auto rows = fact("Périmètre", official_name(perimeter));
  if (!perimeter.communes.empty()) {
    rows += fact(perimeter.communes.size() > 1 ? "Communes" : "Commune",
                 isolated(commune_names(perimeter)));
  }
  auto const from = format_day(perimeter.validity.from);
  rows += fact("En vigueur",
               escape(perimeter.validity.to
                          ? fmt::format("du {} au {}", from, format_day(*perimeter.validity.to))
                          : "depuis le " + from));
  html += facts(rows);
  return html;
}

Html yes(Verdict const& verdict, PerimeterIndex const& perimeters) {
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

Html nearest_known(Verdict const& verdict, PerimeterIndex const& perimeters,
                   std::string_view none) {
  if (!verdict.boundary) return paragraph("detail", {std::string(none)});
  return paragraph("detail",
                   {fmt::format("Le quartier prioritaire connu le plus proche est {}, à {}.",
                                named(perimeters[verdict.boundary->idx]).text,
                                format_metres(verdict.boundary->metres))});
}

Html near_boundary(Verdict const& verdict, double accuracy, Dataset const& dataset) {
  auto why = fmt::format("La position est connue à {} près", format_metres(accuracy));
  if (verdict.boundary) {
    why += fmt::format(" et la limite de {} passe à {}",
                       named(dataset.perimeters[verdict.boundary->idx]).text,
                       format_metres(verdict.boundary->metres));
  }
  auto html = paragraph("detail", {why + "."});

  std::string likely = "Rien ne fait pencher d’un côté plutôt que de l’autre.";
  if (verdict.likely_inside) {
    likely = *verdict.likely_inside ? "Le plus probable\u00A0: <strong>dans le quartier</strong>"
                                    : "Le plus probable\u00A0: <strong>hors du quartier</strong>";
    if (verdict.probability) {
      auto const chance = *verdict.likely_inside ? *verdict.probability : 1 - *verdict.probability;
      likely += fmt::format(", {}", format_chances(chance));
    }
    likely += ".";
  }
  html += paragraph("detail", {likely});
  std::string_view const contact = dataset.territory && dataset.territory->contact
                                       ? " Sinon, demandez au service indiqué plus bas."
                                       : "";
  html += paragraph("detail",
                    {fmt::format("Pour lever le doute, indiquez le point exact sur le plan ou par "
                                 "ses coordonnées, sans valeur de précision.{}",
                                 contact)});
  return html;
}

bool looks_swapped(LonLat point, Manifest const& manifest) {
  return manifest.extent.contains({point.lat, point.lon});
}

Html not_covered(Verdict const& verdict, LonLat point, Dataset const& dataset) {
  auto html = paragraph("detail", {"<strong>Ce n’est pas un «\u00A0non\u00A0»</strong>\u00A0: un "
                                   "quartier prioritaire absent de ces données peut s’y trouver."});
  if (looks_swapped(point, dataset.manifest)) {
    html += paragraph("detail", {"La longitude et la latitude semblent échangées."});
  }
  if (verdict.boundary) html += nearest_known(verdict, dataset.perimeters, {});
  html += paragraph("detail", {"Pour toute la France, voyez "
                               "<a href=\"https://sig.ville.gouv.fr/\" rel=\"noreferrer\">"
                               "sig.ville.gouv.fr</a>."});
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
      return answer(kYes, yes(verdict, dataset.perimeters));
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
