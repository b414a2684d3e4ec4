// SPDX-License-Identifier: EUPL-1.2
#include "geo/batch/csv_list.h"

#include <algorithm>
#include <utility>

#include "geo/batch/column_content.h"

namespace qpv::batch {
namespace {

constexpr std::size_t kPieceBytes = std::size_t{256} * 1024;
// Of rows so long that 200 of them are more than columns need to be known by.
constexpr std::size_t kMostSampled = std::size_t{4} * 1024 * 1024;

}  // namespace

std::optional<EarlierAnswer> find_earlier(Columns const& columns,
                                          std::vector<std::string> const& known) {
  auto const is_known = [&](std::string const& name) {
    return std::ranges::find(known, name) != known.end();
  };
  auto const begin = std::ranges::find_if(columns.names, is_known);
  if (!columns.header || begin == columns.names.end()) return std::nullopt;
  auto const end = std::find_if_not(begin, columns.names.end(), is_known);
  return EarlierAnswer{static_cast<std::size_t>(begin - columns.names.begin()), {begin, end}};
}

CsvList::CsvList(ByteSource bytes, table::Known const& known)
    : bytes_(std::move(bytes)), known_(known), reader_(known), piece_(kPieceBytes) {}

Result<CsvList> CsvList::open(ByteSource bytes, table::Known const& known) {
  CsvList list(std::move(bytes), known);
  if (auto const taken = list.take_sample(); !taken) return tl::unexpected(taken.error());
  return list;
}

Result<void> CsvList::fill() {
  auto const size = bytes_(piece_);
  if (!size) return tl::unexpected(size.error());
  bytes_read_ += *size;
  if (*size == 0) {
    at_end_ = true;
    reader_.finish();
  } else {
    reader_.feed({piece_.data(), *size});
  }
  return {};
}

// The next row, whatever it takes to have one; none at the end.
Result<std::optional<table::Row>> CsvList::next() {
  for (;;) {
    auto row = reader_.next();
    if (!row || *row || at_end_) return row;
    if (auto const filled = fill(); !filled) return tl::unexpected(filled.error());
  }
}

Result<void> CsvList::take_sample() {
  bool named = false;
  while (sample_.size() < kSampleRows && head_.size() < kMostSampled) {
    auto const row = reader_.next();
    if (!row) return tl::unexpected(row.error());
    if (!*row) {
      if (at_end_) break;
      if (auto const filled = fill(); !filled) return filled;
      if (!at_end_) head_.append(piece_.data(), bytes_read_ - head_.size());
      continue;
    }
    dialect_ = reader_.dialect();
    named = named || !table::is_preamble(**row, dialect_);
    if (!named || (*row)->blank()) continue;
    read_cells(**row);
    sample_.push_back(texts_);
  }
  if (sample_.empty()) {
    return fail(ErrorCode::kCorruptData, "Le fichier n’a aucune ligne : il est vide.");
  }
  // From the start, for good.
  reader_ = table::Reader(known_);
  reader_.feed(std::exchange(head_, {}));
  if (at_end_) reader_.finish();
  return {};
}

// No cell has anything but blanks.
bool CsvList::says_nothing(table::Row const& row) const {
  std::string store;
  return std::ranges::all_of(row.cells, [&](table::Cell const& cell) {
    return trimmed(table::text_of(cell, dialect_, store)).empty();
  });
}

void CsvList::read_cells(table::Row const& row) {
  texts_.resize(row.cells.size());
  std::string store;
  auto const& roles = output_.columns.roles;
  for (std::size_t i = 0; i < row.cells.size(); ++i) {
    // While the sample is taken, no column has a role yet, and all are looked at.
    bool const wanted = roles.empty() || (i < roles.size() && roles[i] != Role::kNone);
    texts_[i] = wanted ? table::text_of(row.cells[i], dialect_, store) : std::string_view();
  }
  cells_.assign(texts_.begin(), texts_.end());
}

std::string CsvList::begin(CsvOutput const& output) {
  output_ = output;
  begun_ = false;
  auto const columns = output.columns.names.size();
  if (!output.own_header.empty()) {
    writer_.emplace(dialect_, 1, table::ReaderLimits().cells);
  } else if (output.earlier) {
    writer_.emplace(dialect_, output.earlier->first, output.earlier->names.size());
  } else {
    writer_.emplace(dialect_, columns);
  }
  if (output.formulas == Formulas::kNeutralise) neutraliser_.emplace(dialect_);
  std::string out;
  writer_->start(out);
  return out;
}

void CsvList::write_header(table::Row const& row, std::string& out) {
  if (!output_.own_header.empty()) {
    table::Cell const first{output_.own_header.front(), false};
    table::Row const own{first.bytes, {&first, 1}, row.line_end, row.line};
    writer_->begin(own, out);
    for (auto const& name : std::span(output_.own_header).subspan(1)) writer_->add(name, out);
    writer_->end(own, out);
    return;
  }
  writer_->begin(row, out);
  for (auto const& name : output_.names) writer_->add(name, out);
  writer_->end(row, out);
}

// A row to which there is nothing to say, as wide as the others.
void CsvList::write_unanswered(table::Row const& row, std::string& out) {
  auto const added =
      output_.own_header.empty() ? output_.names.size() : output_.own_header.size() - 1;
  writer_->begin(row, out);
  for (std::size_t i = 0; i < added; ++i) writer_->add({}, out);
  writer_->end(row, out);
}

Result<void> CsvList::read(RowBlock& block) {
  while (!block.full()) {
    auto const row = next();
    if (!row) return tl::unexpected(row.error());
    if (!*row) return {};
    ++rows_;
    store(**row, block);
  }
  return {};
}

void CsvList::store(table::Row const& row, RowBlock& block) {
  auto const& shown = neutraliser_ ? neutraliser_->apply(row) : row;
  before_.clear();
  after_.clear();
  auto const through = [&](Ask ask) {
    if (before_.empty()) writer_->copy(shown, before_);
    block.add(rows_, ask, before_, {});
  };
  if (row.blank() || (!begun_ && table::is_preamble(row, dialect_))) return through(Ask::kNo);
  if (!std::exchange(begun_, true) && (output_.columns.header || !output_.own_header.empty())) {
    write_header(shown, before_);
    through(Ask::kNo);
    if (output_.columns.header) return;
    before_.clear();
  }
  if (says_nothing(row)) {
    write_unanswered(shown, before_);
    return through(Ask::kNo);
  }
  read_cells(row);
  auto const ask = output_.ask ? output_.ask(cells_) : Ask::kYes;
  if (ask == Ask::kYes) {
    writer_->begin(shown, before_);
    writer_->end(shown, after_);
    block.add(rows_, ask, before_, after_);
  } else {
    through(ask);
  }
  for (auto const cell : cells_) block.add_cell(cell);
}

void CsvList::append(ListRow const& row, std::span<std::string const> answer, std::string& out) {
  out += row.before;
  if (row.ask != Ask::kYes) return;
  for (auto const& text : answer) writer_->add(text, out);
  out += row.after;
}

}  // namespace qpv::batch
