// SPDX-License-Identifier: EUPL-1.2
//
// A CSV, TSV or TXT as a list: its first rows, then all of them, and the same text out with columns
// added.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "geo/batch/columns.h"
#include "geo/batch/list.h"
#include "geo/batch/neutralise.h"
#include "geo/core/result.h"
#include "geo/table/reader.h"
#include "geo/table/writer.h"

namespace qpv::batch {

// Fills the front of the buffer; 0 is the end.
using ByteSource = std::function<Result<std::size_t>(std::span<char>)>;

// Columns of an earlier answer in a header, wherever each stands: what is answered now takes their
// places.
struct EarlierAnswer {
  std::vector<std::size_t> columns;  // ascending
  std::vector<std::string> names;    // of each
};
// None unless a header has "qpv" with "qpv_code" or "qpv_donnees": a list may have a column "qpv"
// of its own. Of a name that stands twice, the last is ours: answers come behind.
std::optional<EarlierAnswer> find_earlier(Columns const& columns,
                                          std::vector<std::string> const& known);

enum class Formulas : std::uint8_t { kKeep, kNeutralise };

struct CsvOutput {
  Columns columns;
  // Of what is added: of an earlier answer's columns, in their order, then of those behind the
  // list.
  std::vector<std::string> names;
  // Another form: this header in the place of the list's own, and of each row its first cell with
  // what is added. Empty: the list as it is.
  std::vector<std::string> own_header = {};
  std::optional<EarlierAnswer> earlier = {};
  Formulas formulas = Formulas::kKeep;
  // Which rows are answered: of an earlier answer, those that it says. None: all.
  std::function<Ask(Cells)> ask = {};
};

// One pass over the bytes, in bounded memory: a row of 1 MiB, and the start until it is known what
// the columns are. One thread.
class CsvList {
 public:
  // Reads the first rows. The errors are those of table::Reader and of the source, and kCorruptData
  // for a text without a row.
  static Result<CsvList> open(ByteSource bytes, table::Known const& known);

  [[nodiscard]] std::vector<SampleRow> const& sample() const { return sample_; }
  [[nodiscard]] table::Dialect const& dialect() const { return dialect_; }

  // What the output begins with: the header, where there is one, with the names of what is added.
  std::string begin(CsvOutput const& output);
  // Rows with the cells of the columns that have a role; none is the end. `ask` says of each what
  // is to be done with it.
  Result<void> read(RowBlock& block);
  // Appends a row with its answer as it is written.
  void append(ListRow const& row, std::span<std::string const> answer, std::string& out);

  [[nodiscard]] std::size_t neutralised() const { return neutraliser_ ? neutraliser_->count() : 0; }
  [[nodiscard]] std::uint64_t bytes_read() const { return bytes_read_; }

 private:
  CsvList(ByteSource bytes, table::Known const& known);
  Result<std::optional<table::Row>> next();
  Result<void> fill();
  Result<void> take_sample();
  void store(table::Row const& row, RowBlock& block);
  [[nodiscard]] bool says_nothing(table::Row const& row) const;
  void read_cells(table::Row const& row);
  void place_answer();
  void split(table::Row const& row);
  void join(std::string_view before, std::span<std::string const> answer, std::string_view after,
            std::string& out);
  void write_header(table::Row const& row, std::string& out);
  void write_unanswered(table::Row const& row, std::string& out);

  ByteSource bytes_;
  table::Known known_;
  table::Reader reader_;
  table::Dialect dialect_;
  std::string head_;  // the bytes that the sample was taken of, until it is read again
  std::vector<SampleRow> sample_;
  std::vector<char> piece_;
  std::uint64_t bytes_read_ = 0;
  std::uint64_t rows_ = 0;  // read so far, blank ones included
  bool at_end_ = false;

  CsvOutput output_;
  bool begun_ = false;  // its first row, the header or not, is behind
  std::optional<table::Writer> writer_;
  // Before each text of an answer, of the list's own columns those from `first` to before `end`.
  struct Between {
    std::size_t first = 0;
    std::size_t end = 0;
    [[nodiscard]] bool empty() const { return first == end; }
  };
  std::vector<Between> between_;
  bool answer_leads_ = false;               // its first text is the row's first cell
  std::optional<Neutraliser> neutraliser_;  // none: formulas are kept
  // Of the row that is being read.
  std::vector<std::string> texts_;
  std::vector<std::string_view> cells_;
  std::string whole_;
  std::string before_;
  std::string after_;
};

}  // namespace qpv::batch
