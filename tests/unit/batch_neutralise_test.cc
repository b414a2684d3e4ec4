// SPDX-License-Identifier: EUPL-1.2
#include "geo/batch/neutralise.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "geo/table/reader.h"
#include "tests/support/dirty_tables.h"

namespace qpv::batch {
namespace {

// The first row's bytes, made harmless.
std::string neutralised(std::string_view bytes, table::Known const& known) {
  table::Reader reader(known);
  reader.feed(bytes);
  reader.finish();
  auto const row = reader.next().value().value();
  Neutraliser neutraliser(reader.dialect());
  return std::string(neutraliser.apply(row).bytes);
}

constexpr table::Known kSemicolons{table::Encoding::kUtf8, ';', '"'};

TEST(Neutralise, KnowsWhatASpreadsheetRuns) {
  for (auto const* text : {"=1+1", "@SUM(A1)", "\tx", "\rx", "\nx", "+A1", "-A1", "+=1", "-@x"}) {
    EXPECT_TRUE(is_dangerous(text)) << text;
  }
  for (auto const* text :
       {"", "a=1", "+33 3 21 79 05 30", "-5", "-", "+", "- rien", "+ 1", "12", " =1", "é"}) {
    EXPECT_FALSE(is_dangerous(text)) << text;
  }
}

TEST(Neutralise, PutsAnApostropheInsideTheQuotes) {
  EXPECT_EQ(neutralised("a;=1+1;c", kSemicolons), "a;'=1+1;c");
  EXPECT_EQ(neutralised("\"=HYPERLINK(\"\"x\"\")\";b", kSemicolons),
            "\"'=HYPERLINK(\"\"x\"\")\";b");
  EXPECT_EQ(neutralised("=1;@x;-y;-1", kSemicolons), "'=1;'@x;'-y;-1");
  EXPECT_EQ(neutralised("a;b", kSemicolons), "a;b");
}

TEST(Neutralise, KeepsTheEncoding) {
  auto const wide = [](std::string_view text) { return test::in_encoding(text, "UTF-16LE"); };
  table::Known const known{table::Encoding::kUtf16Le, ';', '"'};
  EXPECT_EQ(neutralised(wide("é;=1;\"=2\""), known), wide("é;'=1;\"'=2\""));
}

TEST(Neutralise, DoublesTheApostropheWhereItQuotes) {
  table::Known const known{table::Encoding::kUtf8, ';', '\''};
  auto const bytes = neutralised("=1;'=2'", known);
  EXPECT_EQ(bytes, "'''=1';'''=2'");
  table::Reader reader(known);
  reader.feed(bytes);
  reader.finish();
  auto const row = reader.next().value().value();
  std::string store;
  ASSERT_EQ(row.cells.size(), 2U);
  EXPECT_EQ(table::text_of(row.cells[0], reader.dialect(), store), "'=1");
  EXPECT_EQ(table::text_of(row.cells[1], reader.dialect(), store), "'=2");
}

}  // namespace
}  // namespace qpv::batch
