// SPDX-License-Identifier: EUPL-1.2
#include <gtest/gtest.h>

#include "tests/unit/workbook_rows.h"

namespace qpv::workbook {
namespace {

using Rows = std::vector<std::string>;

std::string table(std::string_view rows) {
  return R"(<table:table table:name="Liste"><table:table-column/>)" + std::string(rows) +
         "</table:table>";
}

std::string row(std::string_view cells) {
  return "<table:table-row>" + std::string(cells) + "</table:table-row>";
}

std::string cell(std::string_view attributes, std::string_view shown) {
  return "<table:table-cell " + std::string(attributes) + "><text:p>" + std::string(shown) +
         "</text:p></table:table-cell>";
}

TEST(Ods, reads_every_type_of_cell) {
  auto const cells =
      cell(R"(office:value-type="string" calcext:value-type="string")", "12 rue") +
      cell(R"(office:value-type="float" office:value="2.84358")", "2,84") +
      cell(R"(office:value-type="float" office:value="1000")", "01000") +
      cell(R"(office:value-type="float" office:value="1234")", "1 234") +
      cell(R"(office:value-type="date" office:date-value="2024-01-31")", "31/01/24") +
      cell(R"(office:value-type="date" office:date-value="2024-01-31T14:30:00.5")", "31/01/24") +
      cell(R"(office:value-type="time" office:time-value="PT14H30M00S")", "14:30") +
      cell(R"(office:value-type="boolean" office:boolean-value="true")", "VRAI") +
      cell(R"(office:value-type="percentage" office:value="0.5")", "50 %") +
      cell(R"(office:value-type="string" calcext:value-type="error")", "#N/A") +
      R"(<table:table-cell office:value-type="string" office:string-value="caché"/>)" +
      R"(<table:table-cell office:value-type="float" office:value="3"/>)";
  EXPECT_EQ(ods_rows(table(row(cells))),
            (Rows{"1: 12 rue|2.84358|01000|1234|2024-01-31|2024-01-31 14:30:00|14:30:00|VRAI|50 %|"
                  "#N/A|caché|3"}));
}

TEST(Ods, reads_paragraphs_and_spaces) {
  auto const cells =
      R"(<table:table-cell office:value-type="string"><office:annotation><text:p>note</text:p>)"
      R"(</office:annotation><text:p>12  rue)"
      "\n"
      R"(  <text:span>de<text:s text:c="2"/>la</text:span></text:p><text:p>bât.<text:tab/>B)"
      R"(<text:line-break/>3</text:p><text:p/></table:table-cell>)";
  EXPECT_EQ(ods_rows(table(row(cells))), (Rows{"1: 12 rue de  la\nbât.\tB\n3\n"}));
}

TEST(Ods, counts_repeated_rows_and_cells) {
  auto const rows =
      R"(<table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>)"
      R"(<table:table-row table:number-rows-repeated="3"><table:table-cell table:number-columns-repeated="2"/><table:table-cell table:number-columns-repeated="2" office:value-type="string"><text:p>x</text:p></table:table-cell><table:table-cell table:number-columns-repeated="16380"/></table:table-row>)"
      R"(<table:table-row table:number-rows-repeated="1048571"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>)";
  EXPECT_EQ(ods_rows(table(rows)), (Rows{"3: ||x|x", "4: ||x|x", "5: ||x|x"}));
}

TEST(Ods, finds_rows_in_groups_and_leaves_what_is_no_cell) {
  auto const one = row(cell(R"(office:value-type="string")", "1"));
  auto const rows =
      "<table:shapes><table:table>" + one +
      "</table:table></table:shapes><table:table-header-rows>" + one +
      "</table:table-header-rows><table:table-row-group>" + one + "<table:table-row-group>" +
      row(R"(<table:table-cell office:value-type="string"><text:p>2</text:p><table:table>)" + one +
          "</table:table></table:table-cell><table:covered-table-cell><text:p>sous la "
          "fusion</text:p>"
          "</table:covered-table-cell><table:table-cell><text:p>3</text:p></table:table-cell>") +
      "</table:table-row-group></table:table-row-group>";
  EXPECT_EQ(ods_rows(table(rows)), (Rows{"1: 1", "2: 1", "3: 2||3"}));
}

TEST(Ods, lists_sheets_and_reads_each) {
  auto const hidden =
      R"(<style:style style:name="ta1" style:family="table"><style:table-properties table:display="false"/></style:style>)"
      R"(<style:style style:name="ta2" style:family="table"><style:table-properties table:display="true"/></style:style>)";
  auto const one = row(cell(R"(office:value-type="string")", "1"));
  auto const two = row(cell(R"(office:value-type="string")", "2"));
  auto const tables =
      R"(<table:tracked-changes><table:table-cell><text:p>avant</text:p></table:table-cell></table:tracked-changes>)"
      R"(<table:table table:name="Cachée" table:style-name="ta1">)" +
      one + R"(</table:table><table:table table:name="Vide" table:style-name="ta2">)" +
      row("<table:table-cell/>") + R"(</table:table><table:table table:name="Été">)" + two +
      "</table:table>";
  auto const workbook =
      Workbook::open(input_of_bytes(test::zip_of(test::ods_parts(tables, hidden))));
  ASSERT_TRUE(workbook) << workbook.error().message;
  ASSERT_EQ(workbook->sheets().size(), 3U);
  EXPECT_EQ(workbook->format(), Format::kOds);
  EXPECT_TRUE(workbook->sheets()[0].hidden);
  EXPECT_FALSE(workbook->sheets()[1].hidden);
  EXPECT_EQ(workbook->choose(std::nullopt), 2U);
  EXPECT_EQ(workbook->choose("Cachée"), 0U);
  EXPECT_EQ(rows_of(*workbook, 0), (Rows{"1: 1"}));
  EXPECT_EQ(rows_of(*workbook, 2), (Rows{"1: 2"}));
}

TEST(Ods, refuses_what_no_sheet_has) {
  auto const error = [](std::string_view attributes, std::string_view row_attributes = "") {
    auto const rows = ods_rows(table("<table:table-row " + std::string(row_attributes) +
                                     "><table:table-cell " + std::string(attributes) +
                                     "><text:p>x</text:p></table:table-cell></table:table-row>"));
    return rows.empty() ? "" : rows.back();
  };
  std::string const sheet = "feuille «\u00A0Liste\u00A0», ligne 1\u00A0: ";
  EXPECT_EQ(error(R"(table:number-columns-repeated="16385")"),
            sheet + "plus de 16384 colonnes (content.xml)");
  EXPECT_EQ(error(R"(table:number-columns-repeated="0")"),
            sheet + "number-columns-repeated a une valeur impossible (content.xml)");
  EXPECT_EQ(error(R"(table:number-columns-repeated="99999999999999999999")"),
            sheet + "number-columns-repeated a une valeur impossible (content.xml)");
  EXPECT_EQ(error("", R"(table:number-rows-repeated="1048577")"),
            sheet + "plus de 1048576 lignes (content.xml)");
}

}  // namespace
}  // namespace qpv::workbook
