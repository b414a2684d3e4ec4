// SPDX-License-Identifier: EUPL-1.2
#include "tools/batch/workbook_door.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

#include "tools/batch/answer_store.h"
#include "tools/batch/csv_door.h"
#include "tools/batch/sample.h"
#include "tools/batch/sheet_rows.h"
#include "tools/batch/stop.h"

namespace qpv::batch {
namespace {

using workbook::NewCell;
using workbook::RowReader;
using workbook::Workbook;

constexpr std::array<std::string_view, 4> kNumbers{"qpv_probabilite", "qpv_distance_m",
                                                   "qpv_generation", "qpv_score"};

tl::unexpected<Error> of(InputFile const& input, Error const& error) {
  return fail(error.code, fmt::format("{}\u00A0: {}", input.name(), error.message), error.where);
}

struct OpenSheet {
  Workbook workbook;
  std::size_t sheet;
};

Result<OpenSheet> open_sheet(InputFile& input, Options const& options) {
  if (options.format == Format::kSigVille) {
    return of(input,
              {ErrorCode::kInvalidArgument,
               "--format sigville lit un CSV et ce fichier est un classeur\u00A0; enregistrez "
               "sa feuille en CSV, puis recommencez"});
  }
  auto bytes = workbook_input(input);
  if (!bytes) return of(input, bytes.error());
  auto workbook = Workbook::open(std::move(*bytes));
  if (!workbook) return of(input, workbook.error());
  auto const sheet = workbook->choose(options.sheet);
  if (!sheet) return of(input, sheet.error());
  if (options.voice == Voice::kUsual && workbook->sheets().size() > 1) {
    fmt::print(stderr, "Feuille «\u00A0{}\u00A0» (une autre\u00A0: --sheet NOM)\n",
               printable(workbook->sheets()[*sheet].name));
  }
  return OpenSheet{std::move(*workbook), *sheet};
}

// Rows of the sheet on their way to their answers.
class SheetSource {
 public:
  SheetSource(RowReader reader, std::uint32_t first_row, Columns const& columns,
              std::function<Ask(Cells)> ask)
      : reader_(std::move(reader)),
        first_row_(first_row),
        columns_(columns),
        ask_(std::move(ask)),
        width_(columns.names.size()) {}

  Result<void> read(RowBlock& block) {
    while (!block.full()) {
      auto const row = reader_.next();
      if (!row) return tl::unexpected(row.error());
      if (!*row) return {};
      add(**row, block);
    }
    return {};
  }
  // Columns up to the last one in which a row of the list has anything.
  [[nodiscard]] std::size_t width() const { return width_; }
  [[nodiscard]] RowReader const& reader() const { return reader_; }

 private:
  void add(workbook::Row const& row, RowBlock& block) {
    if (row.number < first_row_) return;
    width_ = std::max(width_, std::size_t{row.columns});
    if (row.number == first_row_ && columns_.header) return;
    auto const ask = ask_ ? ask_(row.cells) : Ask::kYes;
    block.add(row.number, ask, {}, {});
    for (std::size_t i = 0; i < std::min(row.cells.size(), columns_.roles.size()); ++i) {
      bool const wanted = columns_.roles[i] != Role::kNone;
      block.add_cell(wanted ? row.cells[i] : std::string_view());
    }
  }

  RowReader reader_;
  std::uint32_t first_row_;
  Columns const& columns_;
  std::function<Ask(Cells)> ask_;
  std::size_t width_;
};

// The cells that a sheet gets, row by row.
class SheetAnswers {
 public:
  // The header says already what the first `known` columns are.
  SheetAnswers(AnswerStore& store, std::vector<std::string> const& names, std::size_t known,
               std::uint32_t header_row)
      : store_(store), names_(names), known_(known), header_row_(header_row) {
    for (auto const& name : names) {
      numbers_.push_back(std::find(kNumbers.begin(), kNumbers.end(), name) != kNumbers.end());
    }
  }

  [[nodiscard]] Result<std::vector<std::vector<NewCell>>> cells(
      std::span<workbook::Row const> rows) {
    if (is_stopped()) return fail(ErrorCode::kIo, "interrompu");
    std::vector<std::vector<NewCell>> cells;
    for (auto const& row : rows) cells.push_back(cells_of(row.number));
    return cells;
  }

