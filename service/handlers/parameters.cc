// SPDX-License-Identifier: EUPL-1.2
#include "service/handlers/parameters.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
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

}  // namespace

http::Response to_response(Refusal const& refusal) {
  return http::problem(refusal.type, refusal.detail, refusal.parameter);
}

tl::unexpected<Refusal> refuse(std::string_view parameter, std::string detail) {
  return tl::unexpected(
      Refusal{http::ProblemType::kInvalidParameter, std::move(detail), std::string(parameter)});
}

Parsed<void> check_names(http::Parameters const& parameters,
                         std::initializer_list<std::string_view> known) {
  for (auto it = parameters.begin(); it != parameters.end(); ++it) {
    auto const& name = it->first;
    if (std::find(known.begin(), known.end(), name) == known.end()) {
      // The name is the caller's: it goes back to the caller, and nowhere else.
      return refuse(name, fmt::format("Paramètre inconnu. Paramètres possibles : {}.",
                                      fmt::join(known, ", ")));
    }
    bool const again = std::any_of(parameters.begin(), it,
                                   [&](auto const& earlier) { return earlier.first == name; });
    if (again) return refuse(name, fmt::format("Le paramètre « {} » est donné deux fois.", name));
  }
  return {};
}

std::optional<std::string_view> find(http::Parameters const& parameters, std::string_view name) {
  for (auto const& [key, value] : parameters) {
    if (key == name) return value;
  }
  return std::nullopt;
}

Parsed<std::optional<double>> find_number(http::Parameters const& parameters,
                                          std::string_view name) {
  auto const text = find(parameters, name);
  if (!text) return std::nullopt;
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

bool is_commune_code(std::string_view text) {
  auto const ok = [](char c) { return (c >= '0' && c <= '9') || c == 'A' || c == 'B'; };
  return text.size() == 5 && std::all_of(text.begin(), text.end(), ok);
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
