// SPDX-License-Identifier: EUPL-1.2
#include "geo/json/short_text.h"

#include <fmt/compile.h>
#include <fmt/format.h>

#include <charconv>
#include <cmath>
#include <cstdint>

namespace qpv::json {
namespace {

using Pair = std::array<char, 2>;

constexpr std::array<Pair, 100> pairs() {
  std::array<Pair, 100> table{};
  for (unsigned i = 0; i < table.size(); ++i) {
    table.at(i) = {static_cast<char>('0' + i / 10), static_cast<char>('0' + i % 10)};
  }
  return table;
}
// "00" to "99": two digits a division.
constexpr auto kPairs = pairs();

std::array<Pair, 4> eight_digits(std::uint32_t number) {
  auto const high = number / 10'000;
  auto const low = number % 10'000;
  return {kPairs[high / 100], kPairs[high % 100], kPairs[low / 100], kPairs[low % 100]};
}

}  // namespace

// A number of at most seven decimals, as coordinates and what is rounded have: a fifth of the time
// of the general way. n / 1e7 is rounded as reading its decimals is, so where it gives the number,
// they read back the same; and with at most 15 digits nothing shorter does.
bool ShortText::add_decimals(double number) {
  constexpr double kDecimals = 1e7;
  constexpr double kMost = 1e7;  // 14 digits in all
  if (!(std::abs(number) < kMost)) return false;
  auto const scaled = static_cast<std::int64_t>(number * kDecimals + (number < 0 ? -0.5 : 0.5));
  if (static_cast<double>(scaled) / kDecimals != number || (scaled == 0 && std::signbit(number))) {
    return false;
  }
  auto const magnitude = static_cast<std::uint64_t>(scaled < 0 ? -scaled : scaled);
  constexpr std::uint64_t kUnit = 10'000'000;
  if (scaled < 0) add("-");
  auto* const begin = buffer_.data() + size_;
  auto* const point = std::to_chars(begin, begin + kLongestNumber, magnitude / kUnit).ptr;
  *point = '.';
  auto const decimals = eight_digits(static_cast<std::uint32_t>(magnitude % kUnit) * 10);
  std::memcpy(point + 1, decimals.data(), sizeof decimals);
  auto* end = point + 1 + sizeof decimals;
  while (end[-1] == '0' && end > point + 2) --end;
  size_ += static_cast<std::size_t>(end - begin);
  return true;
}

ShortText& ShortText::add(double number) {
  assert(kLongestNumber <= kRoom - size_);
  if (add_decimals(number)) return *this;
  constexpr double kWhole = 1e15;
  auto* const to = buffer_.data() + size_;
  auto const* const end = std::abs(number) < kWhole && number == std::trunc(number)
                              ? fmt::format_to(to, FMT_COMPILE("{:.1f}"), number)
                              : fmt::format_to(to, FMT_COMPILE("{}"), number);
  size_ += static_cast<std::size_t>(end - to);
  return *this;
}

}  // namespace qpv::json
