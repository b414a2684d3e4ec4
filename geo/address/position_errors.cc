// SPDX-License-Identifier: EUPL-1.2
#include "geo/address/position_errors.h"

#include <fmt/format.h>

#include <charconv>
#include <cstddef>
#include <optional>

namespace qpv {
namespace {

constexpr double kMostMetres = 1000;
constexpr std::string_view kUnknown = "inconnue";
constexpr std::string_view kStreet = "voie";
constexpr std::string_view kLocality = "lieu-dit";

tl::unexpected<Error> wrong(std::size_t line, std::string_view why) {
  return fail(ErrorCode::kInvalidArgument, fmt::format("ligne {} : {}", line, why));
}

std::string_view take_line(std::string_view& text) {
  auto const end = text.find('\n');
  auto line = text.substr(0, end);
  text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

std::string_view name_of(std::size_t type) {
  return type == 0 ? kUnknown : kPositionTypeNames[type];  // NOLINT(*-constant-array-index)
}

double* find(PositionErrors& errors, std::string_view name) {
  if (name == kStreet) return &errors.street;
  if (name == kLocality) return &errors.locality;
  for (std::size_t type = 0; type < kPositionTypes; ++type) {
    if (name == name_of(type)) return &errors.by_type.at(type);
  }
  return nullptr;
}

std::optional<double> read_metres(std::string_view text) {
  double value = 0;
  auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  bool const whole = error == std::errc() && end == text.data() + text.size();
  if (!whole || !(value > 0) || value > kMostMetres) return std::nullopt;
  return value;
}

// What was not given has no error, which no position has.
Result<PositionErrors> complete(PositionErrors const& errors) {
  for (std::size_t type = 0; type < kPositionTypes; ++type) {
    if (errors.by_type.at(type) == 0) {
      return fail(ErrorCode::kInvalidArgument, fmt::format("il manque « {} »", name_of(type)));
    }
  }
  if (errors.street == 0 || errors.locality == 0) {
    return fail(ErrorCode::kInvalidArgument,
                fmt::format("il manque « {} » ou « {} »", kStreet, kLocality));
  }
  return errors;
}

}  // namespace

Result<PositionErrors> read_position_errors(std::string_view text) {
  PositionErrors errors;
  for (std::size_t number = 1; !text.empty(); ++number) {
    auto const line = take_line(text);
    if (line.empty() || line.starts_with('#')) continue;
    auto const tab = line.find('\t');
    if (tab == std::string_view::npos)
      return wrong(number, "une position, une tabulation et des mètres sont attendus");
    double* const metres = find(errors, line.substr(0, tab));
    if (metres == nullptr) return wrong(number, "type de position inconnu");
    if (*metres != 0) return wrong(number, "cette position est déjà donnée");
    auto const value = read_metres(line.substr(tab + 1));
    if (!value) return wrong(number, "un nombre de mètres est attendu, plus de 0 et 1000 au plus");
    *metres = *value;
  }
  return complete(errors);
}

}  // namespace qpv
