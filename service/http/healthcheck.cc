// SPDX-License-Identifier: EUPL-1.2
#include "service/http/healthcheck.h"

#include <sys/socket.h>
#include <sys/time.h>

#include <boost/asio/read.hpp>
#include <boost/asio/write.hpp>
#include <string>
#include <string_view>

#include "service/http/session.h"
#include "service/http/socket_address.h"

namespace qpv::http {
namespace {

constexpr int kHealthy = 0;
constexpr int kUnhealthy = 1;

ListenAddress on_this_machine(ListenAddress address) {
  if (address.host == "0.0.0.0") address.host = "127.0.0.1";
  if (address.host == "::") address.host = "::1";
  return address;
}

}  // namespace

int healthcheck(ListenAddress const& address, std::string_view base_path) {
  auto const request = "GET " + std::string(base_path) +
                       "/healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
  constexpr std::string_view kExpected = "HTTP/1.1 200 ";
  asio::io_context context;
  Socket socket(context);
  beast::error_code error;
  socket.connect(socket_address(on_this_machine(address)), error);
  if (error) return kUnhealthy;
  timeval const limit{2, 0};
  setsockopt(socket.native_handle(), SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
  setsockopt(socket.native_handle(), SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
  asio::write(socket, asio::buffer(request), error);
  std::string answer(kExpected.size(), '\0');
  if (!error) asio::read(socket, asio::buffer(answer), error);
  return !error && answer == kExpected ? kHealthy : kUnhealthy;
}

}  // namespace qpv::http
