// SPDX-License-Identifier: EUPL-1.2
#include "service/handlers/theme.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

namespace qpv::handlers {
namespace {

constexpr Colour kWhite{255, 255, 255};
constexpr Colour kBlack{0, 0, 0};
constexpr double kReadable = 4.5;
constexpr double kDarker = 0.94;

double linear(std::uint8_t channel) {
  double const part = channel / 255.0;
  return part <= 0.04045 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4);
}

double luminance(Colour colour) {
  return 0.2126 * linear(colour[0]) + 0.7152 * linear(colour[1]) + 0.0722 * linear(colour[2]);
}

std::optional<Colour> parse(std::string_view text) {
  if (text.size() != 6) return std::nullopt;
  Colour colour{};
  for (std::size_t i = 0; i < colour.size(); ++i) {
    auto const* const begin = text.data() + 2 * i;
    auto const [stop, error] = std::from_chars(begin, begin + 2, colour.at(i), 16);
    if (error != std::errc() || stop != begin + 2) return std::nullopt;
  }
  return colour;
}

Colour readable_on_white(Colour colour) {
  while (contrast(colour, kWhite) < kReadable) {
    for (auto& channel : colour) channel = static_cast<std::uint8_t>(channel * kDarker);
  }
  return colour;
}

// One of the two is readable on any colour: the better one has at least 4.58.
Colour text_on(Colour ground) {
  return contrast(kBlack, ground) > contrast(kWhite, ground) ? kBlack : kWhite;
}

Parsed<std::optional<Colour>> read_colour(http::Parameters const& query, std::string_view name) {
  auto const text = find(query, name);
  if (!text || text->empty()) return std::nullopt;
  // As a form's colour field sends it, too.
  auto const colour = parse(text->starts_with('#') ? text->substr(1) : *text);
  if (!colour) {
    return refuse(name, fmt::format("« {} » doit être une couleur de 6 chiffres hexadécimaux, "
                                    "comme 0f5560.",
                                    name));
  }
  return colour;
}

}  // namespace

std::string to_hex(Colour colour) {
  return fmt::format("{:02x}{:02x}{:02x}", colour[0], colour[1], colour[2]);
}

double contrast(Colour a, Colour b) {
  auto const [low, high] = std::minmax({luminance(a), luminance(b)});
  return (high + 0.05) / (low + 0.05);
}

Parsed<Theme> read_theme(http::Parameters const& query) {
  auto const accent = read_colour(query, "accent");
  if (!accent) return tl::unexpected(accent.error());
  auto const ground = read_colour(query, "ground");
  if (!ground) return tl::unexpected(ground.error());
  return Theme{*accent, *ground};
}

std::string to_query(Theme const& theme) {
  std::string query;
  if (theme.accent) query += "accent=" + to_hex(*theme.accent);
  if (theme.ground) query += (query.empty() ? "ground=" : "&ground=") + to_hex(*theme.ground);
  return query;
}

std::string to_css(Theme const& theme) {
  std::string css = ":root{";
  if (theme.accent) {
    auto const accent = *theme.accent;
    css += fmt::format("--qpv-accent:#{};--qpv-on-accent:#{};--qpv-link:#{};", to_hex(accent),
                       to_hex(text_on(accent)), to_hex(readable_on_white(accent)));
  }
  if (theme.ground) {
    css += fmt::format("--qpv-ground:#{};--qpv-on-ground:#{};", to_hex(*theme.ground),
                       to_hex(text_on(*theme.ground)));
  }
  return css + "}\n";
}

}  // namespace qpv::handlers
