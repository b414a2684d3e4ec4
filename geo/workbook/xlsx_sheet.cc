// SPDX-License-Identifier: EUPL-1.2
#include "geo/workbook/xlsx_sheet.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "geo/workbook/xlsx_parts.h"

namespace qpv::workbook {
namespace {

// All of the text as a number.
std::optional<std::uint32_t> whole_number(std::string_view text) {
  std::uint32_t number = 0;
  auto const read = std::from_chars(text.data(), text.data() + text.size(), number);
  if (read.ec != std::errc() || read.ptr != text.data() + text.size()) return std::nullopt;
  return number;
}

struct Reference {
  std::uint32_t column;
  std::uint32_t row;
};

// "AB12".
std::optional<Reference> read_reference(std::string_view text) {
  std::uint32_t column = 0;
  std::size_t letters = 0;
  for (; letters < text.size() && letters < 3; ++letters) {
    char const c = text[letters];
    if (c < 'A' || c > 'Z') break;
    column = column * 26 + static_cast<std::uint32_t>(c - 'A') + 1;
  }
  auto const row = whole_number(text.substr(letters));
  if (letters == 0 || column > kMaxColumns || !row) return std::nullopt;
  return Reference{column - 1, *row};
}

// An ISO date as a cell of type "d" has it: without a time of zero.
std::string_view without_midnight(std::string_view written) {
  for (std::string_view const midnight : {"T00:00:00Z", "T00:00:00.000", "T00:00:00", "Z"}) {
    if (written.ends_with(midnight)) return written.substr(0, written.size() - midnight.size());
  }
  return written;
}

}  // namespace

XlsxSheetReader::XlsxSheetReader(SheetPlace place, XlsxTables const& tables, SheetEvents events)
    : place_(std::move(place)),
      tables_(&tables),
      events_(std::move(events)),
      parser_(
          place_.part,
          {[this](std::string_view name, Attributes attributes) { start(name, attributes); },
           [this](std::string_view) { end(); }, [this](std::string_view piece) { text(piece); }}) {}

std::optional<std::uint64_t> XlsxSheetReader::open_row() const {
  if (!in_row_) return std::nullopt;
  return row_.whole.begin;
}

Extent XlsxSheetReader::tag() const {
  return {parser_.event_at(), parser_.event_at() + parser_.event_bytes()};
}

void XlsxSheetReader::refuse(std::uint32_t row, std::uint32_t column, std::string_view what) {
  parser_.stop(place_.error(ErrorCode::kCorruptData, row, column, what));
}

void XlsxSheetReader::start(std::string_view name, Attributes attributes) {
  auto const local = local_name(name);
  auto const depth = depth_++;
  if (depth == 0 && local != "worksheet") refuse(0, kMaxColumns, "ce n’est pas une feuille");
  if (depth == 1 && local == "dimension" && events_.dimension) {
    events_.dimension({tag(), std::string(attributes.find("ref").value_or(""))});
  }
  if (depth == 1) in_data_ = local == "sheetData";
  if (!in_data_) return;
  if (depth == 2 && local == "row") start_row(attributes);
  if (depth == 3 && in_row_ && local == "c") start_cell(attributes);
  if (in_cell_ && depth > 3) start_in_cell(local);
}

void XlsxSheetReader::start_row(Attributes attributes) {
  auto const written = attributes.find_exactly("r");
  auto const number = written ? whole_number(*written) : std::optional(last_row_ + 1);
  if (!number || *number == 0 || *number > kMaxRows) {
    return refuse(last_row_ + 1, kMaxColumns,
                  fmt::format("numéro de ligne impossible, de 1 à {}", kMaxRows));
  }
  if (*number <= last_row_) {
    return refuse(*number, kMaxColumns, "cette ligne vient deux fois ou trop tard");
  }
  in_row_ = true;
  last_row_ = *number;
  next_column_ = 0;
  row_.number = *number;
  row_.tag = tag();
  row_.whole = row_.tag;
  row_.cells.clear();
  row_.texts.clear();
  row_.uncalculated = 0;
}

void XlsxSheetReader::start_cell(Attributes attributes) {
  auto column = next_column_;
  if (auto const written = attributes.find_exactly("r")) {
    auto const reference = read_reference(*written);
    if (!reference || reference->row != row_.number) {
      return refuse(row_.number, std::min(column, kMaxColumns),
                    "la référence d’une cellule est impossible");
    }
    column = reference->column;
  }
  if (column >= kMaxColumns || row_.cells.size() >= kMaxColumns) {
    return refuse(row_.number, kMaxColumns, fmt::format("plus de {} colonnes", kMaxColumns));
  }
  if (tag().end - row_.whole.begin > kMaxRowBytes) {
    return refuse(row_.number, column, "cette ligne est démesurée");
  }
  next_column_ = column + 1;
  in_cell_ = true;
  SheetCell cell;
  cell.column = column;
  cell.tag = tag();
  row_.cells.push_back(cell);
  type_ = attributes.find_exactly("t").value_or("n");
  style_ = whole_number(attributes.find_exactly("s").value_or("0")).value_or(0);
  value_.clear();
  inline_text_.clear();
}

void XlsxSheetReader::start_in_cell(std::string_view local) {
  auto const depth = depth_ - 1;
  if (depth == 4) {
    in_inline_ = local == "is";
    if (local == "v") collected_ = Collected::kValue;
    if (local == "f") row_.cells.back().formula = true;
  } else if (in_inline_ && depth == 5) {
    in_run_ = local == "r";
    if (local == "t") collected_ = Collected::kText;
  } else if (in_inline_ && in_run_ && depth == 6 && local == "t") {
    collected_ = Collected::kText;
  }
}

void XlsxSheetReader::text(std::string_view piece) {
  if (collected_ == Collected::kNothing) return;
  auto& into = collected_ == Collected::kValue ? value_ : inline_text_;
  into += piece;
  if (into.size() > kMaxCellBytes) {
    refuse(row_.number, row_.cells.back().column, "le texte de cette cellule est démesuré");
  }
}

void XlsxSheetReader::end() {
  --depth_;
  collected_ = Collected::kNothing;
  if (depth_ == 3 && in_cell_) end_cell();
  if (depth_ == 2 && in_row_) end_row();
  if (depth_ == 1) in_data_ = false;
}

void XlsxSheetReader::end_cell() {
  in_cell_ = false;
  in_inline_ = false;
  auto& cell = row_.cells.back();
  cell.whole = {cell.tag.begin, tag().end};
  cell.text_begin = static_cast<std::uint32_t>(row_.texts.size());
  add_text();
  cell.text_end = static_cast<std::uint32_t>(row_.texts.size());
  if (cell.formula && value_.empty() && inline_text_.empty()) ++row_.uncalculated;
}

void XlsxSheetReader::add_text() {
  if (type_ == "inlineStr") {
    row_.texts += unescape_text(inline_text_);
  } else if (value_.empty()) {
    return;
  } else if (type_ == "s") {
    auto const index = whole_number(value_);
    if (!index || *index >= tables_->texts.size()) {
      return refuse(row_.number, row_.cells.back().column,
                    fmt::format("le texte partagé n° {} n’existe pas", value_.substr(0, 20)));
    }
    row_.cells.back().shared = tables_->texts.at(*index);
  } else if (type_ == "n") {
    static NumberFormat const general;
    auto const& format = style_ < tables_->styles.size() ? tables_->styles[style_] : general;
    row_.texts += shown_number(value_, format, tables_->epoch);
  } else if (type_ == "b") {
    row_.texts += value_ == "1" || value_ == "true" ? "VRAI" : "FAUX";
  } else if (type_ == "d") {
    row_.texts += without_midnight(value_);
  } else if (type_ == "str") {
    row_.texts += unescape_text(value_);
  } else {
    row_.texts += value_;  // an error: "#N/A"
  }
  if (row_.texts.size() > kMaxRowBytes) {
    refuse(row_.number, row_.cells.back().column, "cette ligne est démesurée");
  }
}

void XlsxSheetReader::end_row() {
  in_row_ = false;
  row_.inside_end = std::max(parser_.event_at(), row_.tag.end);
  row_.whole.end = std::max(tag().end, row_.tag.end);
  bool const blank = std::all_of(row_.cells.begin(), row_.cells.end(),
                                 [](SheetCell const& cell) { return cell.empty(); });
  if (!blank) events_.row(std::move(row_));
  row_ = {};
}

}  // namespace qpv::workbook
