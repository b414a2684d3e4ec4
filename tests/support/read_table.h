// SPDX-License-Identifier: EUPL-1.2
//
// A table that was answered, held against the one that was asked about.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "geo/table/reader.h"
#include "tests/support/dirty_tables.h"

namespace qpv::test {

struct ReadTable {
  table::Dialect dialect;
  std::vector<std::vector<std::string>> rows;  // as they read
  std::vector<std::string> bytes;              // as they are
};

inline ReadTable read_table(std::string_view text, table::Known const& known = {}) {
  table::Reader reader(known);
  reader.feed(text);
  reader.finish();
  ReadTable out;
  for (;;) {
    auto const row = reader.next().value();
    if (!row) break;
    std::vector<std::string> cells;
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

// What the columns of `in` have is in `out` to the byte. As many rows in both.
inline void expect_cells_kept(DirtyTable const& dirty, ReadTable const& in, ReadTable const& out) {
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

}  // namespace qpv::test
