// SPDX-License-Identifier: EUPL-1.2
#include "service/http/conditional.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>

#include "service/http/grammar.h"

namespace qpv::http {

std::string entity_tag(std::string_view body, Coding coding) {
  // Nobody but the operator decides what a body holds: no cryptographic hash is needed. libstdc++'s
  // has no seed of its own for each process.
  return fmt::format("\"{:016x}-{:x}{}\"", std::hash<std::string_view>{}(body), body.size(),
                     coding == Coding::kGzip ? "-gzip" : "");
}

bool names_tag(std::string_view if_none_match, std::string_view tag) {
  if (grammar::trimmed(if_none_match) == "*") return true;
  auto rest = if_none_match;
  auto const skip_separators = [&] {
    rest.remove_prefix(std::min(rest.find_first_not_of(" \t,"), rest.size()));
  };
  // A tag may hold a comma, and a backslash that escapes nothing: the quotes are what counts.
  for (skip_separators(); !rest.empty(); skip_separators()) {
    if (rest.starts_with("W/")) rest.remove_prefix(2);
    auto const end = rest.starts_with('"') ? rest.find('"', 1) : std::string_view::npos;
    if (end == std::string_view::npos) return false;  // not a list of tags
    if (rest.substr(0, end + 1) == tag) return true;
    rest.remove_prefix(end + 1);
  }
  return false;
}

}  // namespace qpv::http
