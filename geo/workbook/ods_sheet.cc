// SPDX-License-Identifier: EUPL-1.2
#include "geo/workbook/ods_sheet.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

namespace qpv::workbook {
namespace {

// LibreOffice's largest sheets have 16,777,216 rows.
constexpr std::uint32_t kMaxRepeats = 1U << 24U;

constexpr std::array<std::string_view, 3> kRowGroups{"table-row-group", "table-rows",
                                                     "table-header-rows"};
// What may stand within a paragraph and is no part of its text.
constexpr std::array<std::string_view, 5> kAsides{"annotation", "annotation-end", "note",
                                                  "ruby-text", "frame"};

template <std::size_t n>
bool is_one_of(std::string_view name, std::array<std::string_view, n> const& names) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

std::uint32_t clamped(std::uint64_t number) {
  return static_cast<std::uint32_t>(std::min<std::uint64_t>(number, 0xFFFFFFFF));
}

}  // namespace

OdsSheetReader::OdsSheetReader(SheetPlace place, std::size_t sheet, SheetEvents events)
    : place_(std::move(place)),
      sheet_(sheet),
      events_(std::move(events)),
      parser_(place_.part,
              {[this](std::string_view name, Attributes attributes) { start(name, attributes); },
               [this](std::string_view) { end(); },
               [this](std::string_view piece) {
                 if (cell_depth_ == 0 || skipped_ != 0 || !text_.in_paragraph()) return;
                 text_.add(piece);
               }}) {}

std::optional<std::uint64_t> OdsSheetReader::open_row() const {
  if (row_depth_ == 0) return std::nullopt;
  return row_.whole.begin;
}

Extent OdsSheetReader::tag() const {
  return {parser_.event_at(), parser_.event_at() + parser_.event_bytes()};
}

void OdsSheetReader::refuse(std::uint32_t row, std::uint32_t column, std::string_view what) {
  parser_.stop(place_.error(ErrorCode::kCorruptData, row, column, what));
}

void OdsSheetReader::start(std::string_view name, Attributes attributes) {
  auto const depth = depth_++;
  if (skipped_ != 0) return;
  auto const local = local_name(name);
  if (depth == 1) in_body_ = local == "body";
  if (depth == 2) in_sheets_ = in_body_ && local == "spreadsheet";
  if (depth == 3) in_table_ = in_sheets_ && local == "table" && tables_seen_++ == sheet_;
  if (depth > 3 && in_table_) start_in_table(local, attributes);
}

void OdsSheetReader::start_in_table(std::string_view local, Attributes attributes) {
  if (cell_depth_ != 0) return start_in_cell(local, attributes);
  if (row_depth_ != 0) {
    if (local == "table-cell" || local == "covered-table-cell") {
      return start_cell(local, attributes);
    }
  } else if (local == "table-row") {
    return start_row(attributes);
  } else if (is_one_of(local, kRowGroups)) {
    return;
  }
  skipped_ = depth_;
}

std::optional<std::uint32_t> OdsSheetReader::repeats(Attributes attributes, std::string_view name) {
  auto const written = attributes.find(name);
  if (!written) return 1;
  std::uint32_t number = 0;
  auto const* const end = written->data() + written->size();
  auto const read = std::from_chars(written->data(), end, number);
  if (read.ec != std::errc() || read.ptr != end || number == 0 || number > kMaxRepeats) {
    refuse(row_depth_ == 0 ? clamped(next_row_) : row_.number, kMaxColumns,
           fmt::format("{} a une valeur impossible", name));
    return std::nullopt;
  }
  return number;
}

void OdsSheetReader::start_row(Attributes attributes) {
  auto const repeated = repeats(attributes, "number-rows-repeated");
  if (!repeated) return;
  row_depth_ = depth_;
  row_.number = clamped(next_row_);
  row_.repeated = *repeated;
  next_row_ += *repeated;
  next_column_ = 0;
  row_.tag = tag();
  row_.whole = row_.tag;
}

void OdsSheetReader::start_cell(std::string_view local, Attributes attributes) {
  auto const repeated = repeats(attributes, "number-columns-repeated");
  if (!repeated) return;
  if (row_.cells.size() >= kMaxColumns) {
    return refuse(row_.number, kMaxColumns, fmt::format("plus de {} colonnes", kMaxColumns));
  }
  SheetCell cell;
  cell.column = clamped(next_column_);
  cell.repeated = *repeated;
  next_column_ += *repeated;
  cell.tag = tag();
  cell.formula = attributes.find("formula").has_value();
  if (cell.tag.end - row_.whole.begin > kMaxRowBytes) {
    return refuse(row_.number, std::min(cell.column, kMaxColumns), "cette ligne est démesurée");
  }
  row_.cells.push_back(cell);
  cell_depth_ = depth_;
  covered_ = local == "covered-table-cell";
  text_.begin(attributes);
}

void OdsSheetReader::start_in_cell(std::string_view local, Attributes attributes) {
  if (depth_ == cell_depth_ + 1) {
    if (local == "p") {
      text_.begin_paragraph();
    } else {
      skipped_ = depth_;
    }
  } else if (local == "s") {
    std::size_t count = 1;
    auto const written = attributes.find("c").value_or("1");
    std::from_chars(written.data(), written.data() + written.size(), count);
    text_.add_spaces(std::min(count, kMaxCellBytes));
  } else if (local == "tab") {
    text_.add_break('\t');
  } else if (local == "line-break") {
    text_.add_break('\n');
  } else if (is_one_of(local, kAsides)) {
    skipped_ = depth_;
  }
  if (text_.bytes() > kMaxCellBytes) {
    refuse(row_.number, row_.cells.back().column, "le texte de cette cellule est démesuré");
  }
}

void OdsSheetReader::end() {
  auto const depth = depth_--;
  if (skipped_ != 0) {
    if (skipped_ == depth) skipped_ = 0;
    return;
  }
  if (cell_depth_ != 0 && depth == cell_depth_ + 1) text_.end_paragraph();
  if (depth == cell_depth_) return end_cell();
  if (depth == row_depth_) return end_row();
  if (depth == 4) in_table_ = false;
}

void OdsSheetReader::end_cell() {
  cell_depth_ = 0;
  auto& cell = row_.cells.back();
  cell.whole = {cell.tag.begin, std::max(tag().end, cell.tag.end)};
  cell.text_begin = static_cast<std::uint32_t>(row_.texts.size());
  auto const shown = covered_ ? std::string() : text_.shown();
  row_.texts += shown;
  cell.text_end = static_cast<std::uint32_t>(row_.texts.size());
  if (cell.formula && shown.empty()) row_.uncalculated += 1;
  if (!cell.empty() && std::uint64_t{cell.column} + cell.repeated > kMaxColumns) {
    return refuse(row_.number, kMaxColumns, fmt::format("plus de {} colonnes", kMaxColumns));
  }
  if (row_.texts.size() > kMaxRowBytes) {
    refuse(row_.number, cell.column, "cette ligne est démesurée");
  }
}

void OdsSheetReader::end_row() {
  row_depth_ = 0;
  row_.inside_end = std::max(parser_.event_at(), row_.tag.end);
  row_.whole.end = std::max(tag().end, row_.tag.end);
  bool const blank = std::all_of(row_.cells.begin(), row_.cells.end(),
                                 [](SheetCell const& cell) { return cell.empty(); });
  if (!blank && std::uint64_t{row_.number} + row_.repeated - 1 > kMaxRows) {
    return refuse(row_.number, kMaxColumns, fmt::format("plus de {} lignes", kMaxRows));
  }
  if (!blank) events_.row(std::move(row_));
  row_ = {};
}

}  // namespace qpv::workbook
