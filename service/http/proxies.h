// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "service/http/client_address.h"

namespace qpv::http {

// The proxies whose word on a client's address is taken, and the field in which they give it. Only
// one: a proxy that writes one of the two passes on whatever the client put into the other.
struct Proxies {
  enum class Field { kXForwardedFor, kForwarded };

  std::vector<Network> networks;
  bool unix_sockets = false;  // a neighbour on this machine
  Field field = Field::kXForwardedFor;

  // No address: a unix socket's peer.
  [[nodiscard]] bool trusts(std::optional<ClientAddress> const& peer) const;
};

// The client as trusted proxies tell it: of the field's list, from its end, the first address that
// is not a trusted one itself. Nothing when the list's last element is no address.
std::optional<ClientAddress> client_behind(Proxies const& proxies, std::string_view list);

}  // namespace qpv::http
