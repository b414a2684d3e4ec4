// SPDX-License-Identifier: EUPL-1.2
#include "service/handlers/rights.h"

#include <fmt/format.h>

#include <string>

#include "service/handlers/contact.h"

namespace qpv::handlers {
namespace {

// A sentence of the data: escaped where it is shown as it is.
std::string said(std::string const& sentence, Language const& language) {
  return escape(language(sentence)).text;
}

std::string days_of(Right const& right, Language const& language) {
  if (right.from && right.to) {
    return language.say("du {} au {}", day(*right.from, language).text,
                        day(*right.to, language).text);
  }
  if (right.from) return language.say("depuis le {}", day(*right.from, language).text);
  if (right.to) return language.say("jusqu’au {}", day(*right.to, language).text);
  return {};
}

std::string item(Right const& right, Language const& language) {
  auto const days = days_of(right, language);
  return fmt::format("<li><strong>{}</strong> {} <span class=\"source\">{}{}</span></li>",
                     said(right.title, language), said(right.text, language),
                     days.empty() ? "" : days + " · ",
                     language.say("Source\u00A0: {}", isolated_french(right.source).text));
}

}  // namespace

Html rights_on(Date date, Dataset const& dataset, Language const& language, Fold fold) {
  if (!dataset.territory) return {};
  std::string items;
  for (auto const& right : dataset.territory->rights) {
    if (right.is_open(date)) items += item(right, language);
  }
  if (items.empty()) return {};
  Html html{fmt::format("<details class=\"rights\"{}><summary>{}</summary><ul>{}</ul>",
                        fold == Fold::kOpen ? " open" : "",
                        language("À quoi cela peut donner droit"), items)};
  html += {
      fmt::format("<p class=\"detail\">{}</p>", language("Chaque aide a ses propres conditions."))};
  html += whom_to_call(dataset, language);
  html += {"</details>"};
  return html;
}

}  // namespace qpv::handlers
