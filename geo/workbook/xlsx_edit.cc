// SPDX-License-Identifier: EUPL-1.2
#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "geo/core/ascii.h"
#include "geo/workbook/raw_tag.h"
#include "geo/workbook/row_edit.h"
#include "geo/workbook/xml.h"

namespace qpv::workbook {
namespace {

bool is_hex(char c) { return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }

// "_x0041_" in a text would be read as "A": its first sign is written as a code itself.
std::string escape_text(std::string_view text) {
  std::string plain;
  for (std::size_t i = 0; i < text.size(); ++i) {
    auto const code = text.substr(i, 7);
    bool const looks_escaped = code.size() == 7 && code.starts_with("_x") && code[6] == '_' &&
                               std::all_of(code.begin() + 2, code.begin() + 6, is_hex);
    if (looks_escaped) plain += "_x005F";
    plain += text[i];
  }
  return escape_xml(plain);
}

struct CellXml {
  std::string_view prefix;
  std::string reference;
  std::string_view style;  // ` s="3"`, or nothing

  [[nodiscard]] std::string of(NewCell const& cell) const {
    if (cell.text.empty()) return fmt::format(R"(<{}c r="{}"{}/>)", prefix, reference, style);
    if (cell.kind == NewCell::Kind::kNumber) {
      return fmt::format(R"(<{0}c r="{1}"{2}><{0}v>{3}</{0}v></{0}c>)", prefix, reference, style,
                         escape_xml(cell.text));
    }
    bool const spaces = cell.text.front() <= ' ' || cell.text.back() <= ' ' ||
                        cell.text.find('\n') != std::string::npos;
    return fmt::format(
        R"(<{0}c r="{1}"{2} t="inlineStr"><{0}is><{0}t{3}>{4}</{0}t></{0}is></{0}c>)", prefix,
        reference, style, spaces ? R"( xml:space="preserve")" : "", escape_text(cell.text));
  }
};

std::string_view style_of(SheetCell const& cell, RawBytes const& raw) {
  return written_attribute(raw.view(cell.tag), "s").value_or("");
}

// Whether a number may stand in it: one in the format of a date would be shown as a day.
bool shows_numbers(std::string_view style, std::span<NumberFormat const> styles) {
  auto const digits = style.find_first_of("0123456789");
  if (digits == std::string_view::npos) return true;
  std::size_t index = 0;
  std::from_chars(style.data() + digits, style.data() + style.size(), index);
  return index < styles.size() && styles[index].kind == NumberFormat::Kind::kGeneral;
}

// The style of the row's last cell with a text before the first new column.
std::string_view last_style(SheetRow const& row, RawBytes const& raw, std::uint32_t before) {
  SheetCell const* last = nullptr;
  for (auto const& cell : row.cells) {
    if (cell.column < before && !cell.empty() && (last == nullptr || last->column < cell.column)) {
      last = &cell;
    }
  }
  return last == nullptr ? std::string_view() : style_of(*last, raw);
}

// spans="1:6" says which columns the row has cells in.
void extend_spans(SheetRow const& row, RawBytes const& raw, std::uint32_t last_column,
                  std::vector<Edit>& edits) {
  auto const tag = raw.view(row.tag);
  auto const written = written_attribute(tag, "spans");
  if (!written) return;
  auto const value = written->substr(written->find_first_of(R"("')") + 1);
  auto const colon = value.find(':');
  std::uint32_t last = 0;
  if (colon == std::string_view::npos || value.find(' ') != std::string_view::npos) return;
  std::from_chars(value.data() + colon + 1, value.data() + value.size(), last);
  if (last == 0 || last > last_column) return;
  auto const spans = fmt::format("{}:{}", value.substr(0, colon), last_column + 1);
  edits.insert(edits.begin(), {row.tag, with_attribute(tag, "spans", spans)});
}

}  // namespace

Result<std::vector<Edit>> xlsx_row_edits(SheetRow const& row, RawBytes const& raw,
                                         RowAddition const& addition, SheetPlace const& place,
                                         std::span<NumberFormat const> styles) {
  std::vector<Edit> edits;
  auto const& columns = *addition.columns;
  auto const header = addition.header ? last_style(row, raw, columns.front()) : std::string_view();
  CellXml xml{prefix_of(tag_name(raw.view(row.tag))), {}, {}};
  std::uint32_t last_column = 0;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    auto const& cell = addition.cells[i];
    if (cell.kind == NewCell::Kind::kKeep) continue;
    auto const there = std::find_if(row.cells.begin(), row.cells.end(),
                                    [&](auto const& other) { return other.column == columns[i]; });
    if (there == row.cells.end() && cell.text.empty()) continue;
    xml.reference = fmt::format("{}{}", column_letters(columns[i]), row.number);
    xml.style = header;
    last_column = columns[i];
    if (there == row.cells.end()) {
      auto const next = std::find_if(row.cells.begin(), row.cells.end(),
                                     [&](auto const& other) { return other.column > columns[i]; });
      auto const at = next == row.cells.end() ? row.inside_end : next->whole.begin;
      edits.push_back({{at, at}, xml.of(cell)});
      continue;
    }
    if (there->formula) {
      return tl::unexpected(place.error(ErrorCode::kInvalidArgument, row.number, columns[i],
                                        "une formule occupe la cellule à remplir"));
    }
    if (xml.style.empty()) xml.style = style_of(*there, raw);
    if (cell.kind == NewCell::Kind::kNumber && !shows_numbers(xml.style, styles)) xml.style = {};
    edits.push_back({there->whole, xml.of(cell)});
  }
  std::stable_sort(edits.begin(), edits.end(),
                   [](Edit const& a, Edit const& b) { return a.old.begin < b.old.begin; });
  if (!edits.empty()) extend_spans(row, raw, last_column, edits);
  return edits;
}

std::vector<Edit> xlsx_dimension_edits(Dimension const& dimension, RawBytes const& raw,
                                       std::uint32_t last_column) {
  std::string_view const reference = dimension.reference;
  auto const colon = reference.find(':');
  if (colon == std::string_view::npos) return {};
  auto const letters = std::min(reference.find_first_of("0123456789", colon), reference.size());
  std::uint32_t column = 0;
  for (char const c : reference.substr(colon + 1, letters - colon - 1)) {
    if (c < 'A' || c > 'Z' || column > kMaxColumns) return {};
    column = column * 26 + static_cast<std::uint32_t>(c - 'A') + 1;
  }
  if (column == 0 || column > last_column) return {};
  auto const wider = fmt::format("{}:{}{}", reference.substr(0, colon), column_letters(last_column),
                                 reference.substr(letters));
  return {{dimension.tag, with_attribute(raw.view(dimension.tag), "ref", wider)}};
}

}  // namespace qpv::workbook
