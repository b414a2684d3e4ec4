// SPDX-License-Identifier: EUPL-1.2
#include "geo/json/manifest.h"

#include <gtest/gtest.h>

namespace qpv {
namespace {

Manifest sample() {
  Manifest out;
  out.id = "0123456789abcdef";
  out.tool_version = "0.1.0";
  out.perimeters_label = "QP2024 « É ».zip";
  out.sources.push_back(
      {"QP2024.zip", "perimeters", 42, "ab", "2026-01-15", std::nullopt, true, {"a"}});
  out.files.push_back({"perimeters.gpkg", 7, "cd"});
  out.perimeters = 23;
  out.in_territory = 22;
  out.extent = {{2.7, 50.3}, {3.0, 50.5}};
  out.generations.push_back({2024, {make_date(2024, 1, 1), std::nullopt}, 23, "polygons"});
  out.generations.push_back({2015, {make_date(2015, 1, 1), make_date(2023, 12, 31)}, 1, "france"});
  out.epci = "246200364";
  return out;
}

TEST(Manifest, GivesBackWhatItTook) {
  auto const text = write_manifest(sample());
  auto const read = read_manifest(text);
  ASSERT_TRUE(read.has_value()) << read.error().message;
  EXPECT_EQ(write_manifest(*read), text);
  EXPECT_EQ(read->sources[0].date, "2026-01-15");
  EXPECT_FALSE(read->sources[0].url.has_value());
  EXPECT_EQ(read->generations[1].validity.to, make_date(2023, 12, 31));
  EXPECT_TRUE(text.ends_with("}\n"));
}

TEST(Manifest, GivesBackItsAddresses) {
  auto manifest = sample();
  auto const without = write_manifest(manifest);
  EXPECT_EQ(without.find("addresses"), std::string::npos) << "as before there were any";
  manifest.addresses = AddressSummary{"BAN (2026-11-01)", "2026-11-01", 1, 20, 3, 400, true};
  manifest.sources[0].fictitious = true;
  auto const text = write_manifest(manifest);
  auto const read = read_manifest(text);
  ASSERT_TRUE(read.has_value()) << read.error().message;
  EXPECT_EQ(write_manifest(*read), text);
  EXPECT_EQ(read->addresses->label, "BAN (2026-11-01)");
  EXPECT_EQ(read->addresses->vintage, "2026-11-01");
  EXPECT_EQ(read->addresses->localities, 3U);
  EXPECT_EQ(read->addresses->numbers, 400U);
  EXPECT_TRUE(read->addresses->fictitious);
  EXPECT_TRUE(read->sources[0].fictitious);
}

TEST(Manifest, RefusesAnotherFormatAndDamage) {
  auto text = write_manifest(sample());
  EXPECT_FALSE(read_manifest(text.substr(0, text.size() / 2)));
  EXPECT_FALSE(read_manifest("[]"));
  EXPECT_FALSE(read_manifest("{}"));
  auto const at = text.find("\"format\": 1");
  EXPECT_EQ(read_manifest(text.replace(at, 11, "\"format\": 2")).error().where, "format");
}

TEST(Manifest, NamesTheFieldAtFault) {
  auto text = write_manifest(sample());
  auto const at = text.find("2023-12-31");
  auto const read = read_manifest(text.replace(at, 10, "2023-13-31"));
  ASSERT_FALSE(read.has_value());
  EXPECT_EQ(read.error().where, "generations[1].valid_to");
}

}  // namespace
}  // namespace qpv
