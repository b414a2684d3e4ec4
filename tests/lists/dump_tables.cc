// SPDX-License-Identifier: EUPL-1.2
//
// Writes the dirty tables, with what each must be read as, as JSON to standard output: the page of
// lists is held to the same (dirty_tables.test.js). Bytes are in hexadecimal.
#include <fmt/format.h>

#include <cstdio>
#include <string>

#include "geo/json/encode.h"
#include "tests/support/dirty_tables.h"

namespace {

std::string hex(std::string_view bytes) {
  std::string out;
  for (char const c : bytes) out += fmt::format("{:02x}", static_cast<unsigned char>(c));
  return out;
}

std::string as_json(qpv::test::DirtyTable const& table) {
  std::string const delimiter = table.delimiter == '\0' ? "" : std::string(1, table.delimiter);
  return fmt::format(
      R"({{"name":{},"bytes":"{}","encoding":"{}","delimiter":{},"rows":{},"columns":{},"row":{},"column":{},"text":{}}})",
      qpv::encode_string(table.name), hex(table.bytes), qpv::table::name_of(table.encoding),
      qpv::encode_string(delimiter), table.rows, table.columns, table.row, table.column,
      qpv::encode_string(table.text));
}

}  // namespace

int main() {
  std::string out = "[";
  for (auto const& table : qpv::test::dirty_tables()) {
    if (out.size() > 1) out += ',';
    out += as_json(table);
  }
  out += "]\n";
  return std::fputs(out.c_str(), stdout) < 0 ? 1 : 0;
}
