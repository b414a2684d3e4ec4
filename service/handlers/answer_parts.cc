// SPDX-License-Identifier: EUPL-1.2
#include "service/handlers/answer_parts.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "service/handlers/french.h"
#include "service/handlers/plan.h"

namespace qpv::handlers {
namespace {

Html quoted(std::string const& name) { return {"«\u00A0" + isolated(name).text + "\u00A0»"}; }

Html official_name(Perimeter const& perimeter) {
  return {fmt::format(R"({} <span class="code">{}</span>)", isolated(perimeter.name).text,
                      escape(perimeter.code).text)};
}

Html days_of(Validity const& validity, Language const& language) {
  auto const from = day(validity.from, language).text;
  if (!validity.to) return {language.say("depuis le {}", from)};
  return {language.say("du {} au {}", from, day(*validity.to, language).text)};
}

Html chances(double probability, Language const& language) {
  if (language.is_french()) return {format_chances(probability)};
  auto const percent = std::clamp(std::lround(probability * 100), 1L, 99L);
  return {fmt::format("<bdi dir=\"ltr\">{}\u00A0%</bdi>", percent)};
}

}  // namespace

Html paragraph(std::string_view style, Html const& content) {
  return {fmt::format(R"(<p class="{}">{}</p>)", style, content.text)};
}

Html region(Outcome const& outcome, std::string_view field, Html const& body,
            Language const& language) {
  return {fmt::format(
      R"(<section id="reponse" part="answer" class="answer answer-{}" data-outcome="{}" data-field="{}" )"
      R"(tabindex="-1" aria-labelledby="reponse-titre"><h2 id="reponse-titre">)"
      R"(<svg class="sign" viewBox="0 0 24 24" aria-hidden="true"><path d="{}"/></svg>)"
      R"(<span class="word">{}</span><span class="visually-hidden">&nbsp;: </span>)"
      R"(<span class="sentence">{}</span></h2>{}</section>)",
      outcome.name, outcome.name, escape(field).text, outcome.sign, language(outcome.word),
      language(outcome.sentence), body.text)};
}

Html fact(std::string_view term, Html const& value) {
  return {fmt::format("<div><dt>{}</dt><dd>{}</dd></div>", term, value.text)};
}

Html facts(Html const& rows) { return {"<dl class=\"facts\">" + rows.text + "</dl>"}; }

Html named(Perimeter const& perimeter) {
  auto html = quoted(display_name(perimeter));
  auto const communes = commune_names(perimeter);
  if (!communes.empty()) html += {" (" + isolated(communes).text + ")"};
  return html;
}

Html linked_name(Perimeter const& perimeter) {
  auto const name = isolated(display_name(perimeter));
  auto const page = page_of(perimeter);
  if (page.empty()) return name;
  return {fmt::format(R"(<a href="{}">{}</a>)", page, name.text)};
}

Html about_perimeter(Perimeter const& perimeter, Language const& language) {
  auto html = paragraph("place", linked_name(perimeter));
  html += perimeter_facts(perimeter, language);
  return html;
}

Html perimeter_facts(Perimeter const& perimeter, Language const& language) {
  auto rows = fact(language("Périmètre"), official_name(perimeter));
  if (!perimeter.communes.empty()) {
    rows += fact(language(perimeter.communes.size() > 1 ? "Communes" : "Commune"),
                 isolated(commune_names(perimeter)));
  }
  rows += fact(language("En vigueur"), days_of(perimeter.validity, language));
  return facts(rows);
}

Html limit_of(Verdict const& verdict, PerimeterIndex const& perimeters, Language const& language) {
  if (!verdict.boundary) return {};
  auto const& boundary = *verdict.boundary;
  auto const away = metres(boundary.metres, language).text;
  if (boundary.metres <= PerimeterIndex::kOnBoundaryMetres) {
    return paragraph("detail", {std::string(language("Ce point est exactement sur la limite, qui "
                                                     "fait partie du quartier."))});
  }
  if (verdict.perimeters.size() == 1 && verdict.perimeters[0] == boundary.idx) {
    return paragraph("detail", {language.say("La limite du quartier est à {}.", away)});
  }
  return paragraph("detail", {language.say("La limite la plus proche, celle de {}, est à {}.",
                                           named(perimeters[boundary.idx]).text, away)});
}

Html likely_side(Verdict const& verdict, Language const& language) {
  if (!verdict.likely_inside) {
    return paragraph(
        "detail", {std::string(language("Aucun des deux côtés n’est plus probable que l’autre."))});
  }
  bool const inside = *verdict.likely_inside;
  std::string likely(language(inside
                                  ? "Le plus probable\u00A0: <strong>dans le quartier</strong>"
                                  : "Le plus probable\u00A0: <strong>hors du quartier</strong>"));
  if (verdict.probability) {
    likely +=
        ", " + chances(inside ? *verdict.probability : 1 - *verdict.probability, language).text;
  }
  return paragraph("detail", {likely + "."});
}

Html exact_spot(Language const& language) {
  return paragraph(
      "detail",
      {std::string(language("Pour lever le doute, <a href=\"./#plan-titre\">montrez l’endroit "
                            "exact sur le plan</a>."))});
}

Html nearest_known(Verdict const& verdict, PerimeterIndex const& perimeters, std::string_view none,
                   Language const& language) {
  if (!verdict.boundary) return paragraph("detail", {std::string(language(none))});
  return paragraph("detail",
                   {language.say("Le quartier prioritaire connu le plus proche est {}, à {}.",
                                 named(perimeters[verdict.boundary->idx]).text,
                                 metres(verdict.boundary->metres, language).text)});
}

Html not_a_no(Language const& language) {
  return paragraph(
      "detail",
      {std::string(language("<strong>Ce n’est pas un «\u00A0non\u00A0»</strong>\u00A0: un "
                            "quartier prioritaire absent de ces données peut s’y trouver."))});
}

Html elsewhere_in_france(Language const& language) {
  return paragraph("detail", {language.say("Pour toute la France, voyez {}.",
                                           "<a href=\"https://sig.ville.gouv.fr/\" "
                                           "rel=\"noreferrer\">sig.ville.gouv.fr</a>")});
}

Html end_of_answer(std::string_view asked, Date date, Reader const& reader) {
  auto const& language = reader.language;
  auto html = paragraph("asked", {std::string(asked) +
                                  language.say("Réponse pour le {}.", day(date, language).text)});
  html += paragraph("indicative", escape(language(kIndicative)));
  if (!reader.asked.text.empty()) {
    html += {fmt::format(R"(<form method="post" action="fiche" target="_blank" class="sheet">{})"
                         R"(<button type="submit" part="button">{}</button></form>)",
                         reader.asked.text, language("Imprimer cette réponse"))};
  }
  return html;
}

}  // namespace qpv::handlers
