// SPDX-License-Identifier: EUPL-1.2
#include "service/handlers/basic_auth.h"

#include <algorithm>
#include <optional>

#include "service/http/problem.h"

namespace qpv::handlers {
namespace {

constexpr std::string_view kAlphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

std::optional<std::string> decode_base64(std::string_view text) {
  while (text.ends_with('=')) text.remove_suffix(1);
  std::string out;
  unsigned bits = 0;
  unsigned count = 0;
  for (char const c : text) {
    auto const value = kAlphabet.find(c);
    if (value == std::string_view::npos) return std::nullopt;
    bits = (bits << 6U | static_cast<unsigned>(value)) & 0xFFFFFFU;
    count += 6;
    if (count < 8) continue;
    count -= 8;
    out += static_cast<char>((bits >> count) & 0xFFU);
  }
  return out;
}

bool equal_in_constant_time(std::string_view given, std::string_view key) {
  auto difference = static_cast<unsigned>(given.size() != key.size());
  for (std::size_t i = 0; i < key.size(); ++i) {
    auto const byte = i < given.size() ? given[i] : '\0';
    difference |= static_cast<unsigned>(static_cast<unsigned char>(byte ^ key[i]));
  }
  return difference == 0;
}

bool is_basic(std::string_view scheme) {
  return std::ranges::equal(scheme, std::string_view("basic "), [](char a, char b) {
    return (a >= 'A' && a <= 'Z' ? a + 32 : a) == b;
  });
}

}  // namespace

bool is_authorized(std::string_view authorization, BasicKeys const& keys) {
  if (keys.empty()) return true;
  if (!is_basic(authorization.substr(0, 6))) return false;
  auto const given = decode_base64(authorization.substr(6));
  if (!given) return false;
  bool found = false;
  for (auto const& key : keys) found |= equal_in_constant_time(*given, key);
  return found;
}

http::Response unauthorized() {
  auto response = http::problem(http::ProblemType::kUnauthorized,
                                "Cette adresse demande un identifiant et un mot de passe.");
  response.headers += "WWW-Authenticate: Basic realm=\"qpv\", charset=\"UTF-8\"\r\n";
  return response;
}

}  // namespace qpv::handlers
