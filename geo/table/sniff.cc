// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <array>
#include <cstdint>
#include <string>

#include "geo/core/utf8.h"
#include "geo/table/dialect.h"
#include "geo/table/scanner.h"

namespace qpv::table {
namespace {

constexpr std::string_view kDelimiters = ";,\t|";
// Those that a table of one column may get, in the order of taste.
constexpr std::string_view kUnused = ";,\t|~^";
constexpr std::size_t kMostVotes = 500;  // rows

// Length of the UTF-8 sequence that the text begins with; 0: there is none.
std::size_t sequence(std::string_view text) {
  for (std::size_t length = 2; length <= 4 && length <= text.size(); ++length) {
    if (is_utf8(text.substr(0, length))) return length;
  }
  return 0;
}

// All of it, or nearly: letters of Windows-1252 look like a sequence by chance only, and one bad
// byte must not spoil all that is good. A sequence that the next piece may end is not looked at.
bool is_mostly_utf8(std::string_view text, bool whole) {
  if (is_utf8(text)) return true;
  constexpr std::size_t kLongestSequence = 4;
  std::size_t good = 0;
  std::size_t bad = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if ((text[i] & '\x80') == 0) continue;
    auto const length = sequence(text.substr(i));
    if (length > 0) {
      ++good;
      i += length - 1;
    } else if (whole || text.size() - i >= kLongestSequence) {
      ++bad;
    }
  }
  return good > bad;
}

// Without a mark: half of the bytes are zero, all on the same side.
std::optional<Encoding> utf16_by_zeros(std::string_view text) {
  std::array<std::size_t, 2> zeros{};
  for (std::size_t i = 0; i < text.size(); ++i) zeros.at(i % 2) += text[i] == '\0' ? 1U : 0U;
  auto const units = text.size() / 2;
  if (units < 2) return std::nullopt;
  if (zeros[1] * 10 > units * 7 && zeros[0] * 10 < units) return Encoding::kUtf16Le;
  if (zeros[0] * 10 > units * 7 && zeros[1] * 10 < units) return Encoding::kUtf16Be;
  return std::nullopt;
}

void sniff_encoding(std::string_view start, bool whole, Known const& known, Dialect& dialect) {
  for (auto const marked : {Encoding::kUtf8, Encoding::kUtf16Le, Encoding::kUtf16Be}) {
    if (!start.starts_with(byte_order_mark(marked))) continue;
    if (known.encoding && *known.encoding != marked && unit_size(*known.encoding) == 1 &&
        unit_size(marked) == 2) {
      continue;  // two bytes that may be letters
    }
    dialect.encoding = marked;
    dialect.bom = true;
    return;
  }
  if (known.encoding) {
    dialect.encoding = *known.encoding;
  } else if (auto const utf16 = utf16_by_zeros(start)) {
    dialect.encoding = *utf16;
  } else {
    dialect.encoding = is_mostly_utf8(start, whole) ? Encoding::kUtf8 : Encoding::kWindows1252;
  }
}

bool ends_cell(char c) {
  return c == '\n' || c == '\r' || kDelimiters.find(c) != std::string::npos;
}

// Apostrophes are letters here: they quote only where no cell could be meant otherwise.
char sniff_quote(std::string_view text) {
  if (text.find('"') != std::string_view::npos) return '"';
  std::size_t opening = 0;
  std::size_t closing = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\'') continue;
    opening += i == 0 || ends_cell(text[i - 1]) ? 1U : 0U;
    closing += i + 1 == text.size() || ends_cell(text[i + 1]) ? 1U : 0U;
  }
  return opening > 1 && opening == closing ? '\'' : '"';
}

bool sniff_cr_only(std::string_view text, char quote) {
  bool quoted = false;
  bool returns = false;
  for (char const c : text) {
    if (c == quote) quoted = !quoted;
    if (quoted) continue;
    if (c == '\n') return false;
    returns = returns || c == '\r';
  }
  return returns;
}

struct Vote {
  std::size_t columns = 0;  // of the header
  std::size_t agreeing = 0;
  std::size_t rows = 0;

  // More rows that agree, by part; then more columns.
  [[nodiscard]] bool beats(Vote const& other) const {
    auto const left = std::uint64_t{agreeing} * other.rows;
    auto const right = std::uint64_t{other.agreeing} * rows;
    return left != right ? left > right : columns > other.columns;
  }
};

Vote vote_of(std::string_view text, bool whole, Dialect const& dialect) {
  Vote vote;
  Scanner scanner(dialect);
  while (vote.rows < kMostVotes && scanner.scan(text, whole)) {
    if (scanner.row_bytes() > 0) {
      auto const cells = scanner.cells().size();
      if (vote.rows == 0) vote.columns = cells;
      vote.agreeing += cells == vote.columns ? 1U : 0U;
      ++vote.rows;
    }
    text.remove_prefix(scanner.taken());
    scanner.reset();
  }
  return vote;
}

// Excel's own first line, "sep=;".
std::optional<char> announced(std::string_view text) {
  if (text.size() < 5 || !text.starts_with("sep=") ||
      kUnused.find(text[4]) == std::string_view::npos)
    return std::nullopt;
  bool const alone = text.size() == 5 || text[5] == '\n' || text[5] == '\r';
  return alone ? std::optional(text[4]) : std::nullopt;
}

void sniff_delimiter(std::string_view text, bool whole, Dialect& dialect) {
  if (auto const said = announced(text)) {
    dialect.delimiter = *said;
    return;
  }
  Vote best;
  for (char const candidate : kDelimiters) {
    auto with = dialect;
    with.delimiter = candidate;
    auto const vote = vote_of(text, whole, with);
    if (vote.columns < 2 || (best.columns > 0 && !vote.beats(best))) continue;
    best = vote;
    dialect.delimiter = candidate;
  }
  if (best.columns > 0) return;
  dialect.one_column = true;
  auto const absent =
      std::ranges::find_if(kUnused, [&](char c) { return text.find(c) == std::string_view::npos; });
  dialect.delimiter = absent == kUnused.end() ? ';' : *absent;
}

// What the rest looks at: the text as UTF-8, and a dialect that reads it so.
std::string as_utf8(std::string_view bytes, Dialect const& dialect) {
  if (dialect.bom) bytes.remove_prefix(byte_order_mark(dialect.encoding).size());
  std::string store;
  return std::string(decode(bytes, dialect.encoding, store));
}

}  // namespace

Dialect sniff(std::string_view start, bool whole, Known const& known) {
  Dialect dialect;
  sniff_encoding(start, whole, known, dialect);
  auto const text = as_utf8(start, dialect);
  dialect.quote = known.quote.value_or(sniff_quote(text));
  dialect.cr_only = sniff_cr_only(text, dialect.quote);
  if (known.delimiter) {
    dialect.delimiter = *known.delimiter;
    return dialect;
  }
  auto seen = dialect;
  seen.encoding = Encoding::kUtf8;
  sniff_delimiter(text, whole, seen);
  dialect.delimiter = seen.delimiter;
  dialect.one_column = seen.one_column;
  return dialect;
}

}  // namespace qpv::table
