// SPDX-License-Identifier: EUPL-1.2
#include "service/handlers/embed_page.h"

#include <fmt/format.h>

#include <string>
#include <string_view>

#include "service/handlers/assets.h"
#include "service/handlers/document.h"
#include "service/handlers/form_answer.h"
#include "service/handlers/language.h"
#include "service/handlers/own_address.h"
#include "service/handlers/parameters.h"
#include "service/handlers/theme.h"

namespace qpv::handlers {
namespace {

// What the style sheet has where a site chooses nothing.
constexpr Colour kAccent{0x0f, 0x55, 0x60};
constexpr Colour kGround{0xf5, 0xf3, 0xee};
constexpr std::string_view kWidgetTitle = "Suis-je dans un quartier prioritaire\u00A0?";

std::string look_of(Theme const& theme, Language const& language) {
  auto query = to_query(theme);
  if (!language.is_french()) query += (query.empty() ? "lang=" : "&lang=") + language.code();
  return query;
}

// The same as the script's data-* attributes; `embed.js` writes them alike.
std::string attributes_of(Theme const& theme, Language const& language) {
  std::string text;
  if (!language.is_french()) {
    text +=
        fmt::format(R"( data-lang="{}" data-title="{}")", language.code(), language(kWidgetTitle));
  }
  if (theme.accent) text += fmt::format(" data-accent=\"{}\"", to_hex(*theme.accent));
  if (theme.ground) text += fmt::format(" data-ground=\"{}\"", to_hex(*theme.ground));
  return text;
}

Html language_options(Language const& chosen) {
  std::string options;
  for (auto const& each : languages()) {
    options += fmt::format(R"(<option value="{0}" lang="{0}" data-title="{1}"{2}>{3}</option>)",
                           each.code(), each(kWidgetTitle), &each == &chosen ? " selected" : "",
                           each.name());
  }
  return {options};
}

}  // namespace

http::Response embed_page(http::Request const& request) {
  if (auto const names = check_names(request.query, {"lang", "accent", "ground"}); !names) {
    return to_response(names.error());
  }
  auto const theme = read_theme(request.query);
  if (!theme) return to_response(theme.error());
  auto const& language = chosen_language(request.query, {});
  auto const address = own_address(request);
  auto const look = look_of(*theme, language);
  auto const link = address + "/widget" + (look.empty() ? "" : "?" + look);
  auto const attributes = attributes_of(*theme, language);
  auto content = fill(
      asset_bytes("embed.html"),
      {{"address", escape(address)},
       {"accent", escape(to_hex(theme->accent.value_or(kAccent)))},
       {"ground", escape(to_hex(theme->ground.value_or(kGround)))},
       {"languages", language_options(language)},
       {"line",
        escape(fmt::format("<script src=\"{}/widget.js\"{} async></script>", address, attributes))},
       {"link", escape(fmt::format("<a href=\"{}\">Suis-je dans un quartier prioritaire\u00A0?</a>",
                                   link))},
       {"element", escape(fmt::format("<script src=\"{}/widget.js\" data-inline async></script>\n"
                                      "<qpv-check{}></qpv-check>",
                                      address, attributes))},
       {"frame", escape("widget" + (look.empty() ? "" : "?" + look))}});
  auto response = document({"Intégrer la vérification à un site",
                            "Pour les sites",
                            "./",
                            {R"(<script src="assets/embed.js" defer></script>)"}},
                           std::move(content), {"'none'", "'self'"});
  response.headers += "Vary: Host\r\n";
  return response;
}

}  // namespace qpv::handlers
