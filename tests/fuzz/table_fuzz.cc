// SPDX-License-Identifier: EUPL-1.2
//
// Any bytes as a table: its rows are its bytes, whatever pieces it comes in, and with a column
// behind them every cell is still there.
#include <optional>
#include <string>
#include <vector>

#include "geo/table/reader.h"
#include "geo/table/writer.h"
#include "tests/fuzz/fuzz.h"

namespace {

using qpv::fuzz::require;
using qpv::table::Dialect;
using qpv::table::Reader;
using qpv::table::Row;
using qpv::table::Writer;

struct Outcome {
  bool whole = true;
  std::optional<Dialect> dialect;
  std::size_t rows = 0;
  std::string joined;
  std::string extended;
};

void take(Row const& row, Reader const& reader, std::optional<Writer>& writer, Outcome& out) {
  if (!out.dialect) {
    out.dialect = reader.dialect();
    if (out.dialect->bom) out.joined += byte_order_mark(out.dialect->encoding);
    Writer(*out.dialect, 1).start(out.extended);
  }
  ++out.rows;
  out.joined.append(row.bytes).append(row.line_end);
  if (!writer && is_preamble(row, *out.dialect)) {
    return Writer(*out.dialect, 1).copy(row, out.extended);
  }
  if (!writer) writer.emplace(*out.dialect, row.cells.size());
  if (row.blank()) return writer->copy(row, out.extended);
  writer->begin(row, out.extended);
  writer->add("\u00E0 v;\u00E9,ri\"fier", out.extended);
  writer->end(row, out.extended);
}

Outcome read(std::string_view text, std::size_t piece) {
  Outcome out;
  Reader reader({}, {4096, 100});
  std::optional<Writer> writer;
  for (std::size_t at = 0; at <= text.size(); at += piece) {
    reader.feed(text.substr(at, piece));
    if (text.size() - at < piece) reader.finish();
    for (;;) {
      auto const row = reader.next();
      out.whole = row.has_value();
      if (!row) return out;
      if (!*row) break;
      take(**row, reader, writer, out);
    }
  }
  return out;
}

std::size_t rows_of(std::string const& text, Dialect const& dialect) {
  Reader reader({dialect.encoding, dialect.delimiter, dialect.quote});
  reader.feed(text);
  reader.finish();
  std::size_t rows = 0;
  for (;;) {
    auto const row = reader.next();
    require(row.has_value(), "what was written can be read");
    if (!*row) return rows;
    ++rows;
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  auto const text = qpv::fuzz::text_of(data, size);
  auto const whole = read(text, text.size() + 1);
  auto const pieces = read(text, 1 + size % 7);
  require(whole.whole == pieces.whole, "pieces end as the whole does");
  require(whole.extended == pieces.extended, "pieces give what the whole gives");
  if (!whole.whole || whole.rows == 0) return 0;
  require(whole.joined == text, "rows are the bytes");
  require(rows_of(whole.extended, *whole.dialect) == whole.rows, "rows out are rows in");
  return 0;
}
