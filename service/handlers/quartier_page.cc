// SPDX-License-Identifier: EUPL-1.2
#include "service/handlers/quartier_page.h"

#include <fmt/format.h>

#include <string>
#include <vector>

#include "geo/address/perimeter_streets.h"
#include "geo/address/search.h"
#include "service/clock.h"
#include "service/handlers/answer_parts.h"
#include "service/handlers/contact.h"
#include "service/handlers/decrees.h"
#include "service/handlers/document.h"
#include "service/handlers/french.h"
#include "service/handlers/page_parts.h"
#include "service/handlers/parameters.h"
#include "service/handlers/plan.h"
#include "service/handlers/rights.h"
#include "service/http/problem.h"

namespace qpv::handlers {
namespace {

std::string_view situation_of(StreetSituation situation) {
  switch (situation) {
    case StreetSituation::kWithin:
      return "entière";
    case StreetSituation::kPartly:
      return "en partie";
    case StreetSituation::kBordering:
      break;
  }
  return "dehors, au bord";
}

std::string numbers_of(PerimeterStreet const& street, AddressIndex const& addresses) {
  std::string text;
  for (bool const odd : {true, false}) {
    std::string numbers;
    for (auto const& range : street.ranges) {
      if (range.odd != odd) continue;
      if (!numbers.empty()) numbers += ", ";
      numbers += housenumber(addresses[range.first]);
      if (range.first != range.last) numbers += " à " + housenumber(addresses[range.last]);
    }
    if (numbers.empty()) continue;
    if (!text.empty()) text += "\u00A0; ";
    text += (odd ? "impairs " : "pairs ") + numbers;
  }
  return text;
}

std::string row(PerimeterStreet const& street, AddressIndex const& addresses) {
  auto const info = addresses[street.street];
  return fmt::format("<tr><th scope=\"row\">{}</th><td>{}</td><td>{}</td><td>{}</td></tr>",
                     isolated(info.name).text, isolated(addresses[info.commune].name).text,
                     situation_of(street.situation), escape(numbers_of(street, addresses)).text);
}

Html streets(Dataset const& dataset, PerimeterIdx idx) {
  if (!dataset.addresses) return {};
  auto const& addresses = dataset.addresses->index;
  std::string rows;
  for (auto const& street : streets_of(dataset.perimeters, idx, addresses)) {
    rows += row(street, addresses);
  }
  if (rows.empty()) return {};
  auto const& code = dataset.perimeters[idx].code;
  Html html{"<h2>Les rues et leurs numéros</h2>"};
  html += fictitious_mention(dataset, french());
  html +=
      {"<p class=\"detail\">D’après la position de chaque numéro dans la base d’adresses, qui peut "
       "être imprécise\u00A0: près d’une limite, vérifiez l’adresse. "};
  html +=
      {fmt::format("<a href=\"../v1/perimeters/{}/addresses.csv\">La même liste pour un "
                   "tableur (CSV)</a></p>",
                   escape(code).text)};
  html +=
      {"<section class=\"scroll\" aria-label=\"Les rues\" tabindex=\"0\"><table>"
       "<thead><tr><th scope=\"col\">Rue</th><th scope=\"col\">Commune</th>"
       "<th scope=\"col\">Dans le quartier</th><th scope=\"col\">Numéros</th></tr></thead>"
       "<tbody>"};
  html += {rows + "</tbody></table></section>"};
  return html;
}

Html plan_of(Dataset const& dataset, Perimeter const& perimeter, Date date) {
  auto const& first = perimeter.shape.front().outer.front();
  return draw_plan_near(dataset, date, {first, 0, {&perimeter}, PlanMark::Spot::kNone},
                        "Plan du quartier et de ses voisins");
}

}  // namespace

http::Response quartier_page(http::Request const& request, Dataset const& dataset) {
  if (auto const names = check_names(request.query, {}); !names) return to_response(names.error());
  auto const idx = dataset.perimeters.find(request.path_parameter("code"));
  if (!idx) {
    return http::problem(http::ProblemType::kNotFound,
                         "Aucun périmètre de ces données ne porte ce code.", "code");
  }
  auto const& perimeter = dataset.perimeters[*idx];
  auto const today = today_in_paris();
  Html content = perimeter_facts(perimeter, french());
  content += facts(fact("Décrets", escape(decrees_of(perimeter))));
  content += plan_of(dataset, perimeter, today);
  if (perimeter.validity.contains(today))
    content += rights_on(today, dataset, french(), Fold::kOpen);
  content += streets(dataset, *idx);
  content += {"<h2>Ce que vaut cette page</h2>"};
  content += state_of_data(dataset, french());
  content += contact_of(dataset, french());
  return document({display_name(perimeter), "Quartiers prioritaires", "../"}, std::move(content));
}

}  // namespace qpv::handlers
