// SPDX-License-Identifier: EUPL-1.2
#include "service/handlers/parameters.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <string>

#include "service/clock.h"

namespace qpv::handlers {
namespace {

std::string known_days(Manifest const& manifest) {
  std::string text;
  for (auto const& generation : manifest.generations) {
    if (!text.empty()) text += ", ";
    auto const from = format_date(generation.validity.from);
    text += fmt::format("génération {} ", generation.generation);
    text += generation.validity.to
                ? fmt::format("du {} au {}", from, format_date(*generation.validity.to))
                : fmt::format("depuis le {}", from);
  }
  return text;
}

// What nearly every caller writes: digits and at most one point, behind a minus or not. The digits
// are a whole number below 2^53 and the power of ten is exact too, so their quotient is rounded
// once, as from_chars rounds; and in a quarter of its time.
std::optional<double> plain_decimal(std::string_view text) {
  static constexpr std::array<double, 16> kPowers{1e0, 1e1, 1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                                  1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};
  bool const negative = text.starts_with('-');
  if (negative) text.remove_prefix(1);
  if (text.empty() || text.size() >= kPowers.size()) return std::nullopt;
  std::uint64_t digits = 0;
  auto point = text.size();
  for (std::size_t i = 0; i < text.size(); ++i) {
    auto const digit = static_cast<unsigned>(text[i] - '0');
    if (digit < 10) {
      digits = digits * 10 + digit;
    } else if (text[i] == '.' && point == text.size() && text.size() > 1) {
      point = i;
    } else {
      return std::nullopt;
    }
  }
  auto const decimals = point == text.size() ? 0 : text.size() - 1 - point;
  auto const number = static_cast<double>(digits) / kPowers[decimals];
  return negative ? -number : number;
}

}  // namespace

http::Response to_response(Refusal const& refusal) {
  return http::problem(refusal.type, refusal.detail, refusal.parameter);
}

tl::unexpected<Refusal> refuse(std::string_view parameter, std::string detail) {
  return tl::unexpected(
      Refusal{http::ProblemType::kInvalidParameter, std::move(detail), std::string(parameter)});
}

Refusal unknown_parameter(std::string_view name, std::span<std::string_view const> known) {
  // The name is the caller's: it goes back to the caller, and nowhere else.
  return {http::ProblemType::kInvalidParameter,
          fmt::format("Paramètre inconnu. Paramètres possibles : {}.", fmt::join(known, ", ")),
          std::string(name)};
}

Refusal given_twice(std::string_view name) {
  return {http::ProblemType::kInvalidParameter,
          fmt::format("Le paramètre « {} » est donné deux fois.", name), std::string(name)};
}

Parsed<void> check_names(http::Parameters const& parameters,
                         std::initializer_list<std::string_view> known) {
  for (auto it = parameters.begin(); it != parameters.end(); ++it) {
    auto const& name = it->first;
    if (std::find(known.begin(), known.end(), name) == known.end()) {
      return tl::unexpected(unknown_parameter(name, {known.begin(), known.end()}));
    }
    bool const again = std::any_of(parameters.begin(), it,
                                   [&](auto const& earlier) { return earlier.first == name; });
    if (again) return tl::unexpected(given_twice(name));
  }
  return {};
}

std::optional<std::string_view> find(http::Parameters const& parameters, std::string_view name) {
  for (auto const& [key, value] : parameters) {
    if (key == name) return value;
  }
  return std::nullopt;
}

Parsed<std::optional<double>> read_number(std::optional<std::string_view> text,
                                          std::string_view name) {
  if (!text) return std::nullopt;
  if (auto const plain = plain_decimal(*text)) return *plain;
  double number = 0;
  auto const* const end = text->data() + text->size();
  auto const [stop, error] = std::from_chars(text->data(), end, number);
  if (error != std::errc() || stop != end || !std::isfinite(number)) {
    return refuse(name, fmt::format("Le paramètre « {} » doit être un nombre, avec un point "
                                    "décimal (exemple : 2.84358).",
                                    name));
  }
  return number;
}

Parsed<LonLat> check_point(std::optional<double> lon, std::optional<double> lat) {
  if (!lon) return refuse("lon", "Le paramètre « lon » (longitude, en degrés) manque.");
  if (!lat) return refuse("lat", "Le paramètre « lat » (latitude, en degrés) manque.");
  if (std::abs(*lon) > 180) {
    return refuse("lon", "La longitude doit être comprise entre -180 et 180 degrés.");
  }
  if (std::abs(*lat) > 90) {
    return refuse("lat", "La latitude doit être comprise entre -90 et 90 degrés.");
  }
  return LonLat{*lon, *lat};
}

Parsed<Date> check_date(std::optional<std::string_view> text, Dataset const& dataset) {
  auto const date = text ? parse_date(*text) : std::optional(today_in_paris());
  if (!date) {
    return refuse("date", "Le paramètre « date » doit être un jour qui existe, écrit AAAA-MM-JJ.");
  }
  if (dataset.perimeters.in_force(*date)) return *date;
  return tl::unexpected(Refusal{
      http::ProblemType::kDateNotCovered,
      fmt::format("Aucun périmètre de ces données n’est en vigueur le {}. Elles couvrent : {}.",
                  format_date(*date), known_days(dataset.manifest)),
      "date"});
}

}  // namespace qpv::handlers
