// SPDX-License-Identifier: EUPL-1.2
#include "geo/json/address_answer.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "tests/support/shapes.h"
#include "tests/support/small_addresses.h"

namespace qpv {
namespace {

using test::kToday;

PerimeterIndex make_perimeters() {
  auto one = test::perimeter("QN06226M", {test::rectangle(0, 0, 400, 400)});
  return PerimeterIndex({one}, {}, {test::footprint(one)});
}

Manifest make_manifest() {
  Manifest manifest;
  manifest.id = "0123456789abcdef";
  manifest.perimeters_label = "QP2024";
  manifest.addresses = AddressSummary{"BAN", "2026-11-01", 1, 2, 0, 3, false};
  return manifest;
}

// "3bis Rue Pasteur", by the entrance, and a lieu-dit in a former commune.
test::SmallAddresses make_addresses() {
  auto number = test::number_of("62498_0001", "Rue \"Pasteur\"", 3, {2.8325, 50.4312}, "bis");
  number.id = "62498_0001_00003_bis";
  number.type = PositionType::kEntrance;
  auto place = test::number_of("62498_b002", "Le Marais", 0, {2.8, 50.4});
  place.kind = RowKind::kLocality;
  place.id = "62498_b002";
  place.old_citycode = "62999";
  place.old_city = "Vieux-Lens";
  place.postcode = "";
  return test::small_addresses({number, place});
}

AddressMatch match_of(AddressIndex const& addresses, std::string_view street, MatchKind kind) {
  auto const streets = addresses.streets();
  for (auto i = static_cast<std::uint32_t>(streets.first);
       i < static_cast<std::uint32_t>(streets.end); ++i) {
    auto const idx = static_cast<StreetIdx>(i);
    auto const info = addresses[idx];
    if (info.name == street) {
      return {kind, info.commune, idx, addresses.numbers(idx).first, 0.876543, {}, false};
    }
  }
  throw std::logic_error("no such street");
}

TEST(EncodeAddress, HasThePointsMembersThenWhatWasFound) {
  auto const perimeters = make_perimeters();
  auto const small = make_addresses();
  auto const manifest = make_manifest();
  PointEncoder const encoder(perimeters, manifest);
  auto const match = match_of(small.index, "Rue \"Pasteur\"", MatchKind::kHousenumber);
  AddressVerdict verdict{};
  verdict.position = small.index[match.number].position;
  verdict.verdict = decide_point(perimeters, {*verdict.position, 5}, kToday);
  verdict.address = match;
  verdict.candidates = {match};
  auto point = encoder.encode(verdict.position, kToday, verdict.verdict);
  point.pop_back();
  std::string const address =
      R"({"label":"3bis Rue \"Pasteur\" 62300 Lens","id":"62498_0001_00003_bis",)"
      R"("type":"housenumber","score":0.8765,"housenumber":"3bis","street":"Rue \"Pasteur\"",)"
      R"("postcode":"62300","city":"Lens","citycode":"62498","oldcity":null,"oldcitycode":null,)"
      R"("lon":2.8325,"lat":50.4312,"position":"entrée"})";
  EXPECT_EQ(
      encode_address_answer(verdict, kToday, small.index, encoder),
      fmt::format(R"({},"address":{},"candidates":[{}],"street":null}})", point, address, address));
}

TEST(EncodeAddress, SaysWhyWhenAsked) {
  auto const small = make_addresses();
  auto match = match_of(small.index, "Le Marais", MatchKind::kLocality);
  match.parts = {0.9F, 0.95F, 0.93F};
  match.number_missing = true;
  AddressVerdict verdict{};
  verdict.address = match;
  PointEncoder const encoder(make_perimeters(), make_manifest());
  EXPECT_NE(encode_address_answer(verdict, kToday, small.index, encoder, Explain::kYes)
                .find(R"("position":null,"explain":{"street":0.9,"locality":0.95,"number":0.93,)"
                      R"("number_missing":true}})"),
            std::string::npos);
  EXPECT_EQ(encode_address_answer(verdict, kToday, small.index, encoder).find("explain"),
            std::string::npos);
}

