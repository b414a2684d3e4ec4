// SPDX-License-Identifier: EUPL-1.2
#include "geo/core/perimeter_code.h"

#include <algorithm>

#include "geo/core/ascii.h"

namespace qpv {
namespace {

constexpr std::size_t kCodeLength = 8;

bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }

// "062" -> "62", "02A" -> "2A", "974" -> "974"
std::optional<std::string> departement(std::string_view three) {
  bool const corsica = three == "02A" || three == "02B";
  if (!corsica && !std::all_of(three.begin(), three.end(), is_digit)) return std::nullopt;
  if (three == "000") return std::nullopt;
  return std::string(three.front() == '0' ? three.substr(1) : three);
}

}  // namespace

std::optional<PerimeterCode> parse_perimeter_code(std::string_view code) {
  if (code.size() != kCodeLength || !is_digit(code[5]) || !is_digit(code[6])) return std::nullopt;
  int generation = 0;
  if (code.starts_with("QP") && is_digit(code[7])) {
    generation = 2015;
  } else if (code.starts_with("QN") && is_upper(code[7])) {
    generation = 2024;
  } else {
    return std::nullopt;
  }
  auto dep = departement(code.substr(2, 3));
  if (!dep) return std::nullopt;
  bool const overseas = dep->size() == 3;
  return PerimeterCode{generation, std::move(*dep), overseas};
}

Validity validity_of(int generation, bool overseas) {
  if (generation == 2015) {
    return {make_date(2015, 1, 1), overseas ? make_date(2024, 12, 31) : make_date(2023, 12, 31)};
  }
  return {overseas ? make_date(2025, 1, 1) : make_date(2024, 1, 1), std::nullopt};
}

}  // namespace qpv
