// SPDX-License-Identifier: EUPL-1.2
//
// tests/golden/columns_cases.json: what the staff page's own reading of columns is held against
// too.
#include <gtest/gtest.h>
#include <rapidjson/document.h>

#include <set>
#include <string>
#include <vector>

#include "geo/batch/columns.h"
#include "tests/unit/golden_cases.h"

namespace qpv::batch {
namespace {

std::set<std::string, std::less<>> texts(rapidjson::Value const& list) {
  std::set<std::string, std::less<>> out;
  for (auto const& each : list.GetArray()) out.insert(each.GetString());
  return out;
}

TEST(Columns, AreThoseOfTheCases) {
  auto const document = test::golden_cases("columns_cases.json");
  ASSERT_TRUE(document.IsObject());
  auto const& base = document["base"];
  auto const postcodes = texts(base["postcodes"]);
  auto const citycodes = texts(base["citycodes"]);
  auto const communes = texts(base["communes"]);
  KnownPlaces const known{[&](std::string_view code) { return postcodes.contains(code); },
                          [&](std::string_view code) { return citycodes.contains(code); },
                          [&](std::string_view name) { return communes.contains(name); }};
  std::size_t tried = 0;
  for (auto const& each : document["cases"].GetArray()) {
    SCOPED_TRACE(each["name"].GetString());
    std::vector<SampleRow> rows;
    for (auto const& row : each["rows"].GetArray()) {
      SampleRow cells;
      for (auto const& cell : row.GetArray()) cells.emplace_back(cell.GetString());
      rows.push_back(cells);
    }
    auto const found = recognise(rows, known);
    EXPECT_EQ(found.header, each["header"].GetBool());
    std::vector<std::string> roles;
    for (auto const role : found.roles) roles.emplace_back(name_of(role));
    std::vector<std::string> wanted;
    for (auto const& role : each["roles"].GetArray()) wanted.emplace_back(role.GetString());
    EXPECT_EQ(roles, wanted);
    ++tried;
  }
  EXPECT_GE(tried, 60U);
}

TEST(Columns, HeaderWordsPartCamelCaseAndDigits) {
  EXPECT_EQ(header_words("codePostal"), "code postal");
  EXPECT_EQ(header_words("  Code_Postal\u00A0"), "code postal");
  EXPECT_EQ(header_words("adresse1"), "adresse 1");
  EXPECT_EQ(header_words("L’ADRESSE"), "l adresse");
  EXPECT_EQ(header_words("N°"), "n");
  EXPECT_EQ(header_words("Œuvre"), "oeuvre");
  EXPECT_EQ(header_words(""), "");
}

TEST(Columns, WordsNameTheLineAtFault) {
  for (auto const* wrong : {"adresse", "quai\tnord", "adresse\tAdresse", "adresse\tadresse\tx"}) {
    auto const read = ColumnWords::read("# head\n" + std::string(wrong) + "\n");
    ASSERT_FALSE(read) << wrong;
    EXPECT_NE(read.error().message.find("ligne 2"), std::string::npos) << read.error().message;
  }
}

TEST(Columns, HeaderMayBeSaid) {
  std::vector<SampleRow> const rows{{"Lens"}, {"Avion"}};
  EXPECT_TRUE(recognise(rows, {}).header);
  auto const without = recognise(rows, {}, HeaderRow::kAbsent);
  EXPECT_FALSE(without.header);
  EXPECT_EQ(without.names, std::vector<std::string>{"colonne 1"});
}

}  // namespace
}  // namespace qpv::batch
