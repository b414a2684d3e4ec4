// SPDX-License-Identifier: EUPL-1.2
#include "geo/ban/cells.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "geo/ban/text.h"
#include "geo/core/france.h"

namespace qpv::ban {
namespace {

constexpr std::uint32_t kLargestNumber = 99'999;

// "12.0" -> "12": what becomes of whole numbers in a column that has gaps.
std::string_view without_zero_decimals(std::string_view text) {
  auto const point = text.find('.');
  if (point == std::string_view::npos || point == 0) return text;
  auto const decimals = text.substr(point + 1);
  return decimals.find_first_not_of('0') == std::string_view::npos ? text.substr(0, point) : text;
}

std::optional<double> read_real(std::string_view text) {
  double value = 0;
  auto const* const end = text.data() + text.size();
  auto const read = std::from_chars(text.data(), end, value);
  if (read.ec != std::errc() || read.ptr != end || !std::isfinite(value)) return std::nullopt;
  return value;
}

struct NamedType {
  std::string_view letters;
  PositionType type;
};

// The letters alone, in lower case and without those that have an accent, or with plain ones.
constexpr std::array<NamedType, 11> kTypes{{{"entre", PositionType::kEntrance},
                                            {"entree", PositionType::kEntrance},
                                            {"btiment", PositionType::kBuilding},
                                            {"batiment", PositionType::kBuilding},
                                            {"cagedescalier", PositionType::kStaircase},
                                            {"logement", PositionType::kUnit},
                                            {"servicetechnique", PositionType::kService},
                                            {"dlivrancepostale", PositionType::kDelivery},
                                            {"delivrancepostale", PositionType::kDelivery},
                                            {"parcelle", PositionType::kParcel},
                                            {"segment", PositionType::kSegment}}};

std::uint64_t hash_more(std::uint64_t hash, std::string_view text) {
  constexpr std::uint64_t kPrime = 0x100000001B3U;
  for (char const c : text) hash = (hash ^ static_cast<unsigned char>(c)) * kPrime;
  return (hash ^ 0xFFU) * kPrime;  // no text of UTF-8 has this byte
}

}  // namespace

std::optional<std::uint32_t> read_number(std::string_view text) {
  text = without_zero_decimals(text);
  std::uint32_t number = 0;
  auto const* const end = text.data() + text.size();
  auto const read = std::from_chars(text.data(), end, number);
  if (read.ec != std::errc() || read.ptr != end || number > kLargestNumber) return std::nullopt;
  return number;
}

std::optional<double> read_degrees(std::string_view text) {
  auto const comma = text.find(',');
  if (comma == std::string_view::npos) return read_real(text);
  constexpr std::size_t kLongest = 40;
  if (text.size() > kLongest) return std::nullopt;
  std::string with_point(text);
  with_point[comma] = '.';
  return read_real(with_point);
}

tl::expected<LonLat, Fault> read_position(std::string_view lon, std::string_view lat) {
  auto const east = read_degrees(lon);
  auto const north = read_degrees(lat);
  if (!east || !north) return tl::unexpected(Fault::kPosition);
  LonLat const position{*east, *north};
  if (french_zone_at(position) == nullptr) return tl::unexpected(Fault::kOutside);
  return position;
}

PositionType read_position_type(std::string_view text) {
  std::array<char, 20> letters{};
  std::size_t size = 0;
  for (char const each : text) {
    char const c = lower(each);
    if (c < 'a' || c > 'z') continue;
    if (size == letters.size()) return PositionType::kUnknown;
    letters[size++] = c;
  }
  auto const* const found =
      std::ranges::find(kTypes, std::string_view(letters.data(), size), &NamedType::letters);
  return found == kTypes.end() ? PositionType::kUnknown : found->type;
}

std::optional<std::string_view> Code::five(std::string_view text) {
  if (text.size() == 5) return text;
  text = without_zero_decimals(text);
  if (text.size() == 5) return text;
  if (text.size() != 4) return std::nullopt;
  store_[0] = '0';
  std::ranges::copy(text, store_.begin() + 1);
  return std::string_view(store_.data(), store_.size());
}

std::optional<std::string_view> Code::citycode(std::string_view text) {
  auto code = five(text);
  if (!code) return std::nullopt;
  if ((*code)[1] == 'a' || (*code)[1] == 'b') {
    std::ranges::copy(*code, store_.begin());
    store_[1] = (*code)[1] == 'a' ? 'A' : 'B';
    code = std::string_view(store_.data(), store_.size());
  }
  bool const corsica = (*code)[0] == '2' && ((*code)[1] == 'A' || (*code)[1] == 'B');
  for (std::size_t i = 0; i < code->size(); ++i) {
    if (!is_digit((*code)[i]) && !(i == 1 && corsica)) return std::nullopt;
  }
  return code;
}

std::optional<std::string_view> Code::postcode(std::string_view text) {
  auto const code = five(text);
  return code && std::ranges::all_of(*code, is_digit) ? code : std::nullopt;
}

std::string_view street_of(std::string_view id) {
  constexpr std::size_t kCitycode = 5;
  if (id.size() < kCitycode + 2 || id[kCitycode] != '_') return {};
  auto const after_street = id.find('_', kCitycode + 1);
  if (after_street == kCitycode + 1) return {};
  if (after_street == std::string_view::npos) return id;
  auto const number = id.substr(after_street + 1);
  return !number.empty() && is_digit(number[0]) ? id.substr(0, after_street) : std::string_view();
}

std::string made_street_id(std::string_view citycode, std::string_view old_citycode,
                           std::string_view street) {
  constexpr std::uint64_t kStart = 0xCBF29CE484222325U;
  constexpr std::string_view kDigits = "0123456789abcdefghijklmnopqrstuvwxyz";
  auto hash = hash_more(hash_more(hash_more(kStart, citycode), old_citycode), street);
  // Longer than the BAN's own, with which it cannot be confused.
  constexpr int kLength = 12;
  auto out = std::string(citycode) + '_';
  for (int i = 0; i < kLength; ++i, hash /= kDigits.size()) out += kDigits[hash % kDigits.size()];
  return out;
}

}  // namespace qpv::ban
