// SPDX-License-Identifier: EUPL-1.2
//
// Who a client is, and how many of his connections there is room for.
#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "service/http/client_address.h"
#include "service/http/connection_table.h"
#include "service/http/proxies.h"

namespace qpv::http {
namespace {

ClientAddress address(std::string const& text) { return parse_address(text).value(); }

TEST(ClientAddress, HasOneValue) {
  EXPECT_EQ(address("::ffff:192.0.2.1"), address("192.0.2.1"));
  EXPECT_EQ(to_string(address("::ffff:192.0.2.1")), "192.0.2.1");
  EXPECT_EQ(to_string(address("2001:DB8:0::1")), "2001:db8::1");
  for (std::string const text :
       {"", "192.0.2", "192.0.2.256", "192.0.2.1:80", "[::1]", "fe80::1%lo", "host", "1.2.3.4 "}) {
    EXPECT_FALSE(parse_address(text)) << text;
  }
  EXPECT_FALSE(parse_address(std::string("192.0.2.1\0x", 11)));
}

TEST(ClientAddress, AnIpv6SubscriberIsOneClient) {
  EXPECT_EQ(client_of(address("2001:db8:0:7::1")), client_of(address("2001:db8:0:7:ffff::2")));
  EXPECT_NE(client_of(address("2001:db8:0:7::1")), client_of(address("2001:db8:0:8::1")));
  EXPECT_NE(client_of(address("192.0.2.1")), client_of(address("192.0.2.2")));
}

TEST(Network, HoldsItsAddresses) {
  auto const ten = parse_network("10.0.0.0/9").value();
  EXPECT_TRUE(ten.contains(address("10.127.255.255")));
  EXPECT_FALSE(ten.contains(address("10.128.0.0")));
  EXPECT_FALSE(ten.contains(address("::a00:1")));
  EXPECT_TRUE(parse_network("0.0.0.0/0")->contains(address("203.0.113.9")));
  EXPECT_FALSE(parse_network("0.0.0.0/0")->contains(address("2001:db8::1")));
  EXPECT_TRUE(parse_network("::/0")->contains(address("203.0.113.9")));
  EXPECT_TRUE(parse_network("2001:db8::/33")->contains(address("2001:db8:7fff::1")));
  EXPECT_FALSE(parse_network("2001:db8::/33")->contains(address("2001:db8:8000::1")));
  EXPECT_TRUE(parse_network("127.0.0.1")->contains(address("127.0.0.1")));
  EXPECT_FALSE(parse_network("127.0.0.1")->contains(address("127.0.0.2")));
  for (std::string const text : {"", "10.0.0.0/", "10.0.0.0/33", "10.0.0.1/8", "::/129", "x/8",
                                 "10.0.0.0/-1", "10.0.0.0/8 ", "10.0.0.0/4294967290"}) {
    EXPECT_FALSE(parse_network(text)) << text;
  }
}

Proxies proxies(Proxies::Field field) {
  return {{parse_network("10.0.0.0/8").value(), parse_network("2001:db8:1::/48").value()},
          false,
          field};
}

std::string behind(Proxies::Field field, std::string const& list) {
  auto const client = client_behind(proxies(field), list);
  return client ? to_string(*client) : "none";
}

TEST(Proxies, AreReadFromTheEnd) {
  std::vector<std::pair<std::string, std::string>> const lists = {
      {"192.0.2.1", "192.0.2.1"},
      {"203.0.113.9, 192.0.2.1", "192.0.2.1"},
      {"192.0.2.1, 10.0.0.1,10.9.9.9", "192.0.2.1"},
      {"203.0.113.9, 192.0.2.1:5555, 10.0.0.1", "192.0.2.1"},
      {"[2001:db8:9::1]:80, 10.0.0.1", "2001:db8:9::1"},
      {"2001:db8:9::1", "2001:db8:9::1"},
      {"10.0.0.2, 10.0.0.1", "10.0.0.2"},
      {"unknown, 10.0.0.1", "10.0.0.1"},
      {"192.0.2.1, unknown", "none"},
      {"192.0.2.1,", "none"},
      {"", "none"},
      {"\"192.0.2.1", "none"},
  };
  for (auto const& [list, client] : lists) {
    EXPECT_EQ(behind(Proxies::Field::kXForwardedFor, list), client) << list;
  }
}

TEST(Proxies, MayWriteForwarded) {
  std::vector<std::pair<std::string, std::string>> const lists = {
      {"for=192.0.2.1", "192.0.2.1"},
      {"for=203.0.113.9, proto=https; For=\"192.0.2.1:80\" ;by=10.0.0.1", "192.0.2.1"},
      {R"(for="[2001:db8:9::1]:80", for="[2001:db8:1::1]")", "2001:db8:9::1"},
      {"for=\"x, for=192.0.2.1", "192.0.2.1"},
      {"for=192.0.2.1, for=_hidden", "none"},
      {"for=192.0.2.1, by=10.0.0.1", "none"},
  };
  for (auto const& [list, client] : lists) {
    EXPECT_EQ(behind(Proxies::Field::kForwarded, list), client) << list;
  }
}

TEST(ConnectionTable, CountsInAllAndByClient) {
  ConnectionTable table({4, 2});
  auto const one = address("192.0.2.1");
  auto first = table.connection(one);
  auto second = table.connection(one);
  EXPECT_FALSE(first.refused());
  EXPECT_FALSE(second.refused());
  EXPECT_EQ(table.connection(one).refused(), Refusal::kClientConnections);
  EXPECT_EQ(table.request(one).refused(), Refusal::kClientConnections);
  auto third = table.connection(address("192.0.2.2"));
  auto fourth = table.connection(std::nullopt);
  EXPECT_EQ(table.connection(std::nullopt).refused(), Refusal::kAllConnections);
  EXPECT_EQ(table.counts().open, 4U);
  { auto const ends = std::move(second); }
  EXPECT_EQ(table.counts().open, 3U);
  EXPECT_FALSE(table.request(one).refused()) << "a request takes no place in all";
  second = table.connection(one);
  EXPECT_FALSE(second.refused());
  EXPECT_EQ(table.counts().accepted, 5U);
  EXPECT_EQ(table.counts().refused, 2U);
}

TEST(ConnectionTable, KeepsOnlyAFewToTellThem) {
  ConnectionTable table({1, 0});
  auto const served = table.connection(address("192.0.2.1"));
  std::vector<ConnectionTable::Place> told;
  for (;;) {
    auto place = table.connection(address("192.0.2.1"));
    EXPECT_EQ(place.refused(), Refusal::kAllConnections);
    if (!place.held()) break;
    told.push_back(std::move(place));
    ASSERT_LT(told.size(), 1000U);
  }
  EXPECT_GT(told.size(), 10U);
  told.pop_back();
  EXPECT_TRUE(table.connection(address("192.0.2.1")).held());
}

}  // namespace
}  // namespace qpv::http
