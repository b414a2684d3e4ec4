// SPDX-License-Identifier: EUPL-1.2
#include "tools/batch/sheet_rows.h"

#include <algorithm>
#include <utility>

#include "geo/core/csv_cell.h"

namespace qpv::batch {
namespace {

constexpr std::size_t kMostBytes = std::size_t{1} << 30;
constexpr std::size_t kChunkBytes = std::size_t{1} << 20;
constexpr std::size_t kMostTitles = 20;
constexpr std::ptrdiff_t kCellsOfList = 3;

std::ptrdiff_t filled(SampleRow const& row) {
  return std::count_if(row.begin(), row.end(), [](auto const& cell) { return !cell.empty(); });
}

std::size_t titles_before(std::vector<SampleRow> const& rows) {
  std::size_t titles = 0;
  while (titles < std::min(rows.size(), kMostTitles) && filled(rows[titles]) == 1) ++titles;
  auto const from = rows.begin() + static_cast<std::ptrdiff_t>(titles);
  bool const list = std::any_of(from, rows.end(),
                                [](SampleRow const& row) { return filled(row) >= kCellsOfList; });
  return list ? titles : 0;
}

}  // namespace

Result<workbook::Input> workbook_input(InputFile& input) {
  if (auto const size = input.size()) {
    return workbook::Input{*size, [&input](std::uint64_t at, std::span<char> room) {
                             return input.read_at(at, room);
                           }};
  }
  std::string bytes;
  for (;;) {
    auto const had = bytes.size();
    bytes.resize(had + kChunkBytes);
    auto const got = input.read({bytes.data() + had, kChunkBytes});
    if (!got) return tl::unexpected(got.error());
    bytes.resize(had + *got);
    if (*got == 0) return workbook::input_of_bytes(std::move(bytes));
    if (bytes.size() > kMostBytes) {
      return fail(ErrorCode::kTooLarge, "le classeur dépasse 1 Gio");
    }
  }
}

Result<SheetStart> start_of_sheet(workbook::Workbook const& workbook, std::size_t sheet) {
  auto reader = workbook.rows(sheet);
  if (!reader) return tl::unexpected(reader.error());
  std::vector<SampleRow> rows;
  std::vector<std::uint32_t> numbers;
  while (rows.size() < kSampleRows + kMostTitles) {
    auto const row = reader->next();
    if (!row) return tl::unexpected(row.error());
    if (!*row) break;
    numbers.push_back((*row)->number);
    rows.emplace_back((*row)->cells.begin(), (*row)->cells.end());
  }
  if (rows.empty()) return fail(ErrorCode::kCorruptData, "la feuille n’a aucune ligne");
  auto const titles = titles_before(rows);
  rows.erase(rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(titles));
  if (rows.size() > kSampleRows) rows.resize(kSampleRows);
  return SheetStart{numbers[titles], std::move(rows)};
}

Result<std::size_t> SheetCsv::read(std::span<char> room) {
  while (done_ == text_.size() && !ended_) {
    text_.clear();
    done_ = 0;
    while (text_.size() < kChunkBytes) {
      auto const row = reader_.next();
      if (!row) return tl::unexpected(row.error());
      ended_ = !row->has_value();
      if (ended_) break;
      add(**row);
    }
  }
  auto const count = std::min(room.size(), text_.size() - done_);
  std::copy_n(text_.begin() + static_cast<std::ptrdiff_t>(done_), count, room.begin());
  done_ += count;
  return count;
}

void SheetCsv::add(workbook::Row const& row) {
  for (; next_ < row.number; ++next_) text_ += "\r\n";
  if (row.number < first_) return;
  bool first = true;
  for (auto const cell : row.cells) {
    if (!std::exchange(first, false)) text_ += ';';
    append_cell(text_, cell);
  }
  text_ += "\r\n";
  ++next_;
}

bool is_plain_number(std::string_view text) {
  if (text.starts_with('-')) text.remove_prefix(1);
  auto const point = text.find('.');
  auto const whole = text.substr(0, point);
  auto const digits = [](std::string_view part) {
    return !part.empty() &&
           std::all_of(part.begin(), part.end(), [](char c) { return c >= '0' && c <= '9'; });
  };
  if (!digits(whole) || (whole.size() > 1 && whole[0] == '0')) return false;
  return point == std::string_view::npos || digits(text.substr(point + 1));
}

}  // namespace qpv::batch
