// SPDX-License-Identifier: EUPL-1.2
//
// geo/workbook on the command line, for tests that have other programs make and read workbooks:
//
//     workbook_tool rows FILE [SHEET]            a line a row: number, then cells, tabs between
//     workbook_tool extend FILE OUT [SHEET]      three columns more: a text, a number, a formula's
//     text workbook_tool sheets FILE                  a line a sheet, "hidden" before those that
//     are
#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include "geo/workbook/workbook.h"

namespace {

using namespace qpv::workbook;
using qpv::Result;

[[noreturn]] void give_up(qpv::Error const& error) {
  fmt::print(stderr, "{}\n", error.message);
  std::exit(2);
}

template <class T>
T or_give_up(Result<T> result) {
  if (!result) give_up(result.error());
  return std::move(*result);
}

std::string escaped(std::string_view text) {
  std::string out;
  for (char const c : text) {
    if (c == '\n' || c == '\t' || c == '\r' || c == '\\') out += '\\';
    out += c == '\n' ? 'n' : c == '\t' ? 't' : c == '\r' ? 'r' : c;
  }
  return out;
}

// The number of columns that have something in them.
std::uint32_t print_rows(Workbook const& workbook, std::size_t sheet, std::FILE* out) {
  auto reader = or_give_up(workbook.rows(sheet));
  std::uint32_t width = 0;
  std::uint32_t first = 0;
  for (auto row = or_give_up(reader.next()); row; row = or_give_up(reader.next())) {
    if (first == 0) first = row->number;
    width = std::max(width, row->columns);
    if (out == nullptr) continue;
    fmt::print(out, "{}", row->number);
    for (auto const cell : row->cells) fmt::print(out, "\t{}", escaped(cell));
    fmt::print(out, "\n");
  }
  return width;
}

void extend(Workbook const& workbook, std::size_t sheet, char const* name) {
  auto const width = print_rows(workbook, sheet, nullptr);
  auto first = or_give_up(or_give_up(workbook.rows(sheet)).next());
  Addition const addition{sheet, {width, width + 1, width + 2}, first ? first->number : 0};
  Answer const answer = [&](std::span<Row const> rows) {
    std::vector<std::vector<NewCell>> cells;
    for (auto const& row : rows) {
      using enum NewCell::Kind;
      bool const header = row.number == addition.header_row;
      cells.push_back({{kText, header ? "qpv_code" : "01000"},
                       header ? NewCell{kText, "qpv_score"} : NewCell{kNumber, "0.9876"},
                       {kText, "=1+" + std::to_string(row.number)}});
    }
    return Result<std::vector<std::vector<NewCell>>>(std::move(cells));
  };
  int const file = open(name, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  if (file < 0) give_up({qpv::ErrorCode::kIo, "cannot create the output"});
  auto const done = workbook.extend(
      addition, answer, [&](std::uint64_t at, std::string_view bytes) -> Result<void> {
        auto const written = pwrite(file, bytes.data(), bytes.size(), static_cast<off_t>(at));
        if (written == static_cast<ssize_t>(bytes.size())) return {};
        return qpv::fail(qpv::ErrorCode::kIo, "cannot write the output");
      });
  close(file);
  if (!done) give_up(done.error());
}

}  // namespace

int main(int argc, char** argv) {
  std::vector<std::string> const arguments(argv + 1, argv + argc);
  if (arguments.size() < 2) return 64;
  auto const workbook = or_give_up(Workbook::open(or_give_up(input_of_file(arguments[1]))));
  bool const extends = arguments[0] == "extend" && arguments.size() > 2;
  std::size_t const named = extends ? 3 : 2;
  if (arguments[0] == "sheets") {
    for (auto const& sheet : workbook.sheets()) {
      fmt::print("{}{}\n", sheet.hidden ? "hidden " : "", sheet.name);
    }
    return 0;
  }
  auto const sheet = or_give_up(workbook.choose(
      arguments.size() > named ? std::optional<std::string_view>(arguments[named]) : std::nullopt));
  if (extends) {
    extend(workbook, sheet, arguments[2].c_str());
  } else {
    print_rows(workbook, sheet, stdout);
  }
  return 0;
}
