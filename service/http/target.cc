// SPDX-License-Identifier: EUPL-1.2
#include "service/http/target.h"

#include <optional>

#include "geo/core/utf8.h"
#include "service/http/grammar.h"

namespace qpv::http {
namespace {

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

enum class Plus { kIsPlus, kIsSpace };

std::optional<std::string> decode(std::string_view text, Plus plus) {
  if (grammar::all(grammar::kPlain, text)) return std::string(text);
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    char c = text[i];
    if (c == '%') {
      if (i + 2 >= text.size()) return std::nullopt;
      int const high = hex_value(text[i + 1]);
      int const low = hex_value(text[i + 2]);
      if (high < 0 || low < 0) return std::nullopt;
      c = static_cast<char>(high * 16 + low);
      i += 2;
    } else if (c == '+' && plus == Plus::kIsSpace) {
      c = ' ';
    }
    if (c == '\0') return std::nullopt;
    out.push_back(c);
  }
  if (!is_utf8(out)) return std::nullopt;
  return out;
}

}  // namespace

Result<Parameters> parse_form(std::string_view text) {
  Parameters parameters;
  parameters.reserve(4);
  while (!text.empty()) {
    auto const end = text.find('&');
    auto const pair = text.substr(0, end);
    text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
    if (pair.empty()) continue;
    auto const equals = pair.find('=');
    auto name = decode(pair.substr(0, equals), Plus::kIsSpace);
    auto value = equals == std::string_view::npos ? std::optional<std::string>("")
                                                  : decode(pair.substr(equals + 1), Plus::kIsSpace);
    if (!name || !value) {
      return fail(ErrorCode::kInvalidArgument, "Un paramètre de la requête est mal encodé.");
    }
    parameters.emplace_back(std::move(*name), std::move(*value));
  }
  return parameters;
}

Result<Target> parse_target(std::string_view target) {
  if (target == "*") return Target{"*", {}};
  auto const question = target.find('?');
  auto path = decode(target.substr(0, question), Plus::kIsPlus);
  if (!path || (!path->starts_with('/') && !path->empty())) {
    return fail(ErrorCode::kInvalidArgument, "L’adresse de la requête est mal formée.");
  }
  if (path->empty()) *path = "/";
  if (question == std::string_view::npos) return Target{std::move(*path), {}};
  auto query = parse_form(target.substr(question + 1));
  if (!query) return tl::unexpected(query.error());
  return Target{std::move(*path), std::move(*query)};
}

}  // namespace qpv::http
