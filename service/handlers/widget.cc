// SPDX-License-Identifier: EUPL-1.2
#include "service/handlers/widget.h"

#include <fmt/format.h>

#include "service/clock.h"
#include "service/handlers/address_text.h"
#include "service/handlers/answer_parts.h"
#include "service/handlers/assets.h"
#include "service/handlers/contact.h"
#include "service/handlers/form_answer.h"
#include "service/handlers/html_page.h"
#include "service/handlers/page_parts.h"
#include "service/handlers/parameters.h"
#include "service/handlers/theme.h"
#include "service/http/problem.h"
#include "service/http/target.h"

namespace qpv::handlers {
namespace {

struct Look {
  Language const& language;
  Theme theme;
};

Parsed<Look> read_look(http::Request const& request) {
  if (auto const names = check_names(request.query, {"lang", "accent", "ground"}); !names) {
    return tl::unexpected(names.error());
  }
  auto const theme = read_theme(request.query);
  if (!theme) return tl::unexpected(theme.error());
  return Look{chosen_language(request.query, {}), *theme};
}

// The page's own address with its look, from itself; of another language where one is given.
std::string self(Look const& look, Language const& language) {
  std::string query = language.is_french() ? "" : "lang=" + language.code();
  auto const colours = to_query(look.theme);
  if (!colours.empty()) query += (query.empty() ? "" : "&") + colours;
  return query.empty() ? "widget" : "widget?" + query;
}

Html colours(Theme const& theme) {
  if (theme.is_plain()) return {};
  return {
      fmt::format(R"(<link rel="stylesheet" href="widget.css?{}">)", escape(to_query(theme)).text)};
}

Html language_links(Look const& look) {
  std::string items;
  for (auto const& each : languages()) {
    bool const current = &each == &look.language;
    items += fmt::format(R"(<li><a href="{}" target="_self" lang="{}" hreflang="{}"{}>{}</a></li>)",
                         escape(self(look, each)).text, each.code(), each.code(),
                         current ? R"( aria-current="true")" : "", each.name());
  }
  return {items};
}

Html address_field(Dataset const& dataset, Form const& form, FormAnswer const& answer,
                   Language const& language) {
  if (!dataset.addresses) {
    return paragraph("detail", {std::string(language("<a href=\"./\">Indiquez un point sur le "
                                                     "plan.</a>"))});
  }
  return fill(translated(asset_bytes("widget_field.html"), language),
              {{"q", escape(form.q)}, {"q_invalid", invalid_if(answer.wrong_field == "q")}});
}

Html result(Dataset const& dataset, FormAnswer const& answer, Language const& language) {
  auto html = answer.text.region;
  if (answer.mark) {
    html += draw_plan_near(dataset, answer.date, *answer.mark,
                           language("Plan\u00A0: le lieu et les quartiers autour"));
  }
  return html;
}

Html page(Dataset const& dataset, Form const& form, FormAnswer const& answer, Look const& look) {
  auto const& language = look.language;
  auto const& word = answer.text.word;
  return fill(translated(asset_bytes("widget.html"), language),
              {{"lang", {language.code()}},
               {"dir", {language.right_to_left() ? "rtl" : "ltr"}},
               {"answer_word", {word.empty() ? "" : word + "\u00A0: "}},
               {"colours", colours(look.theme)},
               {"action", escape(self(look, language))},
               {"unreviewed", unreviewed(language)},
               {"fictitious", fictitious_mention(dataset, language)},
               {"field", address_field(dataset, form, answer, language)},
               {"result", result(dataset, answer, language)},
               {"data", state_of_data(dataset, language)},
               {"contact", contact_of(dataset, language)},
               {"languages", language_links(look)}});
}

Frames framed(std::string const& ancestors) { return {ancestors}; }

}  // namespace

http::Response widget(http::Request const& request, Dataset const& dataset,
                      std::string const& frame_ancestors) {
  auto const look = read_look(request);
  if (!look) return to_response(look.error());
  FormAnswer const nothing{no_answer_yet(look->language), "", today_in_paris(), {}, 200};
  return public_page(page(dataset, {}, nothing, *look), framed(frame_ancestors));
}

http::Response widget_answer(http::Request const& request, Dataset const& dataset,
                             std::string const& frame_ancestors) {
  auto const look = read_look(request);
  if (!look) return to_response(look.error());
  auto const fields = http::parse_form(request.body);
  if (!fields) return http::problem(http::ProblemType::kInvalidBody, fields.error().message);
  auto const answer = answer_form(*fields, dataset, look->language, self(*look, look->language));
  auto response =
      private_page(page(dataset, form_of(*fields), answer, *look), framed(frame_ancestors));
  response.status = answer.status;
  return response;
}

http::Response widget_colours(http::Request const& request) {
  if (auto const names = check_names(request.query, {"accent", "ground"}); !names) {
    return to_response(names.error());
  }
  auto const theme = read_theme(request.query);
  if (!theme) return to_response(theme.error());
  http::Response response;
  response.content_type = http::kCss;
  response.headers = "Content-Security-Policy: default-src 'none'\r\n";
  response.dataset_only = true;
  response.body = to_css(*theme);
  return response;
}

http::Response widget_script(http::Request const& request) {
  if (auto const names = check_names(request.query, {}); !names) return to_response(names.error());
  http::Response response;
  response.content_type = http::kJavaScript;
  response.headers = "Content-Security-Policy: default-src 'none'\r\n";
  response.dataset_only = true;
  response.body = asset_bytes("widget.js");
  return response;
}

}  // namespace qpv::handlers
