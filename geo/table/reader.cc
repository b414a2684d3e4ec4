// SPDX-License-Identifier: EUPL-1.2
#include "geo/table/reader.h"

#include <fmt/format.h>

namespace qpv::table {
namespace {

// Quotes off, doubled ones single. What stands behind the closing quote stays.
std::string_view unquoted(std::string_view text, char quote, std::string& store) {
  text.remove_prefix(1);
  if (auto const end = text.find(quote); end + 1 == text.size()) return text.substr(0, end);
  std::string plain;
  bool inside = true;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (inside && text[i] == quote) {
      bool const doubled = i + 1 < text.size() && text[i + 1] == quote;
      inside = doubled;
      if (!doubled) continue;
      ++i;
    }
    plain += text[i];
  }
  store = std::move(plain);
  return store;
}

}  // namespace

std::string_view text_of(Cell const& cell, Dialect const& dialect, std::string& store) {
  auto const text = decode(cell.bytes, dialect.encoding, store);
  return cell.quoted ? unquoted(text, dialect.quote, store) : text;
}

bool is_preamble(Row const& row, Dialect const& dialect) {
  if (row.blank()) return true;
  std::string store;
  auto const text = text_of({row.bytes, false}, dialect, store);
  return row.line == 1 && text.size() == 5 && text.starts_with("sep=") &&
         text.back() == dialect.delimiter;
}

Reader::Reader(Known const& known, ReaderLimits const& limits) : known_(known), limits_(limits) {}

void Reader::feed(std::string_view bytes) {
  if (at_ > 0) {
    buffer_.erase(0, at_);
    at_ = 0;
  }
  buffer_ += bytes;
}

// What kind of file it is, once enough of it has come.
bool Reader::begin() {
  if (dialect_) return true;
  if (buffer_.size() < kSniffedBytes && !whole_) return false;
  dialect_ = sniff(std::string_view(buffer_).substr(0, kSniffedBytes),
                   whole_ && buffer_.size() <= kSniffedBytes, known_);
  scanner_.emplace(*dialect_);
  if (dialect_->bom) at_ = byte_order_mark(dialect_->encoding).size();
  return true;
}

Result<void> Reader::check(std::size_t pending) const {
  auto const column = scanner_->cells().size() + 1;
  auto const where = fmt::format("ligne {}, colonne {}", line_, column);
  if (scanner_->in_quotes() && whole_) {
    return fail(ErrorCode::kCorruptData,
                fmt::format("Le guillemet ouvert à la {} n’est jamais fermé.", where), where);
  }
  if (whole_ && (buffer_.size() - at_) % unit_size(dialect_->encoding) != 0) {
    return fail(ErrorCode::kCorruptData,
                fmt::format("Le fichier finit au milieu d’un caractère ({}) : il est sans doute "
                            "tronqué.",
                            name_of(dialect_->encoding)));
  }
  if (pending > limits_.row_bytes) {
    auto const why = scanner_->in_quotes() ? "un guillemet ouvert n’y est sans doute pas fermé"
                                           : "le fichier n’a sans doute pas de fins de ligne";
    return fail(ErrorCode::kTooLarge,
                fmt::format("La ligne {} dépasse {} Kio à la colonne {} : {}.", line_,
                            limits_.row_bytes / 1024, column, why),
                where);
  }
  if (column > limits_.cells + 1) {
    return fail(ErrorCode::kTooLarge,
                fmt::format("La ligne {} a plus de {} colonnes.", line_, limits_.cells), where);
  }
  return {};
}

Result<std::optional<Row>> Reader::next() {
  if (!begin()) return std::nullopt;
  if (at_ == buffer_.size()) return std::nullopt;
  auto const text = std::string_view(buffer_).substr(at_);
  // An end that quotes hide is no end.
  bool const found = scanner_->scan(text, whole_);
  auto const size = found ? scanner_->row_bytes() : text.size();
  if (auto const fits = check(size); !fits) return tl::unexpected(fits.error());
  if (!found) return std::nullopt;
  return row();
}

Row Reader::row() {
  auto const text = std::string_view(buffer_).substr(at_);
  cells_.clear();
  for (auto const& span : scanner_->cells()) {
    cells_.push_back({text.substr(span.begin, span.end - span.begin), span.quoted});
  }
  auto const bytes = scanner_->row_bytes();
  Row const row{text.substr(0, bytes), cells_, text.substr(bytes, scanner_->taken() - bytes),
                line_};
  line_ += 1 + scanner_->inner_lines();
  at_ += scanner_->taken();
  scanner_->reset();
  return row;
}

}  // namespace qpv::table
