// SPDX-License-Identifier: EUPL-1.2
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "tests/support/test_data.h"
#include "tests/unit/ban_rows.h"

namespace qpv {
namespace {

using ban::Fault;
using test::read_rows;

std::string const kHeader =
    "id;numero;rep;nom_voie;code_postal;code_insee;nom_commune;code_insee_ancienne_commune;"
    "nom_ancienne_commune;lon;lat;type_position\n";
std::string const kRow =
    "62498_0123_00012_bis;12;bis;Rue Pasteur;62300;62498;Lens;;;2.83;50.43;entrée\n";

TEST(BanCsv, ReadsTheBansOwnColumns) {
  auto const read = read_rows(kHeader + kRow);
  ASSERT_TRUE(read.content.has_value()) << read.content.error().message;
  ASSERT_EQ(read.rows.size(), 1U);
  auto const& row = read.rows[0];
  EXPECT_EQ(row.kind, RowKind::kHousenumber);
  EXPECT_EQ(row.id, "62498_0123_00012_bis");
  EXPECT_EQ(row.street_id, "62498_0123");
  EXPECT_EQ(row.number, 12U);
  EXPECT_EQ(row.suffix, "bis");
  EXPECT_EQ(row.street, "Rue Pasteur");
  EXPECT_EQ(row.postcode, "62300");
  EXPECT_EQ(row.citycode, "62498");
  EXPECT_EQ(row.city, "Lens");
  EXPECT_EQ(row.position, (LonLat{2.83, 50.43}));
  EXPECT_EQ(row.type, PositionType::kEntrance);
  EXPECT_EQ(read.content->rows, 1U);
  EXPECT_EQ(read.content->bad, 0U);
}

TEST(BanCsv, ColumnsComeInAnyOrderAndCase) {
  auto const read = read_rows(
      "\xEF\xBB\xBFLAT,Lon,extra,Nom_Voie,NUMERO,code_insee\r\n"
      "50.43,2.83,?,Rue Pasteur,7,62498\r\n\r\n50.43,2.83,,Rue Pasteur,9,62498");
  ASSERT_EQ(read.rows.size(), 2U);
  EXPECT_EQ(read.rows[0].street_id, read.rows[1].street_id);
  EXPECT_EQ(read.rows[0].id, read.rows[0].street_id + "_00007");
  EXPECT_EQ(read.content->separator, ',');
  EXPECT_EQ(read.content->missing_columns, "id, code_postal, nom_commune");
}

TEST(BanCsv, ReExportsOfR) {
  // write.csv has a name for the column of indices, an empty one; write.table has none.
  std::string const row =
      R"("225574","93010_i7xf1o_00001",1,NA,"Allee ""M"" Duras",1640,1002,"Bondy",NA,NA,2.48,48.89,"")";
  std::string const names =
      R"("id","numero","rep","nom_voie","code_postal","code_insee","nom_commune",)"
      R"("code_insee_ancienne_commune","nom_ancienne_commune","lon","lat","type_position")";
  for (char const* first : {"\"\",", ""}) {
    auto const read = read_rows(fmt::format("{}{}\n{}\n{}", first, names, row, row));
    ASSERT_EQ(read.rows.size(), 2U) << first;
    EXPECT_EQ(read.content->bad, 0U);
    EXPECT_EQ(read.rows[0].street, "Allee \"M\" Duras");
    EXPECT_EQ(read.rows[0].suffix, "");
    EXPECT_EQ(read.rows[0].citycode, "01002");
    EXPECT_EQ(read.rows[0].postcode, "01640");
    EXPECT_EQ(read.rows[0].old_citycode, "");
  }
}

TEST(BanCsv, QuotesHoldSeparatorsAndLineBreaks) {
  auto const read =
      read_rows(kHeader + "\"a\";1;;\"Rue; de\r\nla Paix\";62300;62498;Lens;;;2.83;50.43;\n" +
                "b;2;;Rue \"Foch\";62300;62498;Lens;;;2.83;50.43;\n" + kRow);
  ASSERT_EQ(read.rows.size(), 3U);
  EXPECT_EQ(read.rows[0].street, "Rue; de  la Paix");
  EXPECT_EQ(read.rows[1].street, "Rue \"Foch\"");
}

TEST(BanCsv, TabsAndWindows1252) {
  auto const read = read_rows(
      "id\tnumero\tnom_voie\tcode_insee\tlon\tlat\ttype_position\n"
      "x\t3\tRue de l\x92\xC9glise\t62498\t2.83\t50.43\tentr\xE9"
      "e\n"
      "y\t4\tRue de la Mairie\t62498\t2.83\t50.43\t\n");
  ASSERT_EQ(read.rows.size(), 2U);
  EXPECT_EQ(read.rows[0].street, "Rue de l’Église");
  EXPECT_EQ(read.rows[0].type, PositionType::kEntrance);
  EXPECT_EQ(read.content->recoded, 1U);
}

TEST(BanCsv, LieuxDits) {
  auto const read = read_rows(
      "id;nom_lieu_dit;code_postal;code_insee;nom_commune;code_insee_ancienne_commune;"
      "nom_ancienne_commune;x;y;lon;lat;source_position;source_nom_voie\n"
      "62498_b010;Le Grand Condé;62300;62498;Lens;62001;Ablain;1;2;2.83;50.43;commune;commune\n");
  ASSERT_EQ(read.rows.size(), 1U);
  EXPECT_EQ(read.rows[0].kind, RowKind::kLocality);
  EXPECT_EQ(read.rows[0].street, "Le Grand Condé");
  EXPECT_EQ(read.rows[0].street_id, "62498_b010");
  EXPECT_EQ(read.rows[0].old_citycode, "62001");
  EXPECT_EQ(read.content->format, ban::FileFormat::kLocalities);
}

TEST(BanCsv, UuidsGetAStreetFromItsName) {
  std::string const end = ";Rue Pasteur;62300;62498;Lens;;;2.83;50.43;\n";
  auto const read = read_rows(kHeader + "5e0c6a1e-6d6f-4a8e-9b58-7f2f4a5d3c11;1;" + end +
                              "7f2f4a5d-6d6f-4a8e-9b58-5e0c6a1e3c11;2;" + end);
  ASSERT_EQ(read.rows.size(), 2U);
  EXPECT_EQ(read.rows[0].id, "5e0c6a1e-6d6f-4a8e-9b58-7f2f4a5d3c11");
  EXPECT_EQ(read.rows[0].street_id, read.rows[1].street_id);
}

TEST(BanCsv, CountsAndQuotesBadRows) {
  auto const read = read_rows(kHeader + kRow +
                              "a;x;;Rue;62300;62498;Lens;;;2.83;50.43;\n"
                              "b;1;;;62300;62498;Lens;;;2.83;50.43;\n"
                              "c;1;;Rue;62300;624;Lens;;;2.83;50.43;\n"
                              "d;1;;Rue;Lens;62498;Lens;;;2.83;50.43;\n"
                              "e;1;;Rue;62300;62498;Lens;;;NaN;50.43;\n"
                              "f;1;;Rue;62300;62498;Lens;;;50.43;2.83;\n"
                              "g;1;;Rue;62300;62498;Lens;;;2.83;50.43;;;more\n"
                              "h;1;;" +
                              std::string(300, 'R') +
                              ";62300;62498;Lens;;;2.83;50.43;\n"
                              "\"i\"?;1;;Rue;62300;62498;Lens;;;2.83;50.43;\n");
  ASSERT_TRUE(read.content.has_value());
  auto const& content = *read.content;
  EXPECT_EQ(content.rows, 10U);
  EXPECT_EQ(content.bad, 9U);
  Fault const expected[] = {Fault::kNumber,   Fault::kStreet,   Fault::kCitycode,
                            Fault::kPostcode, Fault::kPosition, Fault::kOutside,
                            Fault::kCells,    Fault::kText,     Fault::kQuotes};
  ASSERT_EQ(content.quoted.size(), std::size(expected));
  for (std::size_t i = 0; i < std::size(expected); ++i) {
    EXPECT_EQ(content.quoted[i].fault, expected[i]) << i;
    EXPECT_EQ(content.quoted[i].line, i + 3) << i;
    EXPECT_LT(content.quoted[i].text.size(), 210U);
  }
  EXPECT_EQ(content.quoted[0].text, "a;x;;Rue;62300;62498;Lens;;;2.83;50.43;");
}

// The rows that a stray quote swallows are lost, so they count.
TEST(BanCsv, AQuoteThatIsNeverClosed) {
  auto text = kHeader + kRow + "\"b;2;;Rue;62300;62498;Lens;;;2.83;50.43;\n";
  for (int i = 0; i < 100; ++i) text += kRow;
  auto const read = read_rows(text);
  ASSERT_TRUE(read.content.has_value());
  EXPECT_EQ(read.content->bad, 32U);
  EXPECT_EQ(read.content->taken(), 102U - 32U);
  EXPECT_EQ(read_rows(kHeader + kRow + "\"b").content->bad, 1U);
}

TEST(BanCsv, RefusesWhatIsNoAddressFile) {
  auto const message = [](std::string text) {
    auto const read = read_rows(std::move(text));
    return read.content ? std::string() : read.content.error().message;
  };
  EXPECT_NE(message("nom;prenom\nA;B\n").find("code_insee, lon, lat, nom_voie, numero"),
            std::string::npos);
  EXPECT_NE(message("").find("vide"), std::string::npos);
  EXPECT_NE(message("\n# rien\n").find("vide"), std::string::npos);
  EXPECT_NE(message(std::string("\xFF\xFEi\0d\0", 6)).find("UTF-16"), std::string::npos);
  EXPECT_NE(message(kHeader + std::string(std::size_t{3} << 20U, 'x')).find("1 Mio"),
            std::string::npos);
  EXPECT_NE(
      message(kHeader + kRow + std::string(std::size_t{2} << 20U, ';') + "\n").find("ligne 2"),
      std::string::npos);
}

TEST(BanCsv, AFileSaysThatItIsFictitious) {
  EXPECT_TRUE(read_rows("# Adresses fictives\n" + kHeader + kRow).content->says_fictitious);
  EXPECT_FALSE(read_rows("# Adresses\n" + kHeader + kRow).content->says_fictitious);
  EXPECT_EQ(read_rows("# Adresses\n" + kHeader + "x\n").content->quoted[0].line, 3U);
}

TEST(BanCsv, LinesAcrossBlocks) {
  auto text = kHeader;
  constexpr std::size_t kRows = 20'000;
  for (std::size_t i = 0; i < kRows; ++i) text += kRow;
  auto const read = read_rows(text);
  EXPECT_EQ(read.rows.size(), kRows);
  EXPECT_EQ(read.content->bad, 0U);
  EXPECT_EQ(read.rows.back().id, read.rows.front().id);
}

TEST(BanCsv, RealFiles) {
  QPV_REQUIRE_DATA(raw, "addresses/ban_raw_test_01.csv");
  QPV_REQUIRE_DATA(bondy, "addresses/ban_bondy_93010_R-export.csv.gz");
  auto const nothing = [](AddressRow const&) {};
  auto const some = ban::read_address_file(raw, nothing).value();
  EXPECT_EQ(some.taken(), 6U);
  EXPECT_EQ(some.bad, 0U);
  auto const all = ban::read_address_file(bondy, nothing).value();
  EXPECT_EQ(all.taken(), 8413U);
  EXPECT_EQ(all.bad, 0U);
  EXPECT_TRUE(all.gzip);
  EXPECT_EQ(all.positions[static_cast<std::size_t>(PositionType::kParcel)], 138U);
}

}  // namespace
}  // namespace qpv
