// SPDX-License-Identifier: EUPL-1.2
//
// qpv-batch with the files that people complain of: rows in are rows out, in order, and no byte of
// what was there changes.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "geo/table/reader.h"
#include "tests/support/dirty_tables.h"
#include "tests/support/server.h"
#include "tests/support/test_data.h"

namespace qpv {
namespace {

using Cells = std::vector<std::string>;

struct Table {
  table::Dialect dialect;
  std::vector<Cells> rows;         // as they read
  std::vector<std::string> bytes;  // as they are
};

Table read(std::string_view text, table::Known const& known = {}) {
  table::Reader reader(known);
  reader.feed(text);
  reader.finish();
  Table out;
  for (;;) {
    auto const row = reader.next().value();
    if (!row) break;
    Cells cells;
    std::string store;
    for (auto const& cell : row->cells) {
      cells.emplace_back(text_of(cell, reader.dialect(), store));
    }
    out.rows.push_back(std::move(cells));
    out.bytes.emplace_back(row->bytes);
  }
  out.dialect = reader.dialect();
  return out;
}

void expect_intact(test::DirtyTable const& dirty, std::string const& answer) {
  auto const in = read(dirty.bytes);
  auto const out = read(answer, {in.dialect.encoding, in.dialect.delimiter, in.dialect.quote});
  EXPECT_EQ(out.dialect.bom, in.dialect.bom);
  ASSERT_EQ(out.rows.size(), dirty.rows);
  // What a row has beyond the header's columns stands behind the answer.
  if (dirty.column < in.rows.front().size()) {
    EXPECT_EQ(out.rows[dirty.row][dirty.column], dirty.text);
  }
  for (std::size_t i = 0; i < in.rows.size(); ++i) {
    auto const& cells = in.rows[i];
    auto const kept = std::min(cells.size(), dirty.columns);
    ASSERT_GE(out.rows[i].size(), kept);
    for (std::size_t k = 0; k < kept; ++k) EXPECT_EQ(out.rows[i][k], cells[k]);
    if (cells.size() <= dirty.columns && !in.dialect.one_column) {
      EXPECT_TRUE(out.bytes[i].starts_with(in.bytes[i]));
    }
  }
}

class DirtyLists : public testing::Test {
 protected:
  void SetUp() override { test::import_dataset(test::embedded_sources(), dir_ / "dataset"); }

  test::Finished batch(std::vector<std::string> const& options) const {
    std::vector<std::string> command{(test::bin_dir() / "qpv-batch").string(),
                                     "--dataset",
                                     (dir_ / "dataset").string(),
                                     (dir_ / "list.csv").string(),
                                     "--output",
                                     (dir_ / "out.csv").string()};
    command.insert(command.end(), options.begin(), options.end());
    return test::run(command);
  }

  test::TempDir dir_;
};

TEST_F(DirtyLists, ComeBackWhole) {
  std::size_t tried = 0;
  for (auto const& dirty : test::dirty_tables()) {
    SCOPED_TRACE(dirty.name);
    test::write_file(dir_ / "list.csv", dirty.bytes);
    auto const run = batch({"--header", "yes", "--adresse", "1", "--quiet"});
    EXPECT_EQ(run.exit_code, 0) << run.err;
    EXPECT_EQ(run.err, "");
    if (run.exit_code == 0) expect_intact(dirty, test::read_file(dir_ / "out.csv"));
    ++tried;
  }
  EXPECT_GE(tried, 60U);
}

// As they come, without a word about their columns: either answered whole or refused whole.
TEST_F(DirtyLists, AreAnsweredOrRefused) {
  std::size_t answered = 0;
  for (auto const& dirty : test::dirty_tables()) {
    SCOPED_TRACE(dirty.name);
    test::write_file(dir_ / "list.csv", dirty.bytes);
    std::filesystem::remove(dir_ / "out.csv");
    auto const run = batch({"--quiet"});
    ASSERT_TRUE(run.exit_code == 0 || run.exit_code == 2) << run.err;
    EXPECT_EQ(std::filesystem::exists(dir_ / "out.csv"), run.exit_code == 0);
    if (run.exit_code == 0) {
      ++answered;
      expect_intact(dirty, test::read_file(dir_ / "out.csv"));
    } else {
      EXPECT_NE(run.err.find("aucune colonne"), std::string::npos) << run.err;
    }
  }
  EXPECT_GE(answered, 30U);
}

}  // namespace
}  // namespace qpv
