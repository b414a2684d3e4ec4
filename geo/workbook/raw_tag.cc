// SPDX-License-Identifier: EUPL-1.2
#include "geo/workbook/raw_tag.h"

#include <fmt/format.h>

#include <algorithm>

namespace qpv::workbook {
namespace {

constexpr std::string_view kSpaces = " \t\r\n";

struct Found {
  std::size_t begin;  // of the space before it
  std::size_t end;
};

std::optional<Found> find_attribute(std::string_view tag, std::string_view name) {
  auto at = 1 + tag_name(tag).size();
  for (;;) {
    auto const from = at;
    at = tag.find_first_not_of(kSpaces, at);
    if (at == std::string_view::npos || tag[at] == '>' || tag[at] == '/') return std::nullopt;
    auto const equals = tag.find('=', at);
    auto const quote = tag.find_first_of(R"("')", at);
    if (equals == std::string_view::npos || quote == std::string_view::npos) return std::nullopt;
    auto const end = tag.find(tag[quote], quote + 1);
    if (end == std::string_view::npos) return std::nullopt;
    auto const written = tag.substr(at, std::min(equals, tag.find_first_of(kSpaces, at)) - at);
    if (written == name) return Found{from, end + 1};
    at = end + 1;
  }
}

}  // namespace

std::string_view tag_name(std::string_view tag) {
  auto const end = tag.find_first_of(" \t\r\n/>", 1);
  return tag.substr(1, end == std::string_view::npos ? end : end - 1);
}

std::optional<std::string_view> written_attribute(std::string_view tag, std::string_view name) {
  auto const found = find_attribute(tag, name);
  if (!found) return std::nullopt;
  return tag.substr(found->begin, found->end - found->begin);
}

std::string with_attribute(std::string_view tag, std::string_view name,
                           std::optional<std::string_view> value) {
  auto const found = find_attribute(tag, name);
  auto const written = value ? fmt::format(R"( {}="{}")", name, escape_xml(*value)) : "";
  if (found) {
    return fmt::format("{}{}{}", tag.substr(0, found->begin), written, tag.substr(found->end));
  }
  auto const behind = 1 + tag_name(tag).size();
  return fmt::format("{}{}{}", tag.substr(0, behind), written, tag.substr(behind));
}

std::string escape_xml(std::string_view text) {
  std::string out;
  for (char const c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      default:
        if (static_cast<unsigned char>(c) >= ' ' || c == '\t' || c == '\n') out += c;
    }
  }
  return out;
}

}  // namespace qpv::workbook
