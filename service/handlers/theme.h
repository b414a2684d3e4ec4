// SPDX-License-Identifier: EUPL-1.2
//
// The colours of a widget: two that a site chooses, and what follows from them so that text stays
// readable (WCAG 2.2, 1.4.3) whatever they are.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>

#include "service/handlers/parameters.h"

namespace qpv::handlers {

using Colour = std::array<std::uint8_t, 3>;

struct Theme {
  std::optional<Colour> accent;  // of buttons and links
  std::optional<Colour> ground;  // behind everything

  [[nodiscard]] bool is_plain() const { return !accent && !ground; }
};

// The parameters `accent` and `ground`, each six hexadecimal digits; refuses anything else.
Parsed<Theme> read_theme(http::Parameters const& query);
// The same parameters, "accent=0f5560&ground=ffffff"; empty for a plain one.
std::string to_query(Theme const& theme);
// Custom properties of the widget's style sheet.
std::string to_css(Theme const& theme);

// "0f5560"
std::string to_hex(Colour colour);

// From 1 to 21.
double contrast(Colour a, Colour b);

}  // namespace qpv::handlers
