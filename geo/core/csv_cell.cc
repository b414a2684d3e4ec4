// SPDX-License-Identifier: EUPL-1.2
#include "geo/core/csv_cell.h"

namespace qpv {

void append_cell(std::string& out, std::string_view text) {
  if (text.find_first_of(";\"\r\n") == std::string_view::npos) {
    out += text;
    return;
  }
  out += '"';
  for (char const c : text) {
    out += c;
    if (c == '"') out += c;
  }
  out += '"';
}

}  // namespace qpv
