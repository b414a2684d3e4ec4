// SPDX-License-Identifier: EUPL-1.2
#include "service/http/client_address.h"

#include <arpa/inet.h>

#include <algorithm>
#include <charconv>

namespace qpv::http {
namespace {

constexpr std::array<std::uint8_t, 12> kMapped = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF};
constexpr unsigned kMappedBits = 96;
constexpr unsigned kAllBits = 128;
constexpr unsigned kSubscriberBits = 64;

bool is_ipv4(ClientAddress const& address) {
  return std::equal(kMapped.begin(), kMapped.end(), address.bytes.begin());
}

ClientAddress masked(ClientAddress address, unsigned prefix) {
  for (unsigned i = 0; i < address.bytes.size(); ++i) {
    unsigned const kept = std::clamp(prefix, i * 8, i * 8 + 8) - i * 8;
    address.bytes.at(i) &= static_cast<std::uint8_t>(0xFF00U >> kept);
  }
  return address;
}

}  // namespace

std::optional<ClientAddress> parse_address(std::string_view text) {
  std::string const copy(text);
  if (copy.size() != std::char_traits<char>::length(copy.c_str())) return std::nullopt;
  ClientAddress address;
  if (inet_pton(AF_INET6, copy.c_str(), address.bytes.data()) == 1) return address;
  std::copy(kMapped.begin(), kMapped.end(), address.bytes.begin());
  if (inet_pton(AF_INET, copy.c_str(), &address.bytes.at(kMapped.size())) == 1) return address;
  return std::nullopt;
}

std::string to_string(ClientAddress const& address) {
  std::array<char, INET6_ADDRSTRLEN> text{};
  bool const ipv4 = is_ipv4(address);
  inet_ntop(ipv4 ? AF_INET : AF_INET6, &address.bytes.at(ipv4 ? kMapped.size() : 0), text.data(),
            text.size());
  return text.data();
}

ClientAddress client_of(ClientAddress address) {
  return is_ipv4(address) ? address : masked(address, kSubscriberBits);
}

bool Network::contains(ClientAddress const& address) const {
  return masked(address, prefix) == base;
}

Result<Network> parse_network(std::string_view text) {
  auto const refuse = [&] {
    return fail(ErrorCode::kInvalidArgument, "réseau incorrect : « " + std::string(text) +
                                                 " » (attendu : 10.0.0.0/8, 2001:db8::/32)");
  };
  auto const slash = text.find('/');
  auto const base = parse_address(text.substr(0, slash));
  if (!base) return refuse();
  unsigned prefix = kAllBits;
  if (slash != std::string_view::npos) {
    auto const bits = text.substr(slash + 1);
    auto const [end, error] = std::from_chars(bits.data(), bits.data() + bits.size(), prefix);
    bool const mapped = text.find(':') == std::string_view::npos;
    if (error != std::errc() || end != bits.data() + bits.size() || prefix > kAllBits) {
      return refuse();
    }
    if (mapped) prefix += kMappedBits;
    if (prefix > kAllBits) return refuse();
  }
  if (masked(*base, prefix) != *base) return refuse();
  return Network{*base, prefix};
}

}  // namespace qpv::http
