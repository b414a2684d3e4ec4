// SPDX-License-Identifier: EUPL-1.2
#include "geo/table/scanner.h"

namespace qpv::table {

bool Scanner::scan(std::string_view text, bool whole) {
  while (at_ + width_ <= text.size()) {
    auto const here = unit(text, at_);
    if ((here == '\n' || here == '\r') && state_ != State::kQuoted) {
      // A line feed may still come behind it.
      if (here == '\r' && at_ + 2 * width_ > text.size() && !whole) return false;
      if (auto const length = line_end(text, here); length > 0) {
        end_cell(at_);
        row_bytes_ = at_;
        at_ += length;
        return true;
      }
    }
    step(here);
  }
  if (!whole || at_ == 0 || in_quotes()) return false;
  end_cell(at_);
  row_bytes_ = at_;
  return true;
}

void Scanner::reset() {
  state_ = State::kCellStart;
  quoted_ = false;
  at_ = cell_begin_ = row_bytes_ = 0;
  inner_lines_ = 0;
  cells_.clear();
}

unsigned Scanner::unit(std::string_view text, std::size_t at) const {
  auto const byte = [&](std::size_t i) -> unsigned { return static_cast<unsigned char>(text[i]); };
  if (width_ == 1) return byte(at);
  bool const little = dialect_.encoding == Encoding::kUtf16Le;
  return little ? byte(at) | (byte(at + 1) << 8U) : (byte(at) << 8U) | byte(at + 1);
}

// The length of the line end at at_; 0 where it is none.
std::size_t Scanner::line_end(std::string_view text, unsigned here) const {
  if (here == '\n') return width_;
  auto const next = at_ + width_;
  if (next + width_ <= text.size() && unit(text, next) == '\n') return 2 * width_;
  return dialect_.cr_only ? width_ : 0;
}

void Scanner::step(unsigned here) {
  auto const at = at_;
  at_ += width_;
  unsigned const quote = static_cast<unsigned char>(dialect_.quote);
  unsigned const delimiter = static_cast<unsigned char>(dialect_.delimiter);
  if (state_ == State::kQuoted) {
    if (breaks_lines(here)) ++inner_lines_;
    if (here == quote) state_ = State::kQuoteSeen;
  } else if (here == quote && state_ != State::kPlain) {
    // The first of the cell, or the second of two inside of it.
    quoted_ = true;
    state_ = State::kQuoted;
  } else if (here == delimiter && !dialect_.one_column) {
    end_cell(at);
    cell_begin_ = at_;
  } else {
    // What stands behind a closing quote is plain.
    state_ = State::kPlain;
  }
}

void Scanner::end_cell(std::size_t end) {
  cells_.push_back({cell_begin_, end, quoted_});
  quoted_ = false;
  state_ = State::kCellStart;
}

}  // namespace qpv::table
