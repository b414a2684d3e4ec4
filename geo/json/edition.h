// SPDX-License-Identifier: EUPL-1.2
//
// Publishers correct their files: an edition is one state of them, all its files together.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace qpv {

struct Edition {
  std::string name;  // "QP2024"; one line, see is_edition_name
  std::string date;  // YYYY-MM-DD, the day it was published: as text, it sorts by time

  friend bool operator==(Edition const&, Edition const&) = default;
};

// It is shown in answers and on the page: one line of 1 to 100 bytes of UTF-8.
bool is_edition_name(std::string_view text);

// "QP2024:2026-01-15", a name and a day that exists; the name may hold colons.
std::optional<Edition> parse_edition(std::string_view text);

}  // namespace qpv
