// SPDX-License-Identifier: EUPL-1.2
#include "service/http/listen_address.h"

#include <arpa/inet.h>
#include <sys/un.h>

#include <array>
#include <charconv>
#include <optional>

namespace qpv::http {
namespace {

using Family = ListenAddress::Family;

bool is_address(int family, std::string const& host) {
  std::array<unsigned char, sizeof(in6_addr)> ignored{};
  return inet_pton(family, host.c_str(), ignored.data()) == 1;
}

std::optional<std::uint16_t> parse_port(std::string_view text) {
  std::uint16_t port = 0;
  auto const* const end = text.data() + text.size();
  auto const [stop, error] = std::from_chars(text.data(), end, port);
  if (error != std::errc() || stop != end) return std::nullopt;
  return port;
}

tl::unexpected<Error> refuse(std::string_view text) {
  return fail(ErrorCode::kInvalidArgument,
              "adresse d’écoute incorrecte : « " + std::string(text) +
                  " » (attendu : 127.0.0.1:8080, [::1]:8080 ou unix:/chemin)");
}

}  // namespace

Result<ListenAddress> parse_listen_address(std::string_view text) {
  constexpr std::string_view kUnix = "unix:";
  if (text.starts_with(kUnix)) {
    std::string path(text.substr(kUnix.size()));
    if (path.empty() || path.size() >= sizeof(sockaddr_un{}.sun_path)) return refuse(text);
    return ListenAddress{Family::kUnix, std::move(path), 0};
  }
  auto const colon = text.rfind(':');
  if (colon == std::string_view::npos) return refuse(text);
  auto const port = parse_port(text.substr(colon + 1));
  auto host = text.substr(0, colon);
  bool const brackets = host.size() > 2 && host.front() == '[' && host.back() == ']';
  if (brackets) host = host.substr(1, host.size() - 2);
  std::string name(host == "localhost" ? std::string_view("127.0.0.1") : host);
  if (!port || !is_address(brackets ? AF_INET6 : AF_INET, name)) return refuse(text);
  return ListenAddress{brackets ? Family::kIpv6 : Family::kIpv4, std::move(name), *port};
}

std::string to_string(ListenAddress const& address) {
  if (address.family == Family::kUnix) return "unix:" + address.host;
  auto const host = address.family == Family::kIpv6 ? "[" + address.host + "]" : address.host;
  return host + ":" + std::to_string(address.port);
}

}  // namespace qpv::http
