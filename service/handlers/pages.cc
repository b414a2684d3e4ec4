// SPDX-License-Identifier: EUPL-1.2
#include "service/handlers/pages.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "service/clock.h"
#include "service/handlers/answer_parts.h"
#include "service/handlers/assets.h"
#include "service/handlers/contact.h"
#include "service/handlers/form_answer.h"
#include "service/handlers/html.h"
#include "service/handlers/html_page.h"
#include "service/handlers/page_parts.h"
#include "service/handlers/plan.h"
#include "service/http/problem.h"
#include "service/http/target.h"

namespace qpv::handlers {
namespace {

constexpr std::string_view kTemplate = "index.html";

Html quartier_list(Dataset const& dataset, Date date) {
  auto perimeters = plan_perimeters(dataset, date);
  if (perimeters.empty() || perimeters.size() > kMostListed) return {};
  std::sort(perimeters.begin(), perimeters.end(),
            [](auto const* a, auto const* b) { return commune_names(*a) < commune_names(*b); });
  std::string html =
      "<details class=\"list\"><summary>Choisir un quartier dans la liste</summary><ul>";
  for (auto const* perimeter : perimeters) {
    html += fmt::format("<li>{} <span class=\"towns\">{}</span></li>", linked_name(*perimeter).text,
                        isolated(commune_names(*perimeter)).text);
  }
  return {html + "</ul></details>"};
}

// What stands above the form of a point.
Html address_question(Dataset const& dataset, Form const& form, std::string_view wrong_field) {
  if (!dataset.addresses) return {"<h2 id=\"question-titre\">Le point</h2>"};
  return fill(asset_bytes("address_form.html"),
              {{"fictitious", fictitious_mention(dataset, french())},
               {"q", escape(form.q)},
               {"q_invalid", invalid_if(wrong_field == "q")}});
}

Html page(Dataset const& dataset, Form const& form, FormAnswer const& answer) {
  auto const date = answer.date;
  auto const plan = draw_plan(dataset, date, answer.mark ? &*answer.mark : nullptr);
  std::string_view const wrong_field = answer.wrong_field;
  auto const& word = answer.text.word;
  bool const options = !form.accuracy.empty() || !form.date.empty();
  return fill(
      asset_bytes(kTemplate),
      {{"answer_word", {word.empty() ? std::string() : word + "\u00A0: "}},
       {"territory", escape(dataset.territory ? dataset.territory->name : std::string())},
       {"askable", {dataset.addresses ? "une adresse ou un point" : "un point"}},
       {"address_question", address_question(dataset, form, wrong_field)},
       {"lon", escape(form.lon)},
       {"lon_invalid", invalid_if(wrong_field == "lon")},
       {"lat", escape(form.lat)},
       {"lat_invalid", invalid_if(wrong_field == "lat")},
       {"accuracy", escape(form.accuracy)},
       {"accuracy_invalid", invalid_if(wrong_field == "accuracy")},
       {"date", escape(form.date)},
       {"date_invalid", invalid_if(wrong_field == "date")},
       {"options_open", {options ? " open" : ""}},
       {"answer", answer.text.region},
       {"plan", plan.text.empty()
                    ? Html{"<p class=\"detail\">Ces données n’ont pas de périmètre à montrer.</p>"}
                    : plan},
       {"quartiers", quartier_list(dataset, date)},
       {"data", state_of_data(dataset, french())},
       {"contact", contact_of(dataset, french())}});
}

// Empty for what is built in but no file of a page: templates, the description of the API.
std::string_view type_of(std::string_view name) {
  if (name.ends_with(".css")) return http::kCss;
  if (name.ends_with(".js")) return http::kJavaScript;
  if (name.ends_with(".svg")) return http::kSvg;
  return {};
}

// A worker's policy is its file's: the one that holds a person's list has no way out, the one that
// asks never sees the list.
std::string_view policy_of(std::string_view name) {
  if (name == "listes-sender.js") {
    return "Content-Security-Policy: default-src 'none'; connect-src 'self'\r\n";
  }
  return "Content-Security-Policy: default-src 'none'\r\n";
}

}  // namespace

http::Response home(http::Request const& /*request*/, Dataset const& dataset) {
  return public_page(page(dataset, {}, {no_answer_yet(french()), "", today_in_paris(), {}, 200}));
}

http::Response home_answer(http::Request const& request, Dataset const& dataset) {
  auto const fields = http::parse_form(request.body);
  if (!fields) return http::problem(http::ProblemType::kInvalidBody, fields.error().message);
  auto const answer = answer_form(*fields, dataset, chosen_language(request.query, *fields), "./");
  auto response = private_page(page(dataset, form_of(*fields), answer));
  response.status = answer.status;
  return response;
}

http::Response asset(http::Request const& request) {
  auto const name = request.path_parameter("name");
  auto const type = type_of(name);
  auto const bytes = asset_bytes(name);
  if (type.empty() || bytes.empty()) {
    return http::problem(http::ProblemType::kNotFound, "Aucun fichier de la page n’a ce nom.");
  }
  http::Response response;
  response.content_type = type;
  response.headers = policy_of(name);
  response.dataset_only = true;
  response.body = bytes;
  return response;
}

}  // namespace qpv::handlers
