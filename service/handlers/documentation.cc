// SPDX-License-Identifier: EUPL-1.2
#include "service/handlers/documentation.h"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>
#include <string>
#include <utility>

#include "geo/json/api_description.h"
#include "service/handlers/api_page.h"
#include "service/handlers/assets.h"
#include "service/handlers/document.h"
#include "service/handlers/french.h"
#include "service/handlers/html.h"
#include "service/handlers/parameters.h"
#include "service/http/problem.h"

namespace qpv::handlers {
namespace {

constexpr std::string_view kSubject = "API des quartiers prioritaires";

// `root` leads from the page to the service's first page.
http::Response api_document(std::string_view title, std::string_view root, Html content) {
  return document({title, kSubject, root}, std::move(content));
}

Html list_item(http::ProblemKind const& kind) {
  return {fmt::format(
      "<li><a href=\"problems/{0}\">{1}</a> <span class=\"towns\">{2} · {0}</span></li>",
      escape(kind.name).text, escape(kind.title).text, kind.status)};
}

}  // namespace

http::Response openapi(http::Request const& request) {
  if (auto const names = check_names(request.query, {}); !names) return to_response(names.error());
  http::Response response;
  response.content_type = http::kJson;
  response.body = asset_bytes("openapi.json");
  response.dataset_only = true;
  return response;
}

http::Response api_documentation(http::Request const& request) {
  if (auto const names = check_names(request.query, {}); !names) return to_response(names.error());
  static Html const page = [] {
    auto const api = read_api_description(asset_bytes("openapi.json"));
    if (!api) throw std::logic_error("openapi.json: " + api.error().message);
    return api_page(*api);
  }();
  return api_document("L’API", "./", page);
}

http::Response list_problems(http::Request const& request) {
  if (auto const names = check_names(request.query, {}); !names) return to_response(names.error());
  Html content{
      "<p>Chaque erreur de l’API est un objet <code>application/problem+json</code> (RFC 9457) "
      "dont "
      "le membre <code>type</code> mène à une de ces pages.</p><div class=\"list\"><ul>"};
  for (auto const& kind : http::problem_kinds()) content += list_item(kind);
  content += Html{"</ul></div>"};
  return api_document("Les erreurs de l’API", "./", std::move(content));
}

http::Response problem_page(http::Request const& request) {
  if (auto const names = check_names(request.query, {}); !names) return to_response(names.error());
  auto const name = request.path_parameter("name");
  auto const kinds = http::problem_kinds();
  auto const kind =
      std::find_if(kinds.begin(), kinds.end(), [&](auto const& each) { return each.name == name; });
  if (kind == kinds.end()) {
    return http::problem(http::ProblemType::kNotFound, "Aucune erreur de l’API n’a ce nom.",
                         "name");
  }
  return api_document(
      kind->title, "../",
      {fmt::format("<p class=\"version\">Statut HTTP {} · <code>/problems/{}</code></p>"
                   "<h2>Ce que cela veut dire</h2><p>{}</p><h2>Que faire</h2><p>{}</p>"
                   "<p><a href=\"../problems\">Toutes les erreurs de l’API</a></p>",
                   kind->status, escape(kind->name).text, escape(typeset(kind->meaning)).text,
                   escape(typeset(kind->advice)).text)});
}

}  // namespace qpv::handlers
