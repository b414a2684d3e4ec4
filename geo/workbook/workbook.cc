// SPDX-License-Identifier: EUPL-1.2
#include "geo/workbook/workbook.h"

#include <fmt/format.h>

#include <algorithm>
#include <deque>

#include "geo/workbook/container.h"
#include "geo/workbook/extend.h"
#include "geo/workbook/ods_parts.h"
#include "geo/workbook/ods_sheet.h"
#include "geo/workbook/sheet_source.h"
#include "geo/workbook/xlsx_parts.h"
#include "geo/workbook/xlsx_sheet.h"

namespace qpv::workbook {
namespace {

template <class Reader>
SheetParser parser_of(std::shared_ptr<Reader> reader) {
  return {reader, &reader->parser(), [reader = reader.get()] { return reader->open_row(); }};
}

std::string names_of(std::vector<Sheet> const& sheets) {
  constexpr std::size_t kNamed = 20;
  std::string names;
  for (std::size_t i = 0; i < std::min(sheets.size(), kNamed); ++i) {
    names += fmt::format("{}«\u00A0{}\u00A0»{}", i == 0 ? "" : ", ", sheets[i].name,
                         sheets[i].hidden ? " (masquée)" : "");
  }
  return names + (sheets.size() > kNamed ? "…" : "");
}

}  // namespace

struct Workbook::State {
  Package package;
  Format format = Format::kXlsx;
  std::vector<Sheet> sheets = {};
  std::vector<std::size_t> parts = {};  // of the sheets
  XlsxTables tables = {};
  OdsPrefixes prefixes = {};

  Result<void> open_xlsx();
  Result<void> open_ods();
  [[nodiscard]] SheetSource source(std::size_t sheet) const;
};

Result<void> Workbook::State::open_xlsx() {
  auto read = read_xlsx_parts(package);
  if (!read) return tl::unexpected(read.error());
  for (auto const& sheet : read->sheets) {
    sheets.push_back({sheet.name, sheet.hidden});
    parts.push_back(sheet.part);
  }
  tables.epoch = read->epoch;
  if (read->shared_texts) {
    auto texts = read_shared_texts(package, *read->shared_texts);
    if (!texts) return tl::unexpected(texts.error());
    tables.texts = std::move(*texts);
  }
  if (read->styles) {
    auto styles = read_styles(package, *read->styles);
    if (!styles) return tl::unexpected(styles.error());
    tables.styles = std::move(*styles);
  }
  return {};
}

Result<void> Workbook::State::open_ods() {
  auto read = read_ods_parts(package);
  if (!read) return tl::unexpected(read.error());
  format = Format::kOds;
  for (auto const& sheet : read->sheets) {
    sheets.push_back({sheet.name, sheet.hidden});
    parts.push_back(read->content);
  }
  prefixes = read->prefixes;
  return {};
}

SheetSource Workbook::State::source(std::size_t sheet) const {
  SheetSource source;
  source.part = parts[sheet];
  source.place = {package.parts()[source.part].name, sheets[sheet].name};
  if (format == Format::kXlsx) {
    source.parse = [this, place = source.place](SheetEvents events) {
      return parser_of(std::make_shared<XlsxSheetReader>(place, tables, std::move(events)));
    };
    source.edit_row = [this, place = source.place](SheetRow const& row, RawBytes const& raw,
                                                   RowAddition const& addition) {
      return xlsx_row_edits(row, raw, addition, place, tables.styles);
    };
  } else {
    source.parse = [sheet, place = source.place](SheetEvents events) {
      return parser_of(std::make_shared<OdsSheetReader>(place, sheet, std::move(events)));
    };
    source.edit_row = [this, place = source.place](SheetRow const& row, RawBytes const& raw,
                                                   RowAddition const& addition) {
      return ods_row_edits(row, raw, addition, place, prefixes);
    };
  }
  return source;
}

struct RowReader::State {
  std::shared_ptr<Workbook::State const> workbook;
  PartReader reader;
  std::uint64_t bytes = 0;
  std::uint64_t bytes_read = 0;
  SheetParser parsed = {};
  std::deque<SheetRow> rows = {};
  std::uint32_t given = 0;  // of the first row, when it stands for several
  std::vector<std::string_view> cells = {};
  std::vector<char> room = std::vector<char>(kPieceBytes);
  std::uint64_t uncalculated = 0;
  bool ended = false;

