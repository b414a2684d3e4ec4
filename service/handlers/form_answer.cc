// SPDX-License-Identifier: EUPL-1.2
#include "service/handlers/form_answer.h"

#include <fmt/format.h>

#include <utility>

#include "geo/core/verdict.h"
#include "service/clock.h"
#include "service/handlers/address_question.h"
#include "service/handlers/address_text.h"
#include "service/handlers/french.h"
#include "service/handlers/parameters.h"
#include "service/handlers/point.h"
#include "service/http/problem.h"

namespace qpv::handlers {
namespace {

struct Question {
  PointQuestion asked;
  double accuracy;
};

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
  if (auto const names = check_names(fields, {"lon", "lat", "accuracy", "date", "lang"}); !names) {
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

FormAnswer problem_of(Refusal const& refusal, Reader const& reader) {
  return {describe_problem(refusal.detail, refusal.parameter, reader.language), refusal.parameter,
          today_in_paris(), std::nullopt, 400};  // as the API answers the same question
}

Html hidden(std::string_view name, std::string_view value) {
  if (value.empty()) return {};
  return {fmt::format(R"(<input type="hidden" name="{}" value="{}">)", name, escape(value).text)};
}

Html asked_again(Form const& form, Language const& language) {
  auto html = language_field(language);
  if (!form.q.empty()) {
    html += hidden("q", form.q);
    return html;
  }
  html += hidden("lon", form.lon);
  html += hidden("lat", form.lat);
  html += hidden("accuracy", form.accuracy);
  html += hidden("date", form.date);
  return html;
}

FormAnswer answer_address(http::Parameters const& fields, Dataset const& dataset,
                          Reader const& reader) {
  if (auto const names = check_names(fields, {"q", "lang"}); !names) {
    return problem_of(names.error(), reader);
  }
  Inputs const inputs{fields, {}};
  auto const question = check_address_question(inputs, dataset);
  if (!question) return problem_of(in_the_words_of_the_form(question.error()), reader);
  auto const verdict = decide(*question, dataset);
  return {describe(verdict, question->date, dataset, reader), "", question->date,
          mark_of(verdict, dataset), 200};
}

FormAnswer answer_point(Question const& question, Dataset const& dataset, Reader const& reader) {
  auto const& [position, date] = question.asked;
  auto const verdict = decide_point(dataset.perimeters, position, date);
  PlanMark mark{position.point, question.accuracy, {}};
  for (auto const idx : verdict.perimeters) mark.named.push_back(&dataset.perimeters[idx]);
  return {describe(verdict, position.point, question.accuracy, date, dataset, reader), "", date,
          std::move(mark), 200};
}

FormAnswer answered(http::Parameters const& fields, Dataset const& dataset, Reader const& reader) {
  if (dataset.addresses && find(fields, "q")) return answer_address(fields, dataset, reader);
  auto const question = read_question(fields, form_of(fields), dataset);
  if (!question) return problem_of(question.error(), reader);
  return answer_point(*question, dataset, reader);
}

}  // namespace

Form form_of(http::Parameters const& fields) {
  auto const text = [&](std::string_view name) {
    return trim(find(fields, name).value_or(std::string_view()));
  };
  return {text("q"), text("lon"), text("lat"), text("accuracy"), text("date")};
}

Language const& chosen_language(http::Parameters const& query, http::Parameters const& fields) {
  auto const field = find(fields, "lang");
  auto const code = field ? field : find(query, "lang");
  return language_of(code.value_or(std::string_view()));
}

Html invalid_if(bool invalid) {
  return {invalid ? R"( aria-invalid="true" aria-describedby="reponse")" : ""};
}

FormAnswer answer_form(http::Parameters const& fields, Dataset const& dataset,
                       Language const& language, std::string_view action) {
  return answered(fields, dataset, {language, action, asked_again(form_of(fields), language)});
}

FormAnswer printed_answer(http::Parameters const& fields, Dataset const& dataset,
                          Language const& language) {
  return answered(fields, dataset, {language, "./", {}, Fold::kOpen});
}

}  // namespace qpv::handlers
