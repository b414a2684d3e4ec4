// SPDX-License-Identifier: EUPL-1.2
#include "geo/json/encode.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "geo/json/point_encoder.h"
#include "geo/json/problem.h"
#include "tests/support/shapes.h"

namespace qpv {
namespace {

using test::at;

PerimeterIndex make_index() {
  auto one = test::perimeter("QN06226M", {test::rectangle(0, 0, 400, 400)});
  one.name = "Cité \"2\"";
  one.communes = {{"62498", "Lens"}, {std::nullopt, "Liévin"}};
  one.quartier = "Cité 2 / Sellier - Cité 4";
  return PerimeterIndex({one}, {}, {test::footprint(one)});
}

Manifest make_manifest() {
  Manifest manifest;
  manifest.id = "0123456789abcdef";
  manifest.perimeters_label = "QP2024";
  return manifest;
}

TEST(EncodePoint, HasEveryMemberInTheContractsOrder) {
  auto const index = make_index();
  LonLat const point{2.8325, 50.4312};
  auto const date = make_date(2026, 11, 23);
  auto verdict = decide_point(index, {point}, date);
  verdict.boundary->metres = 80.6789;
  EXPECT_EQ(
      PointEncoder(index, make_manifest()).encode(point, date, verdict),
      R"({"answer":"inside","likely":"inside","probability":1.0,"doubt":null,"date":"2026-11-23",)"
      R"("point":{"lon":2.8325,"lat":50.4312},"perimeters":[{"code":"QN06226M",)"
      R"("name":"Cité \"2\"","kind":"QP","generation":2024,"valid_from":"2024-01-01",)"
      R"("valid_to":null,"communes":[{"code":"62498","name":"Lens"},{"code":null,)"
      R"("name":"Liévin"}],"quartier":"Cité 2 / Sellier - Cité 4"}],)"
      R"("boundary":{"code":"QN06226M","name":"Cité \"2\"","distance_m":80.68},)"
      R"("within_300_m":true,"dataset":{"id":"0123456789abcdef","official":false,)"
      R"("perimeters":"QP2024","addresses":null,"fictitious":false}})");
}

TEST(EncodePoint, NamesItsAddresses) {
  auto const index = make_index();
  auto const date = make_date(2026, 11, 23);
  auto manifest = make_manifest();
  manifest.addresses = AddressSummary{"BAN (2026-11-01)", "2026-11-01", 1, 2, 0, 3, false};
  auto const verdict = decide_point(index, {at(90000, 0)}, date);
  auto const json = PointEncoder(index, manifest).encode(LonLat{3, 50}, date, verdict);
  EXPECT_NE(json.find(R"x("addresses":"BAN (2026-11-01)","fictitious":false})x"), std::string::npos)
      << json;
}

TEST(EncodePoint, SaysWhatIsMadeUp) {
  auto const index = make_index();
  auto const date = make_date(2026, 11, 23);
  auto manifest = make_manifest();
  manifest.addresses = AddressSummary{"adresses de démonstration", {}, 1, 2, 0, 3, true};
  auto const verdict = decide_point(index, {at(90000, 0)}, date);
  auto const json = PointEncoder(index, manifest).encode({}, date, verdict);
  EXPECT_NE(json.find(R"("fictitious":true})"), std::string::npos) << json;
  EXPECT_NE(json.find(R"("point":null,)"), std::string::npos) << json;
}

TEST(EncodePoint, WhatIsNotKnownIsNull) {
  auto const index = make_index();
  auto const date = make_date(2026, 11, 23);
  auto const verdict = decide_point(index, {at(90000, 0)}, date);
  auto const json = PointEncoder(index, make_manifest()).encode(LonLat{3, 50}, date, verdict);
  EXPECT_NE(json.find(R"("answer":"uncertain","likely":null,"probability":null,)"
                      R"("doubt":"not_covered")"),
            std::string::npos)
      << json;
  EXPECT_NE(json.find(R"("boundary":null,"within_300_m":null)"), std::string::npos) << json;
}

TEST(EncodePoint, CoordinatesAreTheShortestThatReadBackTheSame) {
  auto const index = make_index();
  auto const date = make_date(2026, 11, 23);
  auto const verdict = decide_point(index, {at(90000, 0)}, date);
  PointEncoder const encoder(index, make_manifest());
  std::mt19937_64 random(7);
  std::uniform_real_distribution<> any(-180, 180);
  for (int i = 0; i < 20'000; ++i) {
    double const unit = std::pow(10, i % 12);  // whole numbers to eleven decimals
    LonLat const point{std::round(any(random) * unit) / unit, any(random)};
    auto const expected = fmt::format(R"("point":{{"lon":{}{},"lat":{}}})", point.lon,
                                      point.lon == std::trunc(point.lon) ? ".0" : "", point.lat);
    auto const json = encoder.encode(point, date, verdict);
    ASSERT_NE(json.find(expected), std::string::npos) << expected << "\n" << json;
  }
}

TEST(EncodeFeature, IsGeoJsonToTheCentimetre) {
  auto perimeter =
      test::perimeter("QP062001", {{{{2.123456789, 50}, {3, 50}, {3, 51}, {2.123456789, 50}}, {}}});
  auto const json = encode_feature(perimeter);
  EXPECT_NE(json.find(R"("type":"Feature","id":"QP062001")"), std::string::npos);
  EXPECT_NE(json.find(R"([[[[2.1234568,50.0],[3.0,50.0],[3.0,51.0],[2.1234568,50.0]]]])"),
            std::string::npos)
      << json;
  EXPECT_NE(json.find(R"("valid_to":"2023-12-31")"), std::string::npos);
}

TEST(EncodeProblem, NamesTheParameter) {
  EXPECT_TRUE(std::string_view(encode_problem({400, "x", "Titre", "Détail"}))
                  .substr(kProblemTypeAt)
                  .starts_with("/problems/x\""));
  EXPECT_EQ(encode_problem({400, "invalid-parameter", "Titre", "Détail", "lon"}),
            R"({"type":"/problems/invalid-parameter","title":"Titre","status":400,)"
            R"("detail":"Détail","parameter":"lon"})");
}

}  // namespace
}  // namespace qpv