  Result<void> read_on();
};

Result<void> RowReader::State::read_on() {
  auto const got = reader(room);
  if (!got) return tl::unexpected(got.error());
  ended = *got == 0;
  bytes_read += *got;
  return ended ? parsed.parser->finish() : parsed.parser->feed({room.data(), *got});
}

RowReader::RowReader(std::unique_ptr<State> state) : state_(std::move(state)) {}
RowReader::RowReader(RowReader&&) noexcept = default;
RowReader& RowReader::operator=(RowReader&&) noexcept = default;
RowReader::~RowReader() = default;

Result<std::optional<Row>> RowReader::next() {
  auto& state = *state_;
  if (!state.rows.empty() && state.given == state.rows.front().repeated) {
    state.rows.pop_front();
    state.given = 0;
  }
  while (state.rows.empty() && !state.ended) {
    if (auto const read = state.read_on(); !read) {
      state.ended = true;
      return tl::unexpected(read.error());
    }
  }
  if (state.rows.empty()) return std::optional<Row>();
  auto const& row = state.rows.front();
  if (state.given == 0) fill_cells(row, state.cells);
  state.uncalculated += row.uncalculated;
  return Row{row.number + state.given++, state.cells, row.columns()};
}

std::uint64_t RowReader::uncalculated() const { return state_->uncalculated; }

std::uint64_t RowReader::bytes_read() const { return state_->bytes_read; }

std::uint64_t RowReader::bytes() const { return state_->bytes; }

void fill_cells(SheetRow const& row, std::vector<std::string_view>& cells) {
  cells.assign(row.width(), {});
  for (auto const& cell : row.cells) {
    if (!cell.has_text()) continue;
    std::fill_n(cells.begin() + cell.column, cell.repeated, row.text(cell));
  }
}

Result<Workbook> Workbook::open(Input input) {
  if (auto const checked = check_container(input); !checked) {
    return tl::unexpected(checked.error());
  }
  auto package = Package::open(std::move(input));
  if (!package) return tl::unexpected(package.error());
  auto const state = std::make_shared<State>(State{std::move(*package)});
  bool const ods = state->package.find("content.xml") && !state->package.find("_rels/.rels");
  auto const opened = ods ? state->open_ods() : state->open_xlsx();
  if (!opened) return tl::unexpected(opened.error());
  Workbook workbook;
  workbook.state_ = state;
  return workbook;
}

Format Workbook::format() const { return state_->format; }

std::vector<Sheet> const& Workbook::sheets() const { return state_->sheets; }

Result<std::size_t> Workbook::choose(std::optional<std::string_view> name) const {
  auto const& sheets = state_->sheets;
  for (std::size_t i = 0; i < sheets.size(); ++i) {
    if (name && sheets[i].name == *name) return i;
    if (name || sheets[i].hidden) continue;
    auto reader = rows(i);
    if (!reader) return tl::unexpected(reader.error());
    auto const row = reader->next();
    if (!row) return tl::unexpected(row.error());
    if (*row) return i;
  }
  auto const problem = name ? fmt::format("aucune feuille ne s’appelle «\u00A0{}\u00A0»", *name)
                            : "aucune feuille visible n’a de ligne";
  return fail(ErrorCode::kNotFound,
              fmt::format("{}\u00A0; le classeur a {}", problem, names_of(sheets)));
}

Result<RowReader> Workbook::rows(std::size_t sheet) const {
  auto const source = state_->source(sheet);
  auto reader = state_->package.read(source.part);
  if (!reader) return tl::unexpected(reader.error());
  auto state = std::make_unique<RowReader::State>(RowReader::State{state_, std::move(*reader)});
  state->parsed =
      source.parse({[rows = &state->rows](SheetRow&& row) { rows->push_back(std::move(row)); }});
  return RowReader(std::move(state));
}

Result<void> Workbook::extend(Addition const& addition, Answer const& answer,
                              WriteAt const& out) const {
  auto const source = state_->source(addition.sheet);
  if (addition.columns.empty() || addition.columns.back() >= kMaxColumns) {
    return tl::unexpected(source.place.error(
        ErrorCode::kInvalidArgument, 0, kMaxColumns,
        fmt::format("une feuille a au plus {} colonnes, les nouvelles n’y tiennent pas",
                    kMaxColumns)));
  }
  auto reader = state_->package.read(source.part);
  if (!reader) return tl::unexpected(reader.error());
  auto const content = extended_sheet(source, std::move(*reader), addition, answer);
  return state_->package.write_with(source.part, content, out);
}

}  // namespace qpv::workbook
