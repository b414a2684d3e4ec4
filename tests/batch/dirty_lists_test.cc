// SPDX-License-Identifier: EUPL-1.2
//
// qpv-batch with the files that people complain of: rows in are rows out, in order, and no byte of
// what was there changes.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "tests/support/dirty_tables.h"
#include "tests/support/read_table.h"
#include "tests/support/server.h"
#include "tests/support/test_data.h"

namespace qpv {
namespace {

void expect_intact(test::DirtyTable const& dirty, std::string const& answer) {
  auto const in = test::read_table(dirty.bytes);
  auto const out =
      test::read_table(answer, {in.dialect.encoding, in.dialect.delimiter, in.dialect.quote});
  EXPECT_EQ(out.dialect.bom, in.dialect.bom);
  ASSERT_EQ(out.rows.size(), dirty.rows);
  // What a row has beyond the header's columns stands behind the answer.
  if (dirty.column < in.rows.front().size()) {
    EXPECT_EQ(out.rows[dirty.row][dirty.column], dirty.text);
  }
  test::expect_cells_kept(dirty, in, out);
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
