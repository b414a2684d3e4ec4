// SPDX-License-Identifier: EUPL-1.2
#include <gtest/gtest.h>

#include "tests/unit/workbook_rows.h"

namespace qpv::workbook {
namespace {

using Kind = NewCell::Kind;
using Rows = std::vector<std::string>;
using test::worksheet;

// The same cells behind every row.
Answer always(std::vector<NewCell> const& cells) {
  return [cells](std::span<Row const> rows) -> Result<std::vector<std::vector<NewCell>>> {
    return std::vector(rows.size(), cells);
  };
}

std::string part_of(test::Parts const& parts, std::string_view name) {
  for (auto const& [part, bytes] : parts) {
    if (part == name) return bytes;
  }
  return "no such part";
}

std::string between(std::string const& text, std::string_view from, std::string_view to) {
  auto const begin = text.find(from);
  auto const end = text.rfind(to);
  if (begin == std::string::npos || end == std::string::npos) return "not there";
  return text.substr(begin + from.size(), end - begin - from.size());
}

std::string xlsx_with(std::string_view rows, Addition const& addition, Answer const& answer,
                      std::string_view styles = "") {
  auto const out = extended(
      test::zip_of(test::xlsx_parts({.sheet = worksheet(rows), .styles = std::string(styles)})),
      addition, answer);
  if (!out) return out.error().message;
  return between(part_of(test::unzip(*out), "xl/worksheets/sheet1.xml"), "<sheetData>",
                 "</sheetData>");
}

TEST(ExtendXlsx, puts_cells_behind_the_others) {
  EXPECT_EQ(
      xlsx_with(
          R"(<row r="1"><c r="A1"><v>1</v></c></row><row r="2" spans="1:1"><c r="A2"><v>2</v></c></row>)",
          {.columns = {1, 2, 3}},
          always({{Kind::kText, "oui"}, {Kind::kNumber, "0.98"}, {Kind::kKeep}})),
      R"(<row r="1"><c r="A1"><v>1</v></c><c r="B1" t="inlineStr"><is><t>oui</t></is></c><c r="C1"><v>0.98</v></c></row>)"
      R"(<row r="2" spans="1:3"><c r="A2"><v>2</v></c><c r="B2" t="inlineStr"><is><t>oui</t></is></c><c r="C2"><v>0.98</v></c></row>)");
}

TEST(ExtendXlsx, leaves_rows_without_text_and_without_answer) {
  auto const rows =
      R"(<row r="1"><c r="A1"><v>1</v></c></row><row r="2"/><row r="3"><c r="A3" s="1"/></row>)";
  EXPECT_EQ(xlsx_with(rows, {.columns = {1}}, always({})), rows);
  EXPECT_EQ(xlsx_with(rows, {.columns = {1}}, always({{Kind::kText, ""}})), rows);
  EXPECT_EQ(
      xlsx_with(rows, {.columns = {1}}, always({{Kind::kNumber, "5"}})),
      R"(<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>5</v></c></row><row r="2"/><row r="3"><c r="A3" s="1"/></row>)");
}

TEST(ExtendXlsx, changes_cells_that_are_there) {
  EXPECT_EQ(
      xlsx_with(
          R"(<row r="1"><c r="A1"><v>1</v></c><c r="B1" s="1" t="str"><v>à vérifier</v></c><c r="C1" s="2"/><c r="E1"><v>9</v></c></row>)",
          {.columns = {1, 2, 3, 4}},
          always(
              {{Kind::kText, "non"}, {Kind::kNumber, "3"}, {Kind::kText, "x"}, {Kind::kText, ""}}),
          R"(<cellXfs><xf numFmtId="0"/><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>)"),
      R"(<row r="1"><c r="A1"><v>1</v></c><c r="B1" s="1" t="inlineStr"><is><t>non</t></is></c><c r="C1"><v>3</v></c><c r="D1" t="inlineStr"><is><t>x</t></is></c><c r="E1"/></row>)");
}

TEST(ExtendXlsx, makes_the_header_look_like_its_last_cell) {
  EXPECT_EQ(
      xlsx_with(
          R"(<row r="1"><c r="A1" s="3"><v>1</v></c><c r="B1" s="7"/></row><row r="2"><c r="A2" s="4"><v>1</v></c></row>)",
          {.columns = {2}, .header_row = 1}, always({{Kind::kText, "qpv"}})),
      R"(<row r="1"><c r="A1" s="3"><v>1</v></c><c r="B1" s="7"/><c r="C1" s="3" t="inlineStr"><is><t>qpv</t></is></c></row><row r="2"><c r="A2" s="4"><v>1</v></c><c r="C2" t="inlineStr"><is><t>qpv</t></is></c></row>)");
}

TEST(ExtendXlsx, writes_texts_so_that_they_stay_texts) {
  auto const written =
      xlsx_with("<row r='1'><c r='A1'><v>1</v></c></row>", {.columns = {1, 2, 3, 4}},
                always({{Kind::kText, "=1+1"},
                        {Kind::kText, R"(<&>" _x0041_)"},
                        {Kind::kText, " 01000\n"},
                        {Kind::kText, std::string("a\x01\x0B") + "b"}}));
  EXPECT_EQ(written,
            R"(<row r='1'><c r='A1'><v>1</v></c><c r="B1" t="inlineStr"><is><t>=1+1</t></is></c>)"
            R"(<c r="C1" t="inlineStr"><is><t>&lt;&amp;&gt;&quot; _x005F_x0041_</t></is></c>)"
            R"(<c r="D1" t="inlineStr"><is><t xml:space="preserve"> 01000)"
            "\n"
            R"(</t></is></c><c r="E1" t="inlineStr"><is><t>ab</t></is></c></row>)");
  EXPECT_EQ(xlsx_rows("<row r='1'>" + between(written, "</v></c>", "</row>") + "</row>"),
            (Rows{"1: |=1+1|<&>\" _x0041_| 01000\n|ab"}));
}

TEST(ExtendXlsx, keeps_prefixes_and_says_how_far_the_sheet_goes) {
  auto const sheet =
      R"(<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:dimension ref="A1:B9"/>)"
      R"(<x:sheetData><x:row><x:c><x:v>1</x:v></x:c></x:row></x:sheetData><x:autoFilter ref="A1:B9"/></x:worksheet>)";
  auto const out = extended(test::zip_of(test::xlsx_parts({.sheet = sheet})), {.columns = {2}},
                            always({{Kind::kText, "a"}}));
  ASSERT_TRUE(out) << out.error().message;
  EXPECT_EQ(
      part_of(test::unzip(*out), "xl/worksheets/sheet1.xml"),
      R"(<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:dimension ref="A1:C9"/>)"
      R"(<x:sheetData><x:row><x:c><x:v>1</x:v></x:c><x:c r="C1" t="inlineStr"><x:is><x:t>a</x:t></x:is></x:c></x:row></x:sheetData><x:autoFilter ref="A1:B9"/></x:worksheet>)");
}

TEST(ExtendXlsx, refuses_to_write_over_a_formula) {
  EXPECT_EQ(
      xlsx_with("<row r='4'><c r='A4'><v>1</v></c><c r='B4'><f>A4</f><v>1</v></c></row>",
                {.columns = {1}}, always({{Kind::kText, "x"}})),
      "feuille «\u00A0Liste\u00A0», ligne 4, colonne B\u00A0: une formule occupe la cellule à "
      "remplir (xl/worksheets/sheet1.xml)");
}

TEST(ExtendXlsx, refuses_columns_that_do_not_fit) {
  EXPECT_EQ(
      xlsx_with("", {.columns = {16383, 16384}}, always({})),
      "feuille «\u00A0Liste\u00A0»\u00A0: une feuille a au plus 16384 colonnes, les nouvelles "
      "n’y tiennent pas (xl/worksheets/sheet1.xml)");
}

TEST(ExtendXlsx, leaves_every_other_part_as_it_is) {
  auto parts = test::xlsx_parts({.sheet = worksheet("<row r='1'><c r='A1'><v>1</v></c></row>")});
  parts.emplace_back("xl/media/image1.png", std::string(70'000, 'x'));
  parts.emplace_back("docProps/été.xml", "<a/>");
  auto const zip = test::zip_of(parts);
  auto const out = extended(zip, {.columns = {1}}, always({{Kind::kText, "a"}}));
  ASSERT_TRUE(out) << out.error().message;
  EXPECT_EQ(*out, *extended(zip, {.columns = {1}}, always({{Kind::kText, "a"}})));
  auto const written = test::unzip(*out);
  ASSERT_EQ(written.size(), parts.size());
  for (std::size_t i = 0; i < parts.size(); ++i) {
    EXPECT_EQ(written[i].first, parts[i].first);
    if (parts[i].first == "xl/worksheets/sheet1.xml") continue;
    EXPECT_EQ(written[i].second, parts[i].second);
  }
  // No Zip64, which Excel wants to repair, and no data descriptor.
  EXPECT_EQ(out->find(std::string_view("\x01\x00\x10\x00", 4)), std::string::npos);
}

TEST(ExtendXlsx, answers_rows_in_order_whatever_their_number) {
  std::string rows;
  for (int i = 1; i <= 5000; ++i) {
    rows += R"(<row r=")" + std::to_string(2 * i) + R"("><c r="A)" + std::to_string(2 * i) +
            R"("><v>)" + std::to_string(i) + "</v></c></row>";
  }
  std::uint32_t asked = 0;
  Answer const answer = [&](std::span<Row const> some) {
    std::vector<std::vector<NewCell>> cells;
    for (auto const& row : some) {
      EXPECT_EQ(row.number, 2 * ++asked);
      cells.push_back({{Kind::kText, "n" + std::string(row.cells[0])}});
    }
    return Result<std::vector<std::vector<NewCell>>>(cells);
  };
  auto const out = extended(test::zip_of(test::xlsx_parts({.sheet = worksheet(rows)})),
                            {.columns = {3}}, answer);
  ASSERT_TRUE(out) << out.error().message;
  EXPECT_EQ(asked, 5000U);
  auto const read = rows_of(*out);
  ASSERT_EQ(read.size(), 5000U);
  EXPECT_EQ(read[4999], "10000: 5000|||n5000");
}

TEST(ExtendXlsx, passes_on_what_the_caller_and_the_disk_refuse) {
  auto const zip =
      test::zip_of(test::xlsx_parts({.sheet = worksheet("<row><c><v>1</v></c></row>")}));
  auto const refused = extended(zip, {.columns = {1}}, [](std::span<Row const>) {
    return Result<std::vector<std::vector<NewCell>>>(fail(ErrorCode::kUnavailable, "arrêté"));
  });
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().message, "arrêté");
  auto const workbook = Workbook::open(input_of_bytes(zip));
  ASSERT_TRUE(workbook);
  auto const full = workbook->extend({.columns = {1}}, always({}),
                                     [](std::uint64_t at, std::string_view) -> Result<void> {
                                       if (at > 500) return fail(ErrorCode::kIo, "disque plein");
                                       return {};
                                     });
  ASSERT_FALSE(full);
  EXPECT_EQ(full.error().message, "disque plein");
}

std::string ods_with(std::string_view rows, Addition const& addition, Answer const& answer) {
  auto const out = extended(test::zip_of(test::ods_parts(R"(<table:table table:name="L">)" +
                                                         std::string(rows) + "</table:table>")),
                            addition, answer);
  if (!out) return out.error().message;
  return between(part_of(test::unzip(*out), "content.xml"), R"(<table:table table:name="L">)",
                 "</table:table>");
}

TEST(ExtendOds, shortens_the_empty_cells_behind) {
  EXPECT_EQ(
      ods_with(
          R"(<table:table-row><table:table-cell office:value-type="float" office:value="1"/><table:table-cell table:style-name="ce1" table:number-columns-repeated="16383"/></table:table-row>)",
          {.columns = {1, 2}}, always({{Kind::kText, "oui"}, {Kind::kNumber, "0.5"}})),
      R"(<table:table-row><table:table-cell office:value-type="float" office:value="1"/><table:table-cell table:style-name="ce1" office:value-type="string"><text:p>oui</text:p></table:table-cell><table:table-cell table:style-name="ce1" office:value-type="float" office:value="0.5"><text:p>0.5</text:p></table:table-cell><table:table-cell table:style-name="ce1" table:number-columns-repeated="16381"/></table:table-row>)");
}

TEST(ExtendOds, fills_up_to_the_first_new_column) {
  EXPECT_EQ(
      ods_with(
          R"(<table:table-row><table:table-cell table:style-name="ce2"><text:p>a</text:p></table:table-cell></table:table-row>)",
          {.columns = {3, 5}, .header_row = 1}, always({{Kind::kText, "b"}, {Kind::kText, "c"}})),
      R"(<table:table-row><table:table-cell table:style-name="ce2"><text:p>a</text:p></table:table-cell><table:table-cell table:number-columns-repeated="2"/><table:table-cell table:style-name="ce2" office:value-type="string"><text:p>b</text:p></table:table-cell><table:table-cell/><table:table-cell table:style-name="ce2" office:value-type="string"><text:p>c</text:p></table:table-cell></table:table-row>)");
}

TEST(ExtendOds, splits_repeated_rows_where_answers_differ) {
  Answer const answer = [](std::span<Row const> rows) {
    std::vector<std::vector<NewCell>> cells;
    for (auto const& row : rows) cells.push_back({{Kind::kText, row.number < 4 ? "a" : "b"}});
    return Result<std::vector<std::vector<NewCell>>>(cells);
  };
  EXPECT_EQ(
      ods_with(
          R"(<table:table-row table:number-rows-repeated="5"><table:table-cell><text:p>x</text:p></table:table-cell></table:table-row><table:table-row table:number-rows-repeated="9"><table:table-cell/></table:table-row>)",
          {.columns = {1}}, answer),
      R"(<table:table-row table:number-rows-repeated="3"><table:table-cell><text:p>x</text:p></table:table-cell><table:table-cell office:value-type="string"><text:p>a</text:p></table:table-cell></table:table-row><table:table-row table:number-rows-repeated="2"><table:table-cell><text:p>x</text:p></table:table-cell><table:table-cell office:value-type="string"><text:p>b</text:p></table:table-cell></table:table-row><table:table-row table:number-rows-repeated="9"><table:table-cell/></table:table-row>)");
}

TEST(ExtendOds, changes_one_of_repeated_cells) {
  EXPECT_EQ(
      ods_with(
          R"(<table:table-row><table:table-cell table:number-columns-repeated="3"><text:p>x</text:p></table:table-cell></table:table-row>)",
          {.columns = {1}}, always({{Kind::kText, "y"}})),
      R"(<table:table-row><table:table-cell><text:p>x</text:p></table:table-cell><table:table-cell office:value-type="string"><text:p>y</text:p></table:table-cell><table:table-cell><text:p>x</text:p></table:table-cell></table:table-row>)");
}

TEST(ExtendOds, writes_spaces_and_lines_so_that_they_stay) {
  auto const written = ods_with(
      R"(<table:table-row><table:table-cell><text:p>x</text:p></table:table-cell></table:table-row>)",
      {.columns = {1}}, always({{Kind::kText, " a  b\nc &"}}));
  EXPECT_EQ(ods_rows(R"(<table:table table:name="L">)" + written + "</table:table>"),
            (Rows{"1: x| a  b\nc &"}));
}

TEST(ExtendOds, refuses_formulas_and_merged_cells_in_the_way) {
  auto const rows = [](std::string_view second) {
    return "<table:table-row><table:table-cell><text:p>x</text:p></table:table-cell>" +
           std::string(second) + "</table:table-row>";
  };
  std::string const error =
      "feuille «\u00A0L\u00A0», ligne 1, colonne B\u00A0: une formule ou une cellule fusionnée "
      "occupe "
      "la cellule à remplir (content.xml)";
  auto const answer = always({{Kind::kText, "y"}});
  EXPECT_EQ(
      ods_with(rows(R"(<table:table-cell table:formula="of:=1"/>)"), {.columns = {1}}, answer),
      error);
  EXPECT_EQ(ods_with(rows("<table:covered-table-cell/>"), {.columns = {1}}, answer), error);
}

}  // namespace
}  // namespace qpv::workbook
