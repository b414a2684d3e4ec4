// SPDX-License-Identifier: EUPL-1.2
#include "geo/table/writer.h"

#include <algorithm>

namespace qpv::table {

void Writer::start(std::string& out) const {
  if (dialect_.bom) out += byte_order_mark(dialect_.encoding);
}

void Writer::copy(Row const& row, std::string& out) const {
  out += row.bytes;
  out += row.line_end;
}

void Writer::begin(Row const& row, std::string& out) {
  auto const& cells = row.cells;
  if (dialect_.one_column) {
    std::string store;
    auto const text = text_of(cells.front(), dialect_, store);
    bool const whole = cells.front().quoted || text.find(dialect_.delimiter) == std::string::npos;
    whole ? void(out += row.bytes) : append_text(text, out);
    return;
  }
  if (columns_ == 0) return;
  auto const& last = cells[std::min(cells.size(), columns_) - 1];
  auto const* const end = last.bytes.data() + last.bytes.size();
  out.append(row.bytes.data(), static_cast<std::size_t>(end - row.bytes.data()));
  for (auto missing = cells.size(); missing < columns_; ++missing) delimit(out);
}

void Writer::add_own(Row const& row, std::size_t first, std::size_t end, std::string& out) const {
  for (auto i = first; i < end; ++i) {
    delimit(out);
    if (i < row.cells.size()) out += row.cells[i].bytes;
  }
}

void Writer::add(std::string_view text, std::string& out) {
  delimit(out);
  append_text(text, out);
}

void Writer::add_plain(std::string_view text, std::string& out) const {
  delimit(out);
  append_ascii(text, out);
}

void Writer::end(Row const& row, std::string& out) const {
  add_own(row, columns_ + replaced_, row.cells.size(), out);
  out += row.line_end;
}

void Writer::append_text(std::string_view text, std::string& out) {
  auto const special = [this](char c) {
    return c == dialect_.delimiter || c == dialect_.quote || c == '\n' || c == '\r';
  };
  if (std::ranges::none_of(text, special)) return encode(text, dialect_.encoding, out);
  quoted_.assign(1, dialect_.quote);
  for (char const c : text) {
    if (c == dialect_.quote) quoted_ += c;
    quoted_ += c;
  }
  quoted_ += dialect_.quote;
  encode(quoted_, dialect_.encoding, out);
}

void Writer::append_ascii(std::string_view text, std::string& out) const {
  if (unit_size(dialect_.encoding) == 1) {
    out += text;
  } else {
    encode(text, dialect_.encoding, out);
  }
}

void Writer::delimit(std::string& out) const { append_ascii({&dialect_.delimiter, 1}, out); }

}  // namespace qpv::table
