// SPDX-License-Identifier: EUPL-1.2
#include <fmt/format.h>

#include <algorithm>

#include "geo/workbook/raw_tag.h"
#include "geo/workbook/row_edit.h"
#include "geo/workbook/xml.h"

namespace qpv::workbook {
namespace {

// Paragraphs, and spaces that OpenDocument would otherwise make one.
std::string paragraphs(std::string_view text, std::string_view prefix) {
  auto out = fmt::format("<{}p>", prefix);
  bool after_space = true;
  std::size_t plain = 0;  // not yet written
  for (std::size_t i = 0; i <= text.size(); ++i) {
    bool const end = i == text.size();
    bool const extra_space = !end && text[i] == ' ' && after_space;
    if (end || extra_space || text[i] == '\n') {
      out += escape_xml(text.substr(plain, i - plain));
      plain = i + 1;
    }
    if (extra_space) out += fmt::format("<{}s/>", prefix);
    if (!end && text[i] == '\n') out += fmt::format("</{0}p><{0}p>", prefix);
    after_space = !end && (text[i] == ' ' || text[i] == '\n');
  }
  return out + fmt::format("</{}p>", prefix);
}

struct OdsCellXml {
  OdsPrefixes const& prefixes;
  std::string_view style;  // ` table:style-name="ce1"`, or nothing

  [[nodiscard]] std::string of(NewCell const& cell) const {
    auto const& [office, table, text] = prefixes;
    if (cell.text.empty()) return fmt::format("<{}table-cell{}/>", table, style);
    auto const value =
        cell.kind == NewCell::Kind::kNumber
            ? fmt::format(R"({0}value-type="float" {0}value="{1}")", office, escape_xml(cell.text))
            : fmt::format(R"({}value-type="string")", office);
    return fmt::format("<{0}table-cell{1} {2}>{3}</{0}table-cell>", table, style, value,
                       paragraphs(cell.text, text));
  }
};

std::string repeats_name(std::string_view tag, std::string_view what) {
  return fmt::format("{}number-{}-repeated", prefix_of(tag_name(tag)), what);
}

// The bytes of a tag and what follows, standing for `count` of its kind.
std::string standing_for(std::string_view tag, std::string_view rest, std::string_view what,
                         std::uint32_t count) {
  auto const name = repeats_name(tag, what);
  auto const number = fmt::format("{}", count);
  return with_attribute(tag, name,
                        count == 1 ? std::nullopt : std::optional<std::string_view>(number))
      .append(rest);
}

std::string_view ods_style_of(SheetCell const& cell, RawBytes const& raw) {
  auto const tag = raw.view(cell.tag);
  auto const name = fmt::format("{}style-name", prefix_of(tag_name(tag)));
  return written_attribute(tag, name).value_or("");
}

std::string_view last_ods_style(SheetRow const& row, RawBytes const& raw, std::uint32_t before) {
  std::string_view style;
  for (auto const& cell : row.cells) {
    if (cell.column < before && !cell.empty()) style = ods_style_of(cell, raw);
  }
  return style;
}

// Puts new cells into a row, from left to right.
class RowFiller {
 public:
  RowFiller(SheetRow const& row, RawBytes const& raw, OdsCellXml xml)
      : row_(row), raw_(raw), xml_(xml), header_style_(xml.style) {}

  // False: there is something in the way.
  bool put(std::uint32_t column, NewCell const& cell) {
    while (next_ < row_.cells.size() && row_.cells[next_].end_column() <= column) leave();
    if (next_ == row_.cells.size()) {
      put_behind(column, cell);
      return true;
    }
    auto const& there = row_.cells[next_];
    bool const covered = local_name(tag_name(raw_.view(there.tag))).starts_with("covered");
    if (there.formula || covered) return false;
    if (!split_) {
      split_ = true;
      at_ = there.column;
      edits_.push_back({there.whole, {}});
    }
    copy(there, column - at_);
    xml_.style = header_style_.empty() ? ods_style_of(there, raw_) : header_style_;
    edits_.back().text += xml_.of(cell);
    at_ = column + 1;
    return true;
  }
  std::vector<Edit> take() {
    while (next_ < row_.cells.size()) leave();
    if (!behind_.empty()) edits_.push_back({{row_.inside_end, row_.inside_end}, behind_});
    return std::move(edits_);
  }

 private:
  // What is left of the cell that was split.
  void leave() {
    auto const& cell = row_.cells[next_];
    if (split_) copy(cell, cell.end_column() - at_);
    split_ = false;
    at_ = cell.end_column();
    ++next_;
  }
  void copy(SheetCell const& cell, std::uint32_t count) {
    if (count == 0) return;
    auto const rest = raw_.view({cell.tag.end, cell.whole.end});
    edits_.back().text += standing_for(raw_.view(cell.tag), rest, "columns", count);
  }
  void put_behind(std::uint32_t column, NewCell const& cell) {
    auto const& table = xml_.prefixes.table;
    if (column > at_) {
      behind_ += standing_for(fmt::format("<{}table-cell/>", table), {}, "columns", column - at_);
    }
    xml_.style = header_style_;
    behind_ += xml_.of(cell);
    at_ = column + 1;
  }

  SheetRow const& row_;
  RawBytes const& raw_;
  OdsCellXml xml_;
  std::string_view header_style_;
  std::size_t next_ = 0;  // of the row's cells
  bool split_ = false;    // that cell is being taken apart
  std::uint32_t at_ = 0;  // columns before are written
  std::vector<Edit> edits_;
  std::string behind_;
};

}  // namespace

Result<std::vector<Edit>> ods_row_edits(SheetRow const& row, RawBytes const& raw,
                                        RowAddition const& addition, SheetPlace const& place,
                                        OdsPrefixes const& prefixes) {
  auto const& columns = *addition.columns;
  auto const style =
      addition.header ? last_ods_style(row, raw, columns.front()) : std::string_view();
  RowFiller filler(row, raw, {prefixes, style});
  auto const end = row.cells.empty() ? 0 : row.cells.back().end_column();
  for (std::size_t i = 0; i < columns.size(); ++i) {
    auto const& cell = addition.cells[i];
    if (cell.kind == NewCell::Kind::kKeep) continue;
    if (cell.text.empty() && columns[i] >= end) continue;
    if (!filler.put(columns[i], cell)) {
      return tl::unexpected(place.error(ErrorCode::kInvalidArgument, row.number, columns[i],
                                        "une formule ou une cellule fusionnée occupe la cellule à "
                                        "remplir"));
    }
  }
  return filler.take();
}

std::string ods_repeated_row(SheetRow const& row, RawBytes const& raw, std::span<Edit const> edits,
                             std::uint32_t count) {
  return standing_for(raw.view(row.tag), edited(raw, {row.tag.end, row.whole.end}, edits), "rows",
                      count);
}

}  // namespace qpv::workbook