 private:
  std::vector<NewCell> cells_of(std::uint32_t row) {
    std::vector<NewCell> cells;
    if (row == header_row_) {
      cells.resize(known_);
      for (auto i = known_; i < names_.size(); ++i) {
        cells.push_back({NewCell::Kind::kText, names_[i]});
      }
      return cells;
    }
    auto const texts = store_.take(row);
    for (std::size_t i = 0; texts && i < texts->size(); ++i) {
      bool const number = numbers_[i] && is_plain_number((*texts)[i]);
      cells.push_back(
          {number ? NewCell::Kind::kNumber : NewCell::Kind::kText, std::string((*texts)[i])});
    }
    return cells;
  }

  AnswerStore& store_;
  std::vector<std::string> const& names_;
  std::size_t known_;
  std::uint32_t header_row_;
  std::vector<bool> numbers_;
};

Result<void> write(OpenSheet const& open, workbook::Addition const& addition, SheetAnswers& answers,
                   OutputFile& output) {
  auto const answer = [&](std::span<workbook::Row const> rows) { return answers.cells(rows); };
  if (!output.is_stream()) {
    return open.workbook.extend(addition, answer, [&](std::uint64_t at, std::string_view bytes) {
      return output.write_at(at, bytes);
    });
  }
  // A zip is finished at its places, which a pipe does not have.
  std::string whole;
  auto const extended = open.workbook.extend(
      addition, answer, [&](std::uint64_t at, std::string_view bytes) -> Result<void> {
        whole.resize(std::max<std::size_t>(whole.size(), at + bytes.size()));
        whole.replace(at, bytes.size(), bytes);
        return {};
      });
  if (!extended) return extended;
  return output.write(whole);
}

workbook::Addition addition_of(ListRun const& run, std::size_t sheet, std::size_t width,
                               std::uint32_t first_row) {
  workbook::Addition addition;
  addition.sheet = sheet;
  if (auto const& earlier = run.earlier()) {
    for (auto const column : earlier->columns) {
      addition.columns.push_back(static_cast<std::uint32_t>(column));
    }
  }
  for (auto column = width; addition.columns.size() < run.names().size(); ++column) {
    addition.columns.push_back(static_cast<std::uint32_t>(column));
  }
  if (run.columns().header) addition.header_row = first_row;
  return addition;
}

}  // namespace

Result<Outcome> answer_workbook(InputFile& input, OutputFile& output, Session& session) {
  auto const open = open_sheet(input, session.options);
  if (!open) return tl::unexpected(open.error());
  auto const start = start_of_sheet(open->workbook, open->sheet);
  if (!start) return of(input, start.error());
  auto run = ListRun::prepare(session, start->sample);
  if (!run) return of(input, run.error());
  auto reader = open->workbook.rows(open->sheet);
  if (!reader) return of(input, reader.error());
  SheetSource rows(std::move(*reader), start->first_row, run->columns(), run->ask());
  AnswerStore store;
  auto const source = [&](RowBlock& block) -> Result<void> {
    auto const read = rows.read(block);
    if (!read) return of(input, read.error());
    return {};
  };
  auto const sink = [&](ListRow const& row, std::span<std::string const> answer) -> Result<void> {
    if (row.ask == Ask::kYes) store.add(static_cast<std::uint32_t>(row.number), answer);
    return {};
  };
  auto const answered = run->answer(
      source, sink, [&] { return rows.reader().bytes_read(); }, rows.reader().bytes());
  if (!answered) return tl::unexpected(answered.error());
  auto const addition = addition_of(*run, open->sheet, rows.width(), start->first_row);
  auto const known = run->earlier() ? run->earlier()->columns.size() : 0;
  SheetAnswers answers(store, run->names(), known, addition.header_row);
  if (auto const written = write(*open, addition, answers, output); !written) {
    bool const disk = written.error().code == ErrorCode::kIo;
    return disk ? tl::unexpected(written.error()) : of(input, written.error());
  }
  auto outcome = run->outcome();
  outcome.uncalculated = rows.reader().uncalculated();
  return outcome;
}

Result<Outcome> answer_workbook_as_csv(InputFile& input, OutputFile& output, Session& session) {
  auto const open = open_sheet(input, session.options);
  if (!open) return tl::unexpected(open.error());
  auto const start = start_of_sheet(open->workbook, open->sheet);
  if (!start) return of(input, start.error());
  auto reader = open->workbook.rows(open->sheet);
  if (!reader) return of(input, reader.error());
  SheetCsv csv(std::move(*reader), start->first_row);
  CsvText const text{input.name(),
                     [&](std::span<char> room) { return csv.read(room); },
                     std::nullopt,
                     {table::Encoding::kUtf8, ';', '"'}};
  auto outcome = answer_csv(text, output, session);
  if (outcome) outcome->uncalculated = csv.reader().uncalculated();
  return outcome;
}

}  // namespace qpv::batch