TEST(EncodeAddress, ALocalityHasAFormerCommuneAndNoNumber) {
  auto const small = make_addresses();
  auto const match = match_of(small.index, "Le Marais", MatchKind::kLocality);
  AddressVerdict verdict{};
  verdict.verdict.answer = Answer::kUncertain;
  verdict.candidates = {match};
  auto const json = encode_address_answer(verdict, kToday, small.index,
                                          PointEncoder(make_perimeters(), make_manifest()));
  EXPECT_NE(json.find(R"("id":"62498_b002","type":"locality","score":0.8765,"housenumber":null,)"
                      R"("street":"Le Marais","postcode":null,"city":"Lens","citycode":"62498",)"
                      R"("oldcity":"Vieux-Lens","oldcitycode":"62999","lon":2.8,"lat":50.4,)"
                      R"("position":null)"),
            std::string::npos)
      << json;
}

TEST(EncodeAddress, NotFoundIsNothingElse) {
  auto const small = make_addresses();
  AddressVerdict verdict{};
  verdict.verdict = not_found();
  EXPECT_EQ(
      encode_address_answer(verdict, kToday, small.index,
                            PointEncoder(make_perimeters(), make_manifest())),
      R"({"answer":"not_found","likely":null,"probability":null,"doubt":null,"date":"2026-11-23",)"
      R"("point":null,"perimeters":[],"boundary":null,"within_300_m":null,)"
      R"("dataset":{"id":"0123456789abcdef","official":false,"perimeters":"QP2024",)"
      R"("addresses":"BAN","fictitious":false},"address":null,"candidates":[],"street":null})");
}

TEST(EncodeAddress, AStreetTellsTheSidesOfItsNumbers) {
  auto const small = make_addresses();
  auto const match = match_of(small.index, "Rue \"Pasteur\"", MatchKind::kStreet);
  AddressVerdict verdict{};
  verdict.verdict.answer = Answer::kUncertain;
  verdict.verdict.doubt = Doubt::kStreetMixed;
  verdict.street =
      StreetSides{1,
                  0,
                  1,
                  {{true, Side::kInside, Doubt::kNone, match.number, match.number, 1},
                   {false, Side::kDoubt, Doubt::kNearBoundary, match.number, match.number, 1}},
                  {}};
  auto const json = encode_address_answer(verdict, kToday, small.index,
                                          PointEncoder(make_perimeters(), make_manifest()));
  EXPECT_NE(json.find(R"("street":{"inside":1,"outside":0,"doubt":1,"ranges":[)"
                      R"({"parity":"odd","from":"3bis","to":"3bis","numbers":1,"side":"inside",)"
                      R"("doubt":null},{"parity":"even","from":"3bis","to":"3bis","numbers":1,)"
                      R"("side":"doubt","doubt":"near_boundary"}]})"),
            std::string::npos)
      << json;
}

TEST(EncodeAddress, SuggestionsAndNearestOnes) {
  auto const small = make_addresses();
  auto const match = match_of(small.index, "Rue \"Pasteur\"", MatchKind::kHousenumber);
  EXPECT_EQ(encode_suggestions(std::vector{match}, small.index, make_manifest()),
            R"({"suggestions":[{"label":"3bis Rue \"Pasteur\" 62300 Lens",)"
            R"("id":"62498_0001_00003_bis","type":"housenumber","housenumber":"3bis",)"
            R"("street":"Rue \"Pasteur\"","postcode":"62300","city":"Lens","citycode":"62498",)"
            R"("lon":2.8325,"lat":50.4312}],"dataset":{"id":"0123456789abcdef","official":false,)"
            R"("perimeters":"QP2024","addresses":"BAN","fictitious":false}})");
  std::vector<ReverseMatch> const near{{match.street, match.number, 12.3456}};
  auto const json = encode_reverse(near, small.index, make_manifest());
  EXPECT_NE(json.find(R"("type":"housenumber","distance_m":12.35,"housenumber":"3bis")"),
            std::string::npos)
      << json;
}

}  // namespace
}  // namespace qpv
