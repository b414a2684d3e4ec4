// SPDX-License-Identifier: EUPL-1.2
#include <gtest/gtest.h>

#include "tests/unit/workbook_rows.h"

namespace qpv::workbook {
namespace {

using test::worksheet;
using test::XlsxText;
using Rows = std::vector<std::string>;

TEST(Xlsx, reads_every_type_of_cell) {
  XlsxText const text{
      .sheet = worksheet(
          R"(<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>)"
          R"(<row r="2"><c r="A2" t="inlineStr"><is><t>12 rue</t></is></c>)"
          R"(<c r="B2" t="inlineStr"><is><r><t>en </t></r><r><rPr><b/></rPr><t>gras</t></r></is></c>)"
          R"(<c r="C2"><v>62300</v></c><c r="D2" t="str"><f>A2&amp;"!"</f><v>12 rue!</v></c>)"
          R"(<c r="E2" t="b"><v>1</v></c><c r="F2" t="b"><v>0</v></c>)"
          R"(<c r="G2" t="e"><v>#N/A</v></c><c r="H2" t="d"><v>2024-01-31T00:00:00</v></c>)"
          R"(<c r="I2" t="n"><v>2.5</v></c></row>)"),
      .shared = R"(<si><t>adresse</t></si><si><r><t>code</t></r><r><t xml:space="preserve"> postal)"
                R"(</t></r><rPh sb="0" eb="1"><t>lu</t></rPh></si>)"};
  EXPECT_EQ(xlsx_rows(text),
            (Rows{"1: adresse|code postal",
                  "2: 12 rue|en gras|62300|12 rue!|VRAI|FAUX|#N/A|2024-01-31|2.5"}));
}

TEST(Xlsx, keeps_the_numbers_of_rows_and_columns) {
  EXPECT_EQ(xlsx_rows(R"(<row r="2"><c r="B2"><v>1</v></c><c r="D2"><v>2</v></c></row>)"
                      R"(<row r="3"/><row r="4"><c r="A4" s="0"/></row>)"
                      R"(<row r="7"><c r="A7"><v>3</v></c></row>)"),
            (Rows{"2: |1||2", "7: 3"}));
  EXPECT_EQ(xlsx_rows("<row><c><v>1</v></c><c><v>2</v></c></row><row><c/><c><v>3</v></c></row>"),
            (Rows{"1: 1|2", "2: |3"}));
  EXPECT_EQ(xlsx_rows(R"(<row r="5"><c r="C5"><v>1</v></c><c><v>2</v></c></row>)"
                      R"(<row><c><v>3</v></c></row>)"),
            (Rows{"5: ||1|2", "6: 3"}));
}

TEST(Xlsx, shows_numbers_by_their_style) {
  XlsxText text{
      .sheet =
          worksheet(R"(<row r="1"><c r="A1" s="1"><v>1000</v></c><c r="B1" s="2"><v>43860</v></c>)"
                    R"(<c r="C1" s="99"><v>7</v></c><c r="D1" s="1" t="str"><v>x</v></c></row>)"),
      .styles = R"(<numFmts count="1"><numFmt numFmtId="164" formatCode="00000"/></numFmts>)"
                R"(<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>)"
                R"(<cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="14"/></cellXfs>)"};
  EXPECT_EQ(xlsx_rows(text), (Rows{"1: 01000|2020-01-30|7|x"}));
  text.workbook_pr = R"(<workbookPr date1904="1"/>)";
  EXPECT_EQ(xlsx_rows(text), (Rows{"1: 01000|2024-01-31|7|x"}));
}

TEST(Xlsx, reads_texts_as_they_were_typed) {
  EXPECT_EQ(
      xlsx_rows(R"(<row><c t="inlineStr"><is><t>a_x000D_b&#10;c &lt;&amp;&gt; é</t></is></c>)"
                R"(<c t="inlineStr"><is><t>_x005F_x0041_ _xZZZZ_ _x41_ fin_x</t></is></c></row>)"),
      (Rows{"1: a\rb\nc <&> é|_x0041_ _xZZZZ_ _x41_ fin_x"}));
}

TEST(Xlsx, takes_any_prefix) {
  auto const sheet =
      R"(<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main">)"
      R"(<x:sheetData><x:row r="1"><x:c r="A1" t="inlineStr"><x:is><x:t>a</x:t></x:is></x:c>)"
      R"(</x:row></x:sheetData></x:worksheet>)";
  EXPECT_EQ(xlsx_rows({.sheet = sheet}), (Rows{"1: a"}));
}

TEST(Xlsx, reads_cells_only_where_cells_are) {
  EXPECT_EQ(xlsx_rows(R"(<row r="1"><c r="A1"><v>1</v><extLst><ext><x14:v xmlns:x14="u">9)"
                      R"(</x14:v></ext></extLst></c><extLst><c><v>8</v></c></extLst></row>)"
                      R"(<other><c r="A2"><v>7</v></c></other>)"),
            (Rows{"1: 1"}));
}

TEST(Xlsx, counts_formulas_without_a_value) {
  auto const workbook = Workbook::open(input_of_bytes(test::zip_of(test::xlsx_parts(
      {.sheet = worksheet("<row><c><f>1+1</f></c><c><v>1</v></c><c><f>2</f><v>2</v></c></row>"
                          "<row><c><f>3</f></c></row>")}))));
  ASSERT_TRUE(workbook) << workbook.error().message;
  auto reader = workbook->rows(0);
  ASSERT_TRUE(reader);
  auto row = reader->next();
  ASSERT_TRUE(row && *row);
  EXPECT_EQ(text_of(**row), "1: |1|2");
  EXPECT_EQ(reader->uncalculated(), 1U);
  row = reader->next();
  ASSERT_TRUE(row && *row);
  EXPECT_EQ(text_of(**row), "2:");
  EXPECT_EQ((*row)->columns, 1U);
  EXPECT_EQ(reader->uncalculated(), 2U);
}

test::Parts three_sheets() {
  auto parts = test::xlsx_parts({.sheet = worksheet("<row r='1'/>")});
  for (auto& [name, bytes] : parts) {
    if (name == "xl/workbook.xml") {
      auto const at = bytes.find("</sheets>");
      bytes.insert(at, R"(<sheet name="Archives" sheetId="2" state="hidden" r:id="rId7"/>)"
                       R"(<sheet name="Été" sheetId="3" r:id="rId8"/>)"
                       R"(<sheet name="Graphique" sheetId="4" r:id="rId9"/>)"
                       R"(<sheet name="Ailleurs" sheetId="5" r:id="rId10"/>)");
    }
    if (name == "xl/_rels/workbook.xml.rels") {
      auto const at = bytes.find("</Relationships>");
      bytes.insert(
          at,
          R"(<Relationship Id="rId7" Type="x/worksheet" Target="worksheets/sheet2.xml"/>)"
          R"(<Relationship Id="rId8" Type="x/worksheet" Target="./../xl/worksheets/Sheet3.xml"/>)"
          R"(<Relationship Id="rId9" Type="x/chartsheet" Target="chartsheets/sheet1.xml"/>)"
          R"(<Relationship Id="rId10" Type="x/worksheet" TargetMode="External" )"
          R"(Target="http://127.0.0.1:1/sheet.xml"/>)");
    }
  }
  parts.emplace_back("xl/worksheets/sheet2.xml", worksheet("<row><c><v>2</v></c></row>"));
  parts.emplace_back("xl/worksheets/sheet3.xml", worksheet("<row><c><v>3</v></c></row>"));
  return parts;
}

TEST(Xlsx, lists_sheets_and_chooses_the_first_visible_with_rows) {
  auto const workbook = Workbook::open(input_of_bytes(test::zip_of(three_sheets())));
  ASSERT_TRUE(workbook) << workbook.error().message;
  ASSERT_EQ(workbook->sheets().size(), 3U);
  EXPECT_EQ(workbook->sheets()[1].name, "Archives");
  EXPECT_TRUE(workbook->sheets()[1].hidden);
  EXPECT_FALSE(workbook->sheets()[2].hidden);
  EXPECT_EQ(workbook->choose(std::nullopt), 2U);
  EXPECT_EQ(workbook->choose("Archives"), 1U);
  EXPECT_EQ(rows_of(*workbook, 1), (Rows{"1: 2"}));
  auto const missing = workbook->choose("Feuil9");
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().code, ErrorCode::kNotFound);
  EXPECT_EQ(
      missing.error().message,
      "aucune feuille ne s’appelle «\u00A0Feuil9\u00A0»\u00A0; le classeur a «\u00A0Liste\u00A0»"
      ", «\u00A0Archives\u00A0» (masquée), «\u00A0Été\u00A0»");
}

TEST(Xlsx, says_when_there_are_no_rows) {
  auto const workbook =
      Workbook::open(input_of_bytes(test::zip_of(test::xlsx_parts({.sheet = worksheet("")}))));
  ASSERT_TRUE(workbook);
  auto const chosen = workbook->choose(std::nullopt);
  ASSERT_FALSE(chosen);
  EXPECT_EQ(chosen.error().message,
            "aucune feuille visible n’a de ligne\u00A0; le classeur a «\u00A0Liste\u00A0»");
}

TEST(Xlsx, opens_without_texts_and_styles) {
  auto parts = test::xlsx_parts({.sheet = worksheet("<row><c s='3'><v>1</v></c></row>")});
  parts.resize(5);
  EXPECT_EQ(rows_of(test::zip_of(parts)), (Rows{"1: 1"}));
}

TEST(Xlsx, reads_utf16) {
  std::string sheet = "\xFF\xFE";
  for (char const c : std::string_view("<worksheet><sheetData><row><c><v>5</v></c></row>"
                                       "</sheetData></worksheet>")) {
    sheet += c;
    sheet += '\0';
  }
  EXPECT_EQ(xlsx_rows({.sheet = sheet}), (Rows{"1: 5"}));
}

}  // namespace
}  // namespace qpv::workbook
