// SPDX-License-Identifier: EUPL-1.2
//
// Files that are meant to do harm, or were harmed: one sentence each, soon and in little memory.
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/unit/workbook_rows.h"

namespace qpv::workbook {
namespace {

using test::worksheet;
using test::XlsxText;

// Where the sheet of an .xlsx stands, in a sentence.
std::string at(std::string_view place, std::string_view what) {
  return "feuille «\u00A0Liste\u00A0»" + std::string(place) + "\u00A0: " + std::string(what) +
         " (xl/worksheets/sheet1.xml)";
}

std::string error_of(std::string bytes) {
  auto const rows = rows_of(std::move(bytes));
  return rows.empty() ? "no row, no error" : rows.back();
}

std::string sheet_error(std::string_view rows) { return xlsx_rows(rows).back(); }

// Letters that hardly compress, always the same.
std::string letters(std::size_t count) {
  std::string text(count, ' ');
  std::uint32_t state = 1;
  for (auto& c : text) {
    state = state * 1'664'525 + 1'013'904'223;
    c = static_cast<char>('a' + (state >> 24U) % 26);
  }
  return text;
}

TEST(HostileWorkbook, says_what_else_the_file_is) {
  std::string const compound = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + std::string(2040, '\0');
  EXPECT_EQ(
      error_of(compound),
      "ce classeur est au format d’Excel 97-2003 (.xls)\u00A0: enregistrez-le au format .xlsx");
  auto encrypted = compound;
  std::string name;
  for (char const c : std::string_view("EncryptedPackage")) name += {c, '\0'};
  encrypted.replace(1024 + 128, name.size(), name);
  EXPECT_EQ(error_of(encrypted),
            "le classeur est protégé par un mot de passe\u00A0: enregistrez-le sans mot de passe");
  EXPECT_EQ(error_of("nom;adresse\n"),
            "ce n’est ni un classeur Excel (.xlsx) ni un classeur OpenDocument (.ods)");
  EXPECT_EQ(error_of("PK"),
            "ce n’est ni un classeur Excel (.xlsx) ni un classeur OpenDocument (.ods)");
  EXPECT_EQ(error_of(test::zip_of({{"lisez-moi.txt", "bonjour"}})),
            "ce fichier zip n’est ni un classeur Excel (.xlsx) ni un classeur OpenDocument (.ods)");
}

TEST(HostileWorkbook, asks_for_another_format_than_xlsb) {
  auto parts = test::xlsx_parts({.sheet = worksheet("")});
  parts[1].second.replace(parts[1].second.find("workbook.xml"), 12, "workbook.bin");
  parts[2].first = "xl/workbook.bin";
  EXPECT_EQ(
      error_of(test::zip_of(parts)),
      "ce classeur est au format binaire d’Excel (.xlsb)\u00A0: enregistrez-le au format .xlsx");
}

TEST(HostileWorkbook, says_that_there_is_a_password) {
  auto const zip = test::zip_of(test::xlsx_parts({.sheet = worksheet("")}), {.password = "secret"});
  EXPECT_EQ(error_of(zip),
            "le fichier est protégé par un mot de passe (_rels/.rels est chiffré)\u00A0: "
            "enregistrez-le sans mot de passe");
  auto ods = test::ods_parts(R"(<table:table table:name="L"/>)");
  ods[2].second = R"(<m:manifest xmlns:m="u"><m:file-entry m:full-path="content.xml">)"
                  "<m:encryption-data/></m:file-entry></m:manifest>";
  ods[1].second = "\x01\x02";
  EXPECT_EQ(error_of(test::zip_of(ods)),
            "le classeur est protégé par un mot de passe\u00A0: enregistrez-le sans mot de passe");
}

TEST(HostileWorkbook, notices_every_cut) {
  auto const zip = test::zip_of(
      test::xlsx_parts({.sheet = worksheet("<row r='1'><c r='A1'><v>1</v></c></row>")}));
  for (std::size_t size = 4; size < zip.size(); size += 7) {
    EXPECT_EQ(error_of(zip.substr(0, size)), "le fichier est tronqué ou abîmé") << size;
  }
}

TEST(HostileWorkbook, notices_changed_bytes) {
  auto zip = test::zip_of(
      test::xlsx_parts({.sheet = worksheet("<row r='1'><c r='A1'><v>1</v></c></row>")}));
  auto const sheet = zip.find("xl/worksheets/sheet1.xml");
  ASSERT_NE(sheet, std::string::npos);
  zip[sheet + 60] = static_cast<char>(zip[sheet + 60] ^ 0x55);
  auto const rows = rows_of(zip);
  EXPECT_EQ(rows.back(),
            "le fichier est tronqué ou abîmé (xl/worksheets/sheet1.xml est illisible)");
}

TEST(HostileWorkbook, refuses_bombs_before_they_grow) {
  // 40 MiB of blanks in 40 KiB: more than 200 times.
  auto const bomb = worksheet(std::string(40 << 20, ' '));
  EXPECT_EQ(error_of(test::zip_of(test::xlsx_parts({.sheet = bomb}))),
            "xl/worksheets/sheet1.xml est compressé plus de 200 fois\u00A0: c’est une bombe de "
            "décompression ou un fichier abîmé");
}

TEST(HostileWorkbook, refuses_too_many_parts) {
  auto parts = test::xlsx_parts({.sheet = worksheet("")});
  for (int i = 0; i < 10'000; ++i) parts.emplace_back("x/" + std::to_string(i), "");
  EXPECT_EQ(error_of(test::zip_of(parts)), "ce fichier zip a 10007 entrées, plus que 10000");
}

TEST(HostileWorkbook, refuses_parts_that_share_bytes) {
  // Every entry of the list points to the same, large one.
  auto const noise = letters(100'000);
  auto zip = test::zip_of({{"a", noise}, {"b", "x"}});
  auto const list = zip.find("PK\x01\x02");
  auto const second = zip.find("PK\x01\x02", list + 1);
  ASSERT_NE(second, std::string::npos);
  zip.replace(second + 16, 12, zip.substr(list + 16, 12));  // checksum and sizes
  zip.replace(second + 42, 4, zip.substr(list + 42, 4));    // where it is
  EXPECT_EQ(
      error_of(zip),
      "les entrées de ce fichier zip se recouvrent\u00A0: c’est une bombe de décompression ou "
      "un fichier abîmé");
}

TEST(HostileWorkbook, refuses_entities_and_document_types) {
  std::string const dtd = "\u00A0: une déclaration de type (DTD) n’a pas sa place dans un classeur";
  auto const sheet =
      R"(<!DOCTYPE worksheet [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>)"
      R"(<worksheet><sheetData><row><c><v>&b;</v></c></row></sheetData></worksheet>)";
  EXPECT_EQ(xlsx_rows({.sheet = sheet}).back(), "xl/worksheets/sheet1.xml" + dtd);
  auto parts = test::xlsx_parts({.sheet = worksheet("")});
  parts[2].second = R"(<!DOCTYPE w SYSTEM "http://127.0.0.1:1/x.dtd"><workbook/>)";
  EXPECT_EQ(error_of(test::zip_of(parts)), "xl/workbook.xml" + dtd);
}

TEST(HostileWorkbook, names_the_cell_that_is_wrong) {
  EXPECT_EQ(
      sheet_error(
          R"(<row r="1"><c r="A1"><v>1</v></c></row><row r="12"><c r="C12" t="s"><v>9</v></c></row>)"),
      at(", ligne 12, colonne C", "le texte partagé n° 9 n’existe pas"));
  EXPECT_EQ(sheet_error(R"(<row><c t="s"><v>-1</v></c></row>)"),
            at(", ligne 1, colonne A", "le texte partagé n° -1 n’existe pas"));
  EXPECT_EQ(sheet_error(R"(<row r="2"><c r="XFE2"/></row>)"),
            at(", ligne 2, colonne A", "la référence d’une cellule est impossible"));
  EXPECT_EQ(sheet_error(R"(<row r="2"><c r="A3"/></row>)"),
            at(", ligne 2, colonne A", "la référence d’une cellule est impossible"));
  EXPECT_EQ(sheet_error(R"(<row r="2"><c r="XFD2"/><c/></row>)"),
            at(", ligne 2", "plus de 16384 colonnes"));
  EXPECT_EQ(sheet_error(R"(<row r="5"/><row r="5"/>)"),
            at(", ligne 5", "cette ligne vient deux fois ou trop tard"));
  for (std::string_view const number : {"0", "1048577", "-1", "x", "99999999999"}) {
    EXPECT_EQ(sheet_error(R"(<row r=")" + std::string(number) + R"("/>)"),
              at(", ligne 1", "numéro de ligne impossible, de 1 à 1048576"));
  }
}

TEST(HostileWorkbook, names_the_place_of_broken_xml) {
  EXPECT_EQ(xlsx_rows({.sheet = "<worksheet>\n<sheetData><row></sheetData>"}).back(),
            "xl/worksheets/sheet1.xml\u00A0: XML mal formé (ligne 2, colonne 19)");
  EXPECT_EQ(xlsx_rows({.sheet = ""}).back(),
            "xl/worksheets/sheet1.xml\u00A0: XML mal formé (ligne 1, colonne 1)");
  EXPECT_EQ(xlsx_rows({.sheet = "<html/>"}).back(), at("", "ce n’est pas une feuille"));
}

TEST(HostileWorkbook, bounds_what_a_sheet_makes_it_hold) {
  std::string deep;
  for (int i = 0; i < 300; ++i) deep += "<a>";
  EXPECT_EQ(xlsx_rows({.sheet = worksheet(deep)}).back(),
            "xl/worksheets/sheet1.xml\u00A0: éléments imbriqués sur plus de 200 niveaux");
  auto const noise = letters(2 << 20);
  EXPECT_EQ(sheet_error("<!--" + noise + "-->"),
            "xl/worksheets/sheet1.xml\u00A0: une balise ou un commentaire dépasse 1\u00A0Mio");
  EXPECT_EQ(sheet_error("<row><c t='str'><v>" + noise + "</v></c></row>"),
            at(", ligne 1, colonne A", "le texte de cette cellule est démesuré"));
  XlsxText const text{.sheet = worksheet("<row/>"), .shared = "<si><t>" + noise + "</t></si>"};
  EXPECT_EQ(xlsx_rows(text).back(),
            "xl/sharedStrings.xml\u00A0: un texte y est démesuré (plus de 1\u00A0Mio)");
}

TEST(HostileWorkbook, reads_a_long_shared_text_often_in_little_memory) {
  std::string rows;
  for (int i = 0; i < 20'000; ++i) rows += "<row><c t='s'><v>0</v></c></row>";
  XlsxText const text{.sheet = worksheet(rows),
                      .shared = "<si><t>" + std::string(100'000, 'x') + "</t></si>"};
  auto const workbook = Workbook::open(input_of_bytes(test::zip_of(test::xlsx_parts(text))));
  ASSERT_TRUE(workbook) << workbook.error().message;
  auto reader = workbook->rows(0);
  ASSERT_TRUE(reader);
  std::size_t count = 0;
  for (auto row = reader->next(); row && *row; row = reader->next()) ++count;
  EXPECT_EQ(count, 20'000U);
}

}  // namespace
}  // namespace qpv::workbook
