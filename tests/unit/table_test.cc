// SPDX-License-Identifier: EUPL-1.2
#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <stdexcept>
#include <string>
#include <vector>

#include "geo/table/reader.h"
#include "geo/table/row_block.h"
#include "geo/table/writer.h"
#include "tests/support/dirty_tables.h"

namespace qpv::table {
namespace {

// A row that outlives its reader.
struct Kept {
  std::string bytes;
  std::string line_end;
  std::vector<std::string> cells;  // as they are
  std::vector<std::string> texts;
  std::uint64_t line;
};

struct Table {
  Dialect dialect;
  std::vector<Kept> rows;
};

Kept keep(Row const& row, Dialect const& dialect) {
  Kept kept{std::string(row.bytes), std::string(row.line_end), {}, {}, row.line};
  std::string store;
  for (auto const& cell : row.cells) {
    kept.cells.emplace_back(cell.bytes);
    kept.texts.emplace_back(text_of(cell, dialect, store));
  }
  return kept;
}

template <class OnRow>
void read_in_pieces(std::string_view bytes, std::size_t piece, Reader& reader,
                    OnRow const& on_row) {
  for (std::size_t at = 0; at <= bytes.size(); at += piece) {
    reader.feed(bytes.substr(at, piece));
    if (at + piece > bytes.size()) reader.finish();
    for (;;) {
      auto const row = reader.next();
      if (!row) throw std::runtime_error(row.error().message);
      if (!*row) break;
      on_row(**row);
    }
  }
}

Table read(std::string_view bytes, std::size_t piece = 4096, Known const& known = {}) {
  Reader reader(known);
  Table table;
  read_in_pieces(bytes, piece, reader,
                 [&](Row const& row) { table.rows.push_back(keep(row, reader.dialect())); });
  if (!table.rows.empty()) table.dialect = reader.dialect();
  return table;
}

// With one more column: its name on the first row that has something, else `text`.
std::string with_column(std::string_view bytes, std::string_view text, std::size_t piece = 4096) {
  Reader reader;
  std::optional<Writer> writer;
  std::string out;
  bool named = false;
  read_in_pieces(bytes, piece, reader, [&](Row const& row) {
    if (!writer) {
      writer.emplace(reader.dialect(), row.cells.size());
      writer->start(out);
    }
    if (row.blank() || (!named && is_preamble(row, reader.dialect()))) {
      return writer->copy(row, out);
    }
    if (!named) writer.emplace(reader.dialect(), row.cells.size());
    writer->begin(row, out);
    writer->add(named ? text : "qpv", out);
    writer->end(row, out);
    named = true;
  });
  return out;
}

TEST(DirtyTables, AreManyAndDiffer) {
  auto const& all = test::dirty_tables();
  EXPECT_GE(all.size(), 60U);
  std::set<std::string> contents;
  for (auto const& each : all) contents.insert(each.bytes);
  EXPECT_GE(contents.size(), 60U);
}

TEST(DirtyTables, AreReadAsTheyAreMeant) {
  for (auto const& each : test::dirty_tables()) {
    SCOPED_TRACE(std::string(each.name));
    for (std::size_t const piece : {std::size_t{1}, std::size_t{7}, std::size_t{70'000}}) {
      if (piece == 1 && each.bytes.size() > 100'000) continue;
      auto const table = read(each.bytes, piece);
      ASSERT_EQ(table.rows.size(), each.rows);
      EXPECT_EQ(table.dialect.encoding, each.encoding);
      EXPECT_EQ(table.dialect.one_column, each.delimiter == '\0');
      if (each.delimiter != '\0') {
        EXPECT_EQ(table.dialect.delimiter, each.delimiter);
      }
      EXPECT_EQ(table.rows.front().cells.size(), each.columns);
      ASSERT_GT(table.rows[each.row].texts.size(), each.column);
      EXPECT_EQ(table.rows[each.row].texts[each.column], each.text);
    }
  }
}

TEST(DirtyTables, AreTheirRowsAndNothingElse) {
  for (auto const& each : test::dirty_tables()) {
    auto const table = read(each.bytes);
    std::string joined;
    if (table.dialect.bom) joined += byte_order_mark(table.dialect.encoding);
    for (auto const& row : table.rows) joined += row.bytes + row.line_end;
    EXPECT_EQ(joined, each.bytes) << each.name;
  }
}

constexpr std::string_view kAppended = "à vérifier ; « l’Œuvre », \"oui\"\tnon";

void expect_appended(Kept const& before, Kept const& after, bool one_column, std::size_t columns,
                     std::string_view appended) {
  EXPECT_EQ(after.line_end, before.line_end);
  ASSERT_GT(after.texts.size(), columns);
  EXPECT_EQ(after.texts[columns], appended);
  for (std::size_t i = 0; i < before.cells.size(); ++i) {
    auto const there = i < columns ? i : i + 1;
    ASSERT_GT(after.cells.size(), there);
    if (one_column) {
      EXPECT_EQ(after.texts[there], before.texts[i]);
    } else {
      EXPECT_EQ(after.cells[there], before.cells[i]);
    }
  }
}

std::size_t header_of(Table const& table) {
  auto const found = std::ranges::find_if(table.rows, [](Kept const& row) {
    return !row.bytes.empty() && !row.bytes.starts_with("sep=");
  });
  return static_cast<std::size_t>(found - table.rows.begin());
}

TEST(DirtyTables, KeepEveryRowAndCellWithAColumnBehind) {
  for (auto const& each : test::dirty_tables()) {
    SCOPED_TRACE(std::string(each.name));
    auto const before = read(each.bytes);
    auto const& dialect = before.dialect;
    auto const out = with_column(each.bytes, kAppended, 1000);
    // What reads it knows how the input was written, as its owner does.
    auto const after = read(out, 4096, {dialect.encoding, dialect.delimiter, dialect.quote});
    ASSERT_EQ(after.rows.size(), before.rows.size());
    auto const header = header_of(before);
    auto const columns = before.rows[header].cells.size();
    for (std::size_t i = 0; i < before.rows.size(); ++i) {
      if (i < header || before.rows[i].bytes.empty()) {
        EXPECT_EQ(after.rows[i].bytes, before.rows[i].bytes);
        continue;
      }
      expect_appended(before.rows[i], after.rows[i], dialect.one_column, columns,
                      i == header ? "qpv" : kAppended);
    }
  }
}

TEST(TableWriter, PutsNothingIntoQuotesThatNeedsNone) {
  EXPECT_EQ(with_column("id;adresse\r\n1;rue Basly\r\n", "oui"),
            "id;adresse;qpv\r\n1;rue Basly;oui\r\n");
  EXPECT_EQ(with_column("id\n1\n", "a,b"), "id;qpv\n1;a,b\n");
  EXPECT_EQ(with_column("id,x\n1,2\n", "a,b"), "id,x,qpv\n1,2,\"a,b\"\n");
}

TEST(TableWriter, KeepsWhatIsAppendedUnderItsName) {
  EXPECT_EQ(with_column("a;b;c\n1\n1;2;3;4;5\n", "oui"), "a;b;c;qpv\n1;;;oui\n1;2;3;oui;4;5\n");
}

TEST(TableWriter, WritesWhereALastLineEndIsLacking) {
  EXPECT_EQ(with_column("a;b\n1;2", "oui"), "a;b;qpv\n1;2;oui");
  EXPECT_EQ(with_column("a;b", "oui"), "a;b;qpv");
}

TEST(TableWriter, QuotesACellThatWouldFallApart) {
  std::string bytes = "adresse\n";
  while (bytes.size() < kSniffedBytes) bytes += "12 rue Basly\n";
  auto const out = with_column(bytes + "bât. A; 12 rue Basly\n", "oui");
  EXPECT_TRUE(out.ends_with("12 rue Basly;oui\n\"bât. A; 12 rue Basly\";oui\n"));
}

// Whatever a row is like, the block writes it as the reader would.
TEST(RowBlock, KeepsRowsBeyondTheReader) {
  for (auto const& dirty : test::dirty_tables()) {
    SCOPED_TRACE(std::string(dirty.name));
    Reader reader;
    reader.feed(dirty.bytes);
    reader.finish();
    RowBlock block;
    std::string at_once;
    std::string later;
    std::vector<std::uint64_t> lines;
    for (auto row = reader.next(); row.value(); row = reader.next()) {
      Writer writer(reader.dialect(), 3);
      writer.begin(**row, at_once);
      writer.end(**row, at_once);
      lines.push_back((*row)->line);
      block.add(**row);
    }
    Writer writer(reader.dialect(), 3);
    auto const rows = block.rows();
    ASSERT_EQ(rows.size(), lines.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
      EXPECT_EQ(rows[i].line, lines[i]);
      writer.begin(rows[i], later);
      writer.end(rows[i], later);
    }
    EXPECT_EQ(later, at_once);
  }
}

TEST(TableReader, TakesWhatACallerKnows) {
  Known known;
  known.delimiter = ',';
  EXPECT_EQ(read("a;b,c\n", 1, known).rows.front().texts, (std::vector<std::string>{"a;b", "c"}));
  known = {};
  known.encoding = Encoding::kWindows1252;
  EXPECT_EQ(read("é\n", 1, known).rows.front().texts, std::vector<std::string>{"Ã©"});
  known = {};
  known.quote = '\'';
  EXPECT_EQ(read("'a;b';\"c\n", 1, known).rows.front().texts,
            (std::vector<std::string>{"a;b", "\"c"}));
}

TEST(TableReader, KnowsOnWhichLineARowBegins) {
  auto const table = read("a;b\n1;\"x\ny\r\nz\"\n\n2;3\n");
  ASSERT_EQ(table.rows.size(), 4U);
  EXPECT_EQ(table.rows[1].line, 2U);
  EXPECT_EQ(table.rows[2].line, 5U);
  EXPECT_EQ(table.rows[3].line, 6U);
}

TEST(TableReader, HasNoRowInNothing) {
  EXPECT_TRUE(read("").rows.empty());
  EXPECT_TRUE(read("\xEF\xBB\xBF").rows.empty());
}

Error error_of(std::string_view bytes, ReaderLimits const& limits = {}) {
  Reader reader({}, limits);
  constexpr std::size_t kPiece = 10'000;
  for (std::size_t at = 0; at < bytes.size(); at += kPiece) {
    reader.feed(bytes.substr(at, kPiece));
    if (at + kPiece >= bytes.size()) reader.finish();
    for (;;) {
      auto const row = reader.next();
      if (!row) return row.error();
      if (!*row) break;
    }
  }
  return {ErrorCode::kNotFound, "no error", {}};
}

TEST(TableReader, NamesTheCellWhoseQuoteIsOpen) {
  auto const error = error_of("a;b\n1;2\n3;\"rue Basly\n4;5\n");
  EXPECT_EQ(error.code, ErrorCode::kCorruptData);
  EXPECT_EQ(error.where, "ligne 3, colonne 2");
  EXPECT_EQ(error.message, "Le guillemet ouvert à la ligne 3, colonne 2 n’est jamais fermé.");
}

TEST(TableReader, EndsAtAQuoteThatTakesTooMuch) {
  auto const error = error_of("a;b\n1;\"rue\n" + std::string(200'000, 'x'), {100 * 1024, 100});
  EXPECT_EQ(error.code, ErrorCode::kTooLarge);
  EXPECT_EQ(
      error.message,
      "La ligne 2 dépasse 100 Kio à la colonne 2 : un guillemet ouvert n’y est sans doute pas "
      "fermé.");
}

TEST(TableReader, EndsAtALineWithoutEnd) {
  Reader reader;
  std::string const piece(100'000, 'x');
  std::size_t fed = 0;
  Result<std::optional<Row>> row = std::nullopt;
  for (; row && fed < 1'000'000'000; fed += piece.size()) {
    reader.feed(piece);
    row = reader.next();
  }
  ASSERT_FALSE(row);
  EXPECT_EQ(row.error().code, ErrorCode::kTooLarge);
  EXPECT_LT(fed, 2'000'000U);
  EXPECT_EQ(row.error().where, "ligne 1, colonne 1");
}

TEST(TableReader, EndsAtHalfACharacter) {
  EXPECT_EQ(error_of(test::in_encoding("a;b\n1;2\n", "UTF-16LE") + "x").code,
            ErrorCode::kCorruptData);
}

TEST(TableReader, EndsAtTooManyColumns) {
  EXPECT_EQ(error_of(std::string(200, ';'), {100'000, 100}).code, ErrorCode::kTooLarge);
  EXPECT_EQ(error_of(std::string(99, ';') + "\n", {100'000, 100}).code, ErrorCode::kNotFound);
}

}  // namespace
}  // namespace qpv::table
