// SPDX-License-Identifier: EUPL-1.2
//
// Private to service/http.
#pragma once

#include <utility>  // asio.hpp 1.74 uses std::exchange in C++20 without including it

#include <boost/asio/generic/stream_protocol.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <cstring>
#include <optional>

#include "service/http/client_address.h"
#include "service/http/listen_address.h"

namespace qpv::http {

// The address was checked when it was read (parse_listen_address).
inline boost::asio::generic::stream_protocol::endpoint socket_address(
    ListenAddress const& address) {
  if (address.family == ListenAddress::Family::kUnix) {
    return boost::asio::local::stream_protocol::endpoint(address.host);
  }
  return boost::asio::ip::tcp::endpoint(boost::asio::ip::make_address(address.host), address.port);
}

// Of a socket that is no unix socket.
inline boost::asio::ip::tcp::endpoint tcp_endpoint(
    boost::asio::generic::stream_protocol::endpoint const& generic) {
  boost::asio::ip::tcp::endpoint tcp;
  tcp.resize(generic.size());
  std::memcpy(tcp.data(), generic.data(), generic.size());
  return tcp;
}

// Nothing for a unix socket.
inline std::optional<ClientAddress> address_of(
    boost::asio::generic::stream_protocol::endpoint const& remote) {
  if (remote.protocol().family() == AF_UNIX) return std::nullopt;
  auto const address = tcp_endpoint(remote).address();
  auto const v6 = address.is_v6() ? address.to_v6()
                                  : make_address_v6(boost::asio::ip::v4_mapped, address.to_v4());
  return ClientAddress{v6.to_bytes()};
}

}  // namespace qpv::http
