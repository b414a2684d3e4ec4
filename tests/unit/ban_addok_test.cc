// SPDX-License-Identifier: EUPL-1.2
#include <gtest/gtest.h>

#include "tests/support/test_data.h"
#include "tests/unit/ban_rows.h"

namespace qpv {
namespace {

using ban::Fault;
using test::read_rows;

TEST(BanAddok, ACommuneForEachPostcode) {
  auto const read =
      read_rows(R"({"id":"62498","type":"municipality","name":"Lens","postcode":["62300","62301"],)"
                R"("citycode":"62498","lon":2.83,"lat":50.43,"population":32000,"city":"Lens"})");
  ASSERT_EQ(read.rows.size(), 2U);
  EXPECT_EQ(read.rows[0].kind, RowKind::kMunicipality);
  EXPECT_EQ(read.rows[0].city, "Lens");
  EXPECT_EQ(read.rows[0].street_id, "");
  EXPECT_EQ(read.rows[1].postcode, "62301");
}

TEST(BanAddok, AStreetAndItsNumbers) {
  auto const read = read_rows(
      R"({"id":"62498_0123","type":"street","name":"Rue \"Pasteur\"","postcode":"62300",)"
      R"("citycode":["62498"],"oldcitycode":null,"lon":2.83,"lat":50.43,"city":["Lens"],)"
      R"("context":{"name":"x","id":"y"},"list":[["a"],{"id":"z"}],"housenumbers":)"
      R"({"12":{"id":"62498_0123_00012","lon":2.831,"lat":50.43,"more":{"lon":1}},)"
      R"("12 bis":{"lon":2.832,"lat":50.43},"14ter":{"lat":50.43,"lon":2.833,"id":null}}})");
  ASSERT_EQ(read.rows.size(), 4U) << read.content->quoted[0].text;
  EXPECT_EQ(read.rows[0].kind, RowKind::kStreet);
  EXPECT_EQ(read.rows[0].street, "Rue \"Pasteur\"");
  EXPECT_EQ(read.rows[0].street_id, "62498_0123");
  EXPECT_EQ(read.rows[1].kind, RowKind::kHousenumber);
  EXPECT_EQ(read.rows[1].id, "62498_0123_00012");
  EXPECT_EQ(read.rows[1].position, (LonLat{2.831, 50.43}));
  EXPECT_EQ(read.rows[2].suffix, "bis");
  EXPECT_EQ(read.rows[2].id, "62498_0123_00012_bis");
  EXPECT_EQ(read.rows[3].number, 14U);
  EXPECT_EQ(read.rows[3].suffix, "ter");
}

TEST(BanAddok, AnArrondissementBeforeItsCity) {
  auto const read =
      read_rows(R"({"id":"75101_8909","type":"street","name":["Rue de Rivoli","Rivoli"],)"
                R"("postcode":["75001"],"citycode":["75056","75101"],)"
                R"("city":["Paris","Paris 1er Arrondissement"],"lon":2.34,"lat":48.86})"
                "\n"
                R"({"id":"69123_x","type":"locality","name":"Bellecour","citycode":"69123",)"
                R"("city":"Lyon","lon":4.83,"lat":45.76})");
  ASSERT_EQ(read.rows.size(), 2U);
  EXPECT_EQ(read.rows[0].citycode, "75101");
  EXPECT_EQ(read.rows[0].city, "Paris 1er Arrondissement");
  EXPECT_EQ(read.rows[0].street, "Rue de Rivoli");
  EXPECT_EQ(read.rows[1].kind, RowKind::kLocality);
  EXPECT_EQ(read.rows[1].citycode, "69123");
}

TEST(BanAddok, WhatIsWrongIsCountedWithItsNumbers) {
  std::string const numbers =
      R"("lon":2.8,"lat":50.4,"housenumbers":{"1":{"lon":2.8,"lat":50.4},"x":{"lon":2.8,"lat":50.4},)"
      R"("3":{"lon":0,"lat":0},"4":[1],"5":7}})"
      "\n";
  auto const read = read_rows(
      "{\n"
      R"({"type":"street","name":"Rue A","citycode":"62498",)" +
      numbers + R"({"type":"street","name":"Rue B","citycode":"6249",)" + numbers +
      R"({"type":"street","name":"Rue C","citycode":"X",)" + numbers +
      R"({"type":"poi","name":"Gare","citycode":"62498","lon":2.8,"lat":50.4})"
      "\n[]\n");
  ASSERT_TRUE(read.content.has_value());
  auto const& faults = read.content->faults;
  EXPECT_EQ(faults[static_cast<std::size_t>(Fault::kJson)], 2U);
  EXPECT_EQ(faults[static_cast<std::size_t>(Fault::kKind)], 1U);
  EXPECT_EQ(faults[static_cast<std::size_t>(Fault::kCitycode)], 6U) << "a street and its numbers";
  EXPECT_EQ(faults[static_cast<std::size_t>(Fault::kNumber)], 2U);
  EXPECT_EQ(faults[static_cast<std::size_t>(Fault::kOutside)], 2U);
  EXPECT_EQ(faults[static_cast<std::size_t>(Fault::kPosition)], 4U);
  EXPECT_EQ(read.content->taken(), 4U);
  EXPECT_EQ(read.content->quoted[1].line, 2U);
}

TEST(BanAddok, HostileLines) {
  for (std::string const& line :
       {std::string(900'000, '['), "{\"a\":" + std::string(900'000, '['),
        std::string(R"({"name":"\ud800"})"), std::string("{\"name\":\"a\0\"}", 13),
        std::string("{\"name\":\"\xC3\"}"), std::string("{} {}")}) {
    auto const read = read_rows("{\"type\":\"\"}\n" + line);
    ASSERT_TRUE(read.content.has_value());
    EXPECT_EQ(read.content->taken(), 0U);
    EXPECT_EQ(read.content->bad, 2U);
  }
  auto const escaped = read_rows(
      R"({"type":"street","name":"Rue\nA\u0000","citycode":"62498","lon":2.8,"lat":50.4})");
  ASSERT_EQ(escaped.rows.size(), 1U);
  EXPECT_EQ(escaped.rows[0].street, "Rue A");
}

TEST(BanAddok, RealFile) {
  QPV_REQUIRE_DATA(file, "addresses/adresses-addok-france-simplified.ndjson.gz");
  auto const content = ban::read_address_file(file, [](AddressRow const&) {}).value();
  EXPECT_EQ(content.bad, 0U);
  EXPECT_EQ(content.kinds[static_cast<std::size_t>(RowKind::kMunicipality)], 33U);
  EXPECT_EQ(content.kinds[static_cast<std::size_t>(RowKind::kStreet)], 1918U);
  EXPECT_EQ(content.kinds[static_cast<std::size_t>(RowKind::kHousenumber)], 40874U);
}

}  // namespace
}  // namespace qpv
