// SPDX-License-Identifier: EUPL-1.2
#include "service/handlers/pages.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>

#include "geo/core/verdict.h"
#include "service/clock.h"
#include "service/handlers/address_question.h"
#include "service/handlers/address_text.h"
#include "service/handlers/answer.h"
#include "service/handlers/answer_parts.h"
#include "service/handlers/assets.h"
#include "service/handlers/contact.h"
#include "service/handlers/french.h"
#include "service/handlers/html.h"
#include "service/handlers/html_page.h"
#include "service/handlers/parameters.h"
#include "service/handlers/plan.h"
#include "service/handlers/point.h"
#include "service/http/problem.h"
#include "service/http/target.h"

namespace qpv::handlers {
namespace {

constexpr std::string_view kTemplate = "index.html";
// More names than this help nobody: the plan of a whole country is shown without a list.
constexpr std::size_t kMostListed = 100;

// The form as it was typed, to be shown again.
struct Form {
  std::string_view q;
  std::string_view lon;
  std::string_view lat;
  std::string_view accuracy;
  std::string_view date;
};

struct Question {
  PointQuestion asked;
  double accuracy;
};

Form form_of(http::Parameters const& fields) {
  auto const text = [&](std::string_view name) {
    return trim(find(fields, name).value_or(std::string_view()));
  };
  return {text("q"), text("lon"), text("lat"), text("accuracy"), text("date")};
}

Parsed<std::optional<double>> typed(std::string_view text, std::string_view field,
                                    std::string_view refusal) {
  if (text.empty()) return std::nullopt;
  auto const number = parse_typed_number(text);
  if (!number) return refuse(field, std::string(refusal));
  return number;
}

// The sentences of the form, where those of the API name its parameters.
Refusal in_the_words_of_the_form(Refusal refusal) {
  if (refusal.type != http::ProblemType::kInvalidParameter) return refusal;
  if (refusal.parameter == "accuracy") {
    refusal.detail = "La précision doit être comprise entre 0 et 100\u202F000 mètres.";
  } else if (refusal.parameter == "q") {
    refusal.detail =
        "Indiquez une adresse, de 200 caractères au plus, par exemple 6 rue Descartes, Lens.";
  } else if (refusal.parameter == "date") {
    refusal.detail = "Le jour doit exister, et s’écrire comme 2026-11-23.";
  }
  return refusal;
}

Parsed<Question> read_question(http::Parameters const& fields, Form const& form,
                               Dataset const& dataset) {
  if (auto const names = check_names(fields, {"lon", "lat", "accuracy", "date"}); !names) {
    return tl::unexpected(names.error());
  }
  if (form.lon.empty()) return refuse("lon", "Indiquez la longitude, par exemple 2,84358.");
  if (form.lat.empty()) return refuse("lat", "Indiquez la latitude, par exemple 50,43465.");
  auto const lon = typed(form.lon, "lon", "La longitude doit être un nombre, par exemple 2,84358.");
  if (!lon) return tl::unexpected(lon.error());
  auto const lat = typed(form.lat, "lat", "La latitude doit être un nombre, par exemple 50,43465.");
  if (!lat) return tl::unexpected(lat.error());
  auto const accuracy = typed(form.accuracy, "accuracy",
                              "La précision doit être un nombre de mètres, par exemple 50.");
  if (!accuracy) return tl::unexpected(accuracy.error());
  auto const date = form.date.empty() ? std::nullopt : std::optional(form.date);
  auto const asked = check_point_question(*lon, *lat, *accuracy, date, dataset);
  if (!asked) return tl::unexpected(in_the_words_of_the_form(asked.error()));
  return Question{*asked, accuracy->value_or(0)};
}

Html quartier_list(Dataset const& dataset, Date date) {
  auto perimeters = plan_perimeters(dataset, date);
  if (perimeters.empty() || perimeters.size() > kMostListed) return {};
  std::sort(perimeters.begin(), perimeters.end(),
            [](auto const* a, auto const* b) { return commune_names(*a) < commune_names(*b); });
  auto html =
      fmt::format("<details class=\"list\"><summary>Les {} périmètres du plan</summary><ul>",
                  perimeters.size());
  for (auto const* perimeter : perimeters) {
    html += fmt::format("<li>{} <span class=\"towns\">{}</span></li>",
                        isolated(display_name(*perimeter)).text,
                        isolated(commune_names(*perimeter)).text);
  }
  return {html + "</ul></details>"};
}

Html invalid_if(bool invalid) {
  return {invalid ? R"( aria-invalid="true" aria-describedby="reponse")" : ""};
}

bool has_made_up_addresses(Dataset const& dataset) {
  return dataset.manifest.addresses && dataset.manifest.addresses->fictitious;
}

// What stands above the form of a point.
Html address_question(Dataset const& dataset, Form const& form, std::string_view wrong_field) {
  if (!dataset.addresses) return {"<h2 id=\"question-titre\">Le point</h2>"};
  Html mention;
  if (has_made_up_addresses(dataset)) mention = paragraph("fictitious", escape(kFictitious));
  return fill(asset_bytes("address_form.html"), {{"fictitious", mention},
                                                 {"q", escape(form.q)},
                                                 {"q_invalid", invalid_if(wrong_field == "q")}});
}

Html addresses_of(Dataset const& dataset) {
  if (!dataset.manifest.addresses) return {};
  return {fmt::format(" Adresses\u00A0: {}.", isolated(dataset.manifest.addresses->label).text)};
}

Html page(Dataset const& dataset, Form const& form, AnswerText const& answer,
          std::string_view wrong_field, Date date, PlanMark const* mark) {
  auto const plan = draw_plan(dataset, date, mark);
  bool const options = !form.accuracy.empty() || !form.date.empty();
  auto const& manifest = dataset.manifest;
  return fill(
      asset_bytes(kTemplate),
      {{"answer_word",
        {answer.word.empty() ? std::string() : std::string(answer.word) + "\u00A0: "}},
       {"territory", escape(dataset.territory ? dataset.territory->name : std::string())},
       {"askable", {dataset.addresses ? "une adresse ou un point" : "un point"}},
       {"address_question", address_question(dataset, form, wrong_field)},
       {"addresses", addresses_of(dataset)},
       {"lon", escape(form.lon)},
       {"lon_invalid", invalid_if(wrong_field == "lon")},
       {"lat", escape(form.lat)},
       {"lat_invalid", invalid_if(wrong_field == "lat")},
       {"accuracy", escape(form.accuracy)},
       {"accuracy_invalid", invalid_if(wrong_field == "accuracy")},
       {"date", escape(form.date)},
       {"date_invalid", invalid_if(wrong_field == "date")},
       {"options_open", {options ? " open" : ""}},
       {"answer", answer.region},
       {"plan", plan.text.empty()
                    ? Html{"<p class=\"detail\">Ces données n’ont pas de périmètre à montrer.</p>"}
                    : plan},
       {"quartiers", quartier_list(dataset, date)},
       {"indicative", escape(kIndicative)},
       {"data_label", isolated(manifest.perimeters_label)},
       {"data_standing", escape(standing_of(manifest))},
       {"data_id", escape(manifest.id)},
       {"contact", contact_of(dataset)}});
}

// A street or a town is no point of the plan, and one of several addresses is not the one.
std::optional<PlanMark> mark_of(AddressVerdict const& verdict, Dataset const& dataset) {
  bool const number = verdict.address && verdict.address->kind == MatchKind::kHousenumber;
  auto const doubt = verdict.verdict.doubt;
  bool const another = doubt == Doubt::kAmbiguous || doubt == Doubt::kWeakMatch;
  if (!number || another || !verdict.position) return std::nullopt;
  PlanMark mark{*verdict.position, 0, {}};
  for (auto const idx : verdict.verdict.perimeters) {
    mark.named.push_back(&dataset.perimeters[idx]);
  }
  return mark;
}

http::Response answer_page(Dataset const& dataset, Form const& form, Question const& question) {
  auto const& [position, date] = question.asked;
  auto const verdict = decide_point(dataset.perimeters, position, date);
  PlanMark mark{position.point, question.accuracy, {}};
  for (auto const idx : verdict.perimeters) mark.named.push_back(&dataset.perimeters[idx]);
  auto const answer = describe(verdict, position.point, question.accuracy, date, dataset);
  return private_page(page(dataset, form, answer, "", date, &mark));
}

http::Response problem_page(Dataset const& dataset, Form const& form, Refusal const& refusal) {
  auto const answer = describe_problem(refusal.detail, refusal.parameter);
  auto response =
      private_page(page(dataset, form, answer, refusal.parameter, today_in_paris(), nullptr));
  response.status = 400;  // as the API answers the same question
  return response;
}

http::Response address_page(Dataset const& dataset, http::Parameters const& fields,
                            Form const& form) {
  if (auto const names = check_names(fields, {"q"}); !names) {
    return problem_page(dataset, form, names.error());
  }
  Inputs const inputs{fields, {}};
  auto const question = check_address_question(inputs, dataset);
  if (!question) return problem_page(dataset, form, in_the_words_of_the_form(question.error()));
  auto const verdict = decide(*question, dataset);
  auto const answer = describe(verdict, question->date, dataset);
  auto const mark = mark_of(verdict, dataset);
  return private_page(page(dataset, form, answer, "", question->date, mark ? &*mark : nullptr));
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
  return public_page(page(dataset, {}, no_answer_yet(), "", today_in_paris(), nullptr));
}

http::Response home_answer(http::Request const& request, Dataset const& dataset) {
  auto const fields = http::parse_form(request.body);
  if (!fields) return http::problem(http::ProblemType::kInvalidBody, fields.error().message);
  auto const form = form_of(*fields);
  if (dataset.addresses && find(*fields, "q")) return address_page(dataset, *fields, form);
  auto const question = read_question(*fields, form, dataset);
  if (!question) return problem_page(dataset, form, question.error());
  return answer_page(dataset, form, *question);
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
