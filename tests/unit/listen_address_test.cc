// SPDX-License-Identifier: EUPL-1.2
#include "service/http/listen_address.h"

#include <gtest/gtest.h>

#include <string>

namespace qpv::http {
namespace {

TEST(ListenAddress, ReadsTheThreeForms) {
  for (std::string const text :
       {"127.0.0.1:8080", "[::1]:8080", "unix:/run/qpv.sock", "0.0.0.0:0", "[2001:db8::1]:65535"}) {
    auto const address = parse_listen_address(text);
    ASSERT_TRUE(address) << text;
    EXPECT_EQ(to_string(*address), text);
  }
  EXPECT_EQ(to_string(*parse_listen_address("localhost:80")), "127.0.0.1:80");
}

TEST(ListenAddress, RefusesOthers) {
  for (std::string const text :
       {"", "8080", ":8080", "127.0.0.1", "127.0.0.1:", "127.0.0.1:65536", "127.0.0.1:80x",
        "::1:8080", "[127.0.0.1]:80", "example.org:80", "unix:", "[::1]", "127.0.0.1:-1"}) {
    EXPECT_FALSE(parse_listen_address(text)) << text;
  }
  EXPECT_FALSE(parse_listen_address("unix:/" + std::string(200, 'a')));
}

}  // namespace
}  // namespace qpv::http
