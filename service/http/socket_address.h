// SPDX-License-Identifier: EUPL-1.2
//
// Private to service/http.
#pragma once

#include <utility>  // asio.hpp 1.74 uses std::exchange in C++20 without including it

#include <boost/asio/generic/stream_protocol.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/local/stream_protocol.hpp>

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

}  // namespace qpv::http
