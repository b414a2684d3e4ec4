// SPDX-License-Identifier: EUPL-1.2
#include "geo/ogr/lists.h"

#include <algorithm>

namespace qpv::ogr {

std::string squeezed(std::string_view text) {
  constexpr std::string_view kNoBreakSpace = "\xC2\xA0";
  std::string out;
  bool gap = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    bool const wide = text.substr(i).starts_with(kNoBreakSpace);
    if (wide || text[i] == ' ' || text[i] == '\t') {
      gap = true;
      if (wide) ++i;
      continue;
    }
    if (gap && !out.empty()) out += ' ';
    gap = false;
    out += text[i];
  }
  return out;
}

std::vector<std::string> split_list(std::string_view text) {
  std::vector<std::string> out;
  while (!text.empty()) {
    auto const end = std::min(text.find_first_of(",;"), text.size());
    auto element = squeezed(text.substr(0, end));
    if (!element.empty()) out.push_back(std::move(element));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

std::string whole_insee_code(std::string_view code) {
  constexpr std::size_t kLength = 5;
  constexpr std::string_view kDigits = "0123456789";
  std::string out(code);
  if (out.ends_with(".0")) out.resize(out.size() - 2);
  std::transform(out.begin(), out.end(), out.begin(),
                 [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
  bool const number = out.find_first_not_of(kDigits) == std::string::npos;
  if (number && out.size() == kLength - 1) out.insert(0, 1, '0');
  return out;
}

}  // namespace qpv::ogr
