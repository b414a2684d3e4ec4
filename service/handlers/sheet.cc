// SPDX-License-Identifier: EUPL-1.2
#include "service/handlers/sheet.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "service/clock.h"
#include "service/handlers/answer_parts.h"
#include "service/handlers/assets.h"
#include "service/handlers/contact.h"
#include "service/handlers/decrees.h"
#include "service/handlers/form_answer.h"
#include "service/handlers/html_page.h"
#include "service/handlers/page_parts.h"
#include "service/handlers/parameters.h"
#include "service/http/problem.h"
#include "service/http/target.h"

namespace qpv::handlers {
namespace {

Html question(Form const& form, Language const& language) {
  if (!form.q.empty()) return fact(language("Adresse demandée"), isolated(form.q));
  return fact(language("Point demandé"), isolated(fmt::format("{}, {}", form.lon, form.lat)));
}

Html rests_on(Dataset const& dataset, Form const& form, FormAnswer const& answer,
              Language const& language) {
  auto rows = question(form, language);
  rows += fact(language("Jour de la réponse"), day(answer.date, language));
  rows += fact(language("Fiche faite le"), day(today_in_paris(), language));
  auto const decrees = decrees_on(dataset, answer.date);
  if (!decrees.empty()) rows += fact(language("Décrets"), isolated_french(decrees));
  rows += fact(language("Version des données"), isolated(dataset.manifest.id));
  return facts(rows);
}

}  // namespace

http::Response answer_sheet(http::Request const& request, Dataset const& dataset) {
  if (auto const names = check_names(request.query, {"lang"}); !names) {
    return to_response(names.error());
  }
  auto const fields = http::parse_form(request.body);
  if (!fields) return http::problem(http::ProblemType::kInvalidBody, fields.error().message);
  auto const& language = chosen_language(request.query, *fields);
  auto const form = form_of(*fields);
  auto const answer = printed_answer(*fields, dataset, language);
  Html plan;
  if (answer.mark) {
    plan = draw_plan_near(dataset, answer.date, *answer.mark,
                          language("Plan\u00A0: le lieu et les quartiers autour"));
  }
  auto response = private_page(
      fill(translated(asset_bytes("sheet.html"), language),
           {{"lang", {language.code()}},
            {"dir", {language.right_to_left() ? "rtl" : "ltr"}},
            {"territory", escape(dataset.territory ? dataset.territory->name : std::string())},
            {"answer_word", {answer.text.word}},
            {"unreviewed", unreviewed(language)},
            {"answer", answer.text.region},
            {"plan", plan},
            {"facts", rests_on(dataset, form, answer, language)},
            {"data", state_of_data(dataset, language)},
            {"contact", contact_of(dataset, language)}}));
  response.status = answer.status;
  return response;
}

}  // namespace qpv::handlers
