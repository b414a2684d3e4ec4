// SPDX-License-Identifier: EUPL-1.2
//
// Who is at the other end. Never logged, never kept beyond the connection.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "geo/core/result.h"

namespace qpv::http {

// In network order; IPv4 as ::ffff:a.b.c.d, so that both spellings of one address are one value.
struct ClientAddress {
  std::array<std::uint8_t, 16> bytes{};

  friend auto operator<=>(ClientAddress const&,
                          ClientAddress const&) = default;  // NOLINT(modernize-use-nullptr): its 0
};

// "192.0.2.1" or "2001:db8::1", without port, brackets or zone.
std::optional<ClientAddress> parse_address(std::string_view text);
std::string to_string(ClientAddress const& address);

// What counts as one client: an IPv4 address, or the /64 that one IPv6 subscriber has to himself.
ClientAddress client_of(ClientAddress address);

struct Network {
  ClientAddress base;
  unsigned prefix;  // of 128 bits

  [[nodiscard]] bool contains(ClientAddress const& address) const;
};

// "10.0.0.0/8", "2001:db8::/32" or one address. Bits beyond the prefix are refused: they show a
// slip.
Result<Network> parse_network(std::string_view text);

}  // namespace qpv::http
