// SPDX-License-Identifier: EUPL-1.2
#include "service/http/proxies.h"

#include <algorithm>

#include "service/http/grammar.h"

namespace qpv::http {
namespace {

// Takes the last element off. Commas in quotes are not looked for: a client could open a quote that
// swallows what the proxy appends, and no proxy quotes a comma.
std::string_view last_element(std::string_view& list) {
  auto const comma = list.rfind(',');
  auto const begin = comma == std::string_view::npos ? 0 : comma + 1;
  auto const element = grammar::trimmed(list.substr(begin));
  list = list.substr(0, begin == 0 ? 0 : comma);
  return element;
}

// The value of "for" in "for=192.0.2.60;proto=http", without quotes.
std::string_view for_of(std::string_view element) {
  while (!element.empty()) {
    auto const end = element.find(';');
    auto const pair = grammar::trimmed(element.substr(0, end));
    element = end == std::string_view::npos ? std::string_view() : element.substr(end + 1);
    auto const equals = pair.find('=');
    if (equals == std::string_view::npos || !grammar::same_word(pair.substr(0, equals), "for")) {
      continue;
    }
    auto value = pair.substr(equals + 1);
    if (value.size() >= 2 && value.front() == '"' && value.back() == '"') {
      value = value.substr(1, value.size() - 2);
    }
    return value;
  }
  return {};
}

// An address with or without port: "192.0.2.1:80", "[2001:db8::1]:80", "2001:db8::1".
std::optional<ClientAddress> parse_node(std::string_view text) {
  if (text.starts_with('[')) {
    auto const end = text.find(']');
    if (end == std::string_view::npos) return std::nullopt;
    return parse_address(text.substr(1, end - 1));
  }
  bool const one_colon = std::count(text.begin(), text.end(), ':') == 1;
  return parse_address(one_colon ? text.substr(0, text.find(':')) : text);
}

}  // namespace

bool Proxies::trusts(std::optional<ClientAddress> const& peer) const {
  if (!peer) return unix_sockets;
  return std::any_of(networks.begin(), networks.end(),
                     [&](Network const& network) { return network.contains(*peer); });
}

std::optional<ClientAddress> client_behind(Proxies const& proxies, std::string_view list) {
  std::optional<ClientAddress> client;
  while (!list.empty()) {
    auto const element = last_element(list);
    auto const node =
        parse_node(proxies.field == Proxies::Field::kForwarded ? for_of(element) : element);
    if (!node) break;
    client = node;
    if (!proxies.trusts(node)) break;
  }
  return client;
}

}  // namespace qpv::http
