// SPDX-License-Identifier: EUPL-1.2
#include "service/handlers/answer_parts.h"

#include <fmt/format.h>

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

}  // namespace

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

Html named(Perimeter const& perimeter) {
  auto html = quoted(display_name(perimeter));
  auto const communes = commune_names(perimeter);
  if (!communes.empty()) html += {" (" + isolated(communes).text + ")"};
  return html;
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

Html likely_side(Verdict const& verdict) {
  if (!verdict.likely_inside) {
    return paragraph("detail", {"Rien ne fait pencher d’un côté plutôt que de l’autre."});
  }
  std::string likely = *verdict.likely_inside
                           ? "Le plus probable\u00A0: <strong>dans le quartier</strong>"
                           : "Le plus probable\u00A0: <strong>hors du quartier</strong>";
  if (verdict.probability) {
    auto const chance = *verdict.likely_inside ? *verdict.probability : 1 - *verdict.probability;
    likely += fmt::format(", {}", format_chances(chance));
  }
  return paragraph("detail", {likely + "."});
}

Html nearest_known(Verdict const& verdict, PerimeterIndex const& perimeters,
                   std::string_view none) {
  if (!verdict.boundary) return paragraph("detail", {std::string(none)});
  return paragraph("detail",
                   {fmt::format("Le quartier prioritaire connu le plus proche est {}, à {}.",
                                named(perimeters[verdict.boundary->idx]).text,
                                format_metres(verdict.boundary->metres))});
}

Html not_a_no() {
  return paragraph("detail", {"<strong>Ce n’est pas un «\u00A0non\u00A0»</strong>\u00A0: un "
                              "quartier prioritaire absent de ces données peut s’y trouver."});
}

Html elsewhere_in_france() {
  return paragraph("detail", {"Pour toute la France, voyez "
                              "<a href=\"https://sig.ville.gouv.fr/\" rel=\"noreferrer\">"
                              "sig.ville.gouv.fr</a>."});
}

std::string_view or_ask(Dataset const& dataset) {
  bool const contact = dataset.territory && dataset.territory->contact;
  return contact ? " Sinon, demandez au service indiqué plus bas." : "";
}

}  // namespace qpv::handlers
