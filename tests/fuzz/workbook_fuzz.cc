// SPDX-License-Identifier: EUPL-1.2
//
// Any bytes as a sheet's XML of an .xlsx (first byte even) or as an .ods's content.xml (odd): rows
// come in order and within a sheet's limits, and with a column added the same rows come back.
#include <optional>
#include <string>
#include <vector>

#include "geo/workbook/workbook.h"
#include "tests/fuzz/fuzz.h"
#include "tests/support/made_workbook.h"

namespace {

using qpv::Result;
using qpv::fuzz::require;
using namespace qpv::workbook;

constexpr std::uint32_t kMostRows = 1'048'576;
constexpr std::uint32_t kMostColumns = 16'384;
// A few bytes of an .ods may stand for a million rows.
constexpr std::size_t kMostRead = 5000;

std::string package_of(std::string_view text) {
  if (text.front() % 2 == 0) {
    auto parts = qpv::test::xlsx_parts(
        {.sheet = std::string(text.substr(1)),
         .shared = "<si><t>a</t></si><si><t>b</t></si>",
         .styles = R"(<numFmts><numFmt numFmtId="164" formatCode="00000"/></numFmts><cellXfs>)"
                   R"(<xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="14"/></cellXfs>)"});
    return qpv::test::zip_of(parts);
  }
  auto parts = qpv::test::ods_parts("");
  parts[1].second = text.substr(1);
  return qpv::test::zip_of(parts);
}

struct Read {
  bool whole = false;
  std::uint32_t columns = 0;
  std::vector<std::pair<std::uint32_t, std::vector<std::string>>> rows;
};

Read read(Workbook const& workbook) {
  Read out;
  auto reader = workbook.rows(0);
  require(reader.has_value(), "a sheet that is listed can be read");
  std::uint32_t last = 0;
  while (out.rows.size() < kMostRead) {
    auto const row = reader->next();
    if (!row) {
      require(!row.error().message.empty(), "an error has a sentence");
      return out;
    }
    if (!*row) {
      out.whole = true;
      return out;
    }
    auto const& [number, cells, columns] = **row;
    require(number > last && number <= kMostRows, "rows ascend");
    require(cells.size() <= columns && columns <= kMostColumns, "columns are a sheet's");
    last = number;
    out.columns = std::max(out.columns, columns);
    out.rows.push_back({number, {cells.begin(), cells.end()}});
  }
  return out;
}

std::string with_column(Workbook const& workbook, std::uint32_t column) {
  std::string out;
  Answer const answer = [](std::span<Row const> rows) {
    return Result<std::vector<std::vector<NewCell>>>(
        {rows.size(), {{NewCell::Kind::kText, "=1+1 <&> _x0041_"}}});
  };
  auto const done = workbook.extend({.columns = {column}}, answer,
                                    [&](std::uint64_t at, std::string_view bytes) -> Result<void> {
                                      if (out.size() < at + bytes.size())
                                        out.resize(at + bytes.size());
                                      out.replace(at, bytes.size(), bytes);
                                      return {};
                                    });
  return done ? out : std::string();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  if (size == 0) return 0;
  auto const workbook = Workbook::open(input_of_bytes(package_of(qpv::fuzz::text_of(data, size))));
  if (!workbook) return 0;
  auto const before = read(*workbook);
  if (!before.whole || before.columns >= kMostColumns) return 0;
  auto const extended = with_column(*workbook, before.columns);
  if (extended.empty()) return 0;  // not UTF-8, or something that covers the column
  auto const again = Workbook::open(input_of_bytes(extended));
  require(again.has_value(), "what was written opens");
  auto after = read(*again);
  require(after.whole && after.rows.size() == before.rows.size(), "rows out are rows in");
  for (std::size_t i = 0; i < after.rows.size(); ++i) {
    auto& [number, cells] = after.rows[i];
    require(number == before.rows[i].first, "rows keep their numbers");
    require(cells.size() == before.columns + 1 && cells.back() == "=1+1 <&> _x0041_",
            "the new cell is what was given");
    cells.resize(before.rows[i].second.size());
    require(cells == before.rows[i].second, "cells stay");
  }
  return 0;
}
