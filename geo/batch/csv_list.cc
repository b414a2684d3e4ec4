// SPDX-License-Identifier: EUPL-1.2
#include "geo/batch/csv_list.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <utility>

#include "geo/batch/column_content.h"

namespace qpv::batch {
namespace {

constexpr std::size_t kPieceBytes = std::size_t{256} * 1024;
// Of rows so long that 200 of them are more than columns need to be known by.
constexpr std::size_t kMostSampled = std::size_t{4} * 1024 * 1024;

// Bytes behind their size, and the first of such off the front.
void append_sized(std::string_view bytes, std::string& out) {
  auto const size = std::bit_cast<std::array<char, sizeof(std::size_t)>>(bytes.size());
  out.append(size.data(), size.size());
  out += bytes;
}
std::string_view take_sized(std::string_view& from) {
  std::size_t size = 0;
  std::memcpy(&size, from.data(), sizeof size);
  auto const bytes = from.substr(sizeof size, size);
  from.remove_prefix(sizeof size + size);
  return bytes;
}

}  // namespace

std::optional<EarlierAnswer> find_earlier(Columns const& columns,
                                          std::vector<std::string> const& known) {
  if (!columns.header) return std::nullopt;
  EarlierAnswer earlier;
  for (std::size_t i = 0; i < columns.names.size(); ++i) {
    auto const& name = columns.names[i];
    auto const behind = columns.names.begin() + static_cast<std::ptrdiff_t>(i) + 1;
    bool const is_last = std::find(behind, columns.names.end(), name) == columns.names.end();
    if (!is_last || std::ranges::find(known, name) == known.end()) continue;
    earlier.columns.push_back(i);
    earlier.names.push_back(name);
  }
  auto const has = [&](std::string_view name) {
    return std::ranges::find(earlier.names, name) != earlier.names.end();
  };
  if (!has("qpv") || !(has("qpv_code") || has("qpv_donnees"))) return std::nullopt;
  return earlier;
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
  place_answer();
  if (output.formulas == Formulas::kNeutralise) neutraliser_.emplace(dialect_);
  std::string out;
  writer_->start(out);
  return out;
}

// Where an answer's texts stand among the list's columns.
void CsvList::place_answer() {
  auto const& own = output_.own_header;
  between_.assign(own.empty() ? output_.names.size() : own.size() - 1, {});
  answer_leads_ = false;
  if (!own.empty()) return void(writer_.emplace(dialect_, 1, table::ReaderLimits().cells));
  auto const width = output_.columns.names.size();
  auto places = output_.earlier ? output_.earlier->columns : std::vector<std::size_t>();
  auto const replaced = places.size();
  places.resize(between_.size(), width);
  auto next = places.front();
  for (std::size_t k = 0; k < places.size(); ++k) {
    between_[k] = {next, places[k]};
    next = places[k] + (k < replaced ? 1 : 0);
  }
  writer_.emplace(dialect_, places.front(), next - places.front());
  answer_leads_ = places.front() == 0;
}

// A row without what the answer's texts replace: `before_` up to the first of them, and in `after_`
// what is between them, each piece behind its size, and what is behind them.
void CsvList::split(table::Row const& row) {
  before_.clear();
  after_.clear();
  writer_->begin(row, before_);
  std::string piece;
  for (auto const& [first, end] : between_) {
    if (first == end) continue;
    piece.clear();
    writer_->add_own(row, first, end, piece);
    append_sized(piece, after_);
  }
  writer_->end(row, after_);
}

// The row that split() took apart, with an answer in it.
void CsvList::join(std::string_view before, std::span<std::string const> answer,
                   std::string_view after, std::string& out) {
  out += before;
  for (std::size_t k = 0; k < answer.size(); ++k) {
    if (!between_[k].empty()) out += take_sized(after);
    k == 0 && answer_leads_ ? writer_->add_first(answer[k], out) : writer_->add(answer[k], out);
  }
  out += after;
}

void CsvList::write_header(table::Row const& row, std::string& out) {
  if (output_.own_header.empty()) {
    split(row);
    return join(before_, output_.names, after_, out);
  }
  table::Cell const first{output_.own_header.front(), false};
  split({first.bytes, {&first, 1}, row.line_end, row.line});
  join(before_, std::span(output_.own_header).subspan(1), after_, out);
}

// A row to which there is nothing to say, as wide as the others.
void CsvList::write_unanswered(table::Row const& row, std::string& out) {
  split(row);
  join(before_, std::vector<std::string>(between_.size()), after_, out);
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
  whole_.clear();
  auto const through = [&](Ask ask) {
    if (whole_.empty()) writer_->copy(shown, whole_);
    block.add(rows_, ask, whole_, {});
  };
  if (row.blank() || (!begun_ && table::is_preamble(row, dialect_))) return through(Ask::kNo);
  if (!std::exchange(begun_, true) && (output_.columns.header || !output_.own_header.empty())) {
    write_header(shown, whole_);
    through(Ask::kNo);
    if (output_.columns.header) return;
    whole_.clear();
  }
  if (says_nothing(row)) {
    write_unanswered(shown, whole_);
    return through(Ask::kNo);
  }
  read_cells(row);
  auto const ask = output_.ask ? output_.ask(cells_) : Ask::kYes;
  if (ask == Ask::kYes) {
    split(shown);
    block.add(rows_, ask, before_, after_);
  } else {
    through(ask);
  }
  for (auto const cell : cells_) block.add_cell(cell);
}

void CsvList::append(ListRow const& row, std::span<std::string const> answer, std::string& out) {
  if (row.ask != Ask::kYes) return void(out += row.before);
  join(row.before, answer, row.after, out);
}

}  // namespace qpv::batch
