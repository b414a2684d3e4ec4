// SPDX-License-Identifier: EUPL-1.2
//
// OGC API Features as its clients walk through it: from link to link, and GDAL's own driver.
#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>

#include "tests/http/served.h"
#include "tests/support/process.h"

namespace qpv {
namespace {

class Ogc : public test::Served {
 protected:
  // A link's target on our server: the links are absolute.
  static test::Reply follow(std::string const& href) {
    auto const origin = "http://test";
    EXPECT_TRUE(href.starts_with(origin)) << href;
    return get(href.substr(std::string(origin).size()));
  }
};

std::string href(rapidjson::Value const& json, std::string const& rel) {
  for (auto const& link : json["links"].GetArray()) {
    if (link["rel"].GetString() == rel) return link["href"].GetString();
  }
  return {};
}

std::set<std::string> codes(rapidjson::Value const& items) {
  std::set<std::string> found;
  for (auto const& each : items["features"].GetArray()) found.insert(each["id"].GetString());
  return found;
}

TEST_F(Ogc, EveryLinkLeadsSomewhere) {
  auto const landing = test::json_of(get("/ogc"));
  for (auto const* rel : {"self", "service-desc", "conformance", "data"}) {
    EXPECT_EQ(follow(href(landing, rel)).status, 200U) << rel;
  }
  auto const collections = test::json_of(follow(href(landing, "data")));
  auto const& collection = collections["collections"][0];
  EXPECT_STREQ(collection["id"].GetString(), "qpv");
  EXPECT_EQ(follow(href(collection, "self")).body, get("/ogc/collections/qpv").body);
  auto const items = follow(href(collection, "items"));
  EXPECT_EQ(items.headers.at("content-type"), "application/geo+json");
  EXPECT_EQ(test::json_of(items)["numberReturned"].GetInt(), 10);
  EXPECT_EQ(get("/ogc/").body, get("/ogc").body) << "as a person types it";
  EXPECT_EQ(get("/ogc/collections/other").status, 404U);
  EXPECT_EQ(get("/ogc/collections/other/items").status, 404U);
  EXPECT_EQ(get("/ogc/collections/qpv/items/QN00000X").status, 404U);
  auto const item = get("/ogc/collections/qpv/items/QN06226M");
  EXPECT_EQ(follow(href(test::json_of(item), "self")).body, item.body);
}

TEST_F(Ogc, PagesHoldEveryPerimeterOnce) {
  std::set<std::string> all;
  std::string next = "http://test/ogc/collections/qpv/items?limit=5";
  std::string previous;
  for (int pages = 1; !next.empty(); ++pages) {
    auto const page = test::json_of(follow(next));
    EXPECT_EQ(page["numberMatched"].GetInt(), 22);
    for (auto const& code : codes(page)) EXPECT_TRUE(all.insert(code).second) << code;
    EXPECT_EQ(href(page, "prev").empty(), pages == 1);
    next = href(page, "next");
    ASSERT_LT(pages, 10);
  }
  EXPECT_EQ(all.size(), 22U);
}

TEST_F(Ogc, ABoxIsWhatItTouches) {
  auto const inside = [](std::string const& box) {
    return codes(test::json_of(get("/ogc/collections/qpv/items?limit=100&bbox=" + box)));
  };
  EXPECT_TRUE(inside("2.84357,50.43464,2.84359,50.43466").contains("QN06226M")) << "all in it";
  EXPECT_TRUE(inside("2.84358,50.43465,2.84358,50.43465").contains("QN06226M")) << "a point";
  EXPECT_EQ(inside("2,50,3,51").size(), 22U);
  EXPECT_EQ(inside("2,50,-100,3,51,100").size(), 22U) << "with heights";
  EXPECT_TRUE(inside("2.3,48.8,2.4,48.9").empty());
  // The box of a perimeter's neighbourhood that its outline does not touch: by the outline itself.
  auto const item = test::json_of(get("/ogc/collections/qpv/items/QN06226M"));
  double west = 180;
  double north = -90;
  for (auto const& point : item["geometry"]["coordinates"][0][0].GetArray()) {
    west = std::min(west, point[0].GetDouble());
    north = std::max(north, point[1].GetDouble());
  }
  auto const corner = [](double lon, double lat) {
    return std::to_string(lon) + "," + std::to_string(lat);
  };
  EXPECT_FALSE(
      inside(corner(west, north - 1e-6) + "," + corner(west + 1e-6, north)).contains("QN06226M"));
  for (std::string const wrong : {"", "1,2,3", "a,b,c,d", "1,3,2,2", "1,2,3,4,5"}) {
    EXPECT_EQ(get("/ogc/collections/qpv/items?bbox=" + wrong).status, 400U) << wrong;
  }
}

TEST_F(Ogc, DaysAreThoseInForce) {
  auto const matched = [](std::string const& days) {
    auto const reply = get("/ogc/collections/qpv/items?datetime=" + days);
    return reply.status == 200 ? test::json_of(reply)["numberMatched"].GetInt() : -1;
  };
  EXPECT_EQ(matched("2026-11-23"), 22);
  EXPECT_EQ(matched("2023-12-31"), 0);
  EXPECT_EQ(matched("2023-12-31T23:59:59Z/2024-01-01T00:00:00Z"), 22);
  EXPECT_EQ(matched("../2023-12-31"), 0);
  EXPECT_EQ(matched("2023-01-01/.."), 22);
  EXPECT_EQ(matched("/"), 22);
  for (std::string const wrong : {"today", "2023-12-32", "2024-01-01x", "a/b", "2024-01-01/x"}) {
    EXPECT_EQ(matched(wrong), -1) << wrong;
  }
  EXPECT_EQ(get("/ogc/collections/qpv/items?limit=0").status, 400U);
  EXPECT_EQ(get("/ogc/collections/qpv/items?limit=99999999").status, 200U);
  EXPECT_EQ(get("/ogc/collections/qpv/items?offset=-1").status, 400U);
  EXPECT_EQ(get("/ogc/collections/qpv/items?surprise=1").status, 400U);
}

TEST_F(Ogc, LinksAreThoseOfTheClientsSide) {
  test::Server own(*dir / "dataset", {"--base-path", "/qpv", "--trusted-proxy", "127.0.0.1"});
  auto const self = [](test::Server const& at, std::string const& path, std::string const& fields) {
    test::Connection connection(at.address());
    connection.send("GET " + path + " HTTP/1.1\r\nHost: inner:8080\r\n" + fields + "\r\n");
    return href(test::json_of(connection.receive().value()), "self");
  };
  std::string const forwarded =
      "X-Forwarded-Proto: https\r\nX-Forwarded-Host: carte.example.org\r\n";
  EXPECT_EQ(self(own, "/qpv/ogc", forwarded), "https://carte.example.org/qpv/ogc");
  EXPECT_EQ(self(own, "/qpv/ogc", "X-Forwarded-Host: a\"b\r\n"), "http://inner:8080/qpv/ogc");
  EXPECT_EQ(self(*server, "/ogc", forwarded), "http://inner:8080/ogc") << "nobody is trusted";
}

TEST_F(Ogc, GdalOpensThePerimetersByUrl) {
  auto const source = "OAPIF:http://" + server->address() + "/ogc";
  auto const all =
      test::run({"/usr/bin/ogrinfo", "-ro", "-al", "-so", source, "-oo", "PAGE_SIZE=5"});
  EXPECT_EQ(all.exit_code, 0) << all.err;
  EXPECT_NE(all.out.find("Feature Count: 22"), std::string::npos) << all.out << all.err;
  EXPECT_NE(all.out.find("Geometry: Multi Polygon"), std::string::npos);
  auto const near = test::run({"/usr/bin/ogrinfo", "-ro", "-al", "-geom=NO", source, "-spat",
                               "2.84357", "50.43464", "2.84359", "50.43466"});
  EXPECT_NE(near.out.find("QN06226M"), std::string::npos) << near.out << near.err;
  EXPECT_EQ(near.out.find("QN06202M"), std::string::npos);
}

}  // namespace
}  // namespace qpv
