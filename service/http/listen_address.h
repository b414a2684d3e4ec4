// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "geo/core/result.h"

namespace qpv::http {

struct ListenAddress {
  enum class Family { kIpv4, kIpv6, kUnix };
  Family family;
  std::string host;  // an IP address without brackets, or the socket's path
  std::uint16_t port;
};

// "127.0.0.1:8080", "[::1]:8080", "unix:/run/qpv.sock"; port 0 lets the system choose.
Result<ListenAddress> parse_listen_address(std::string_view text);
std::string to_string(ListenAddress const& address);

}  // namespace qpv::http
