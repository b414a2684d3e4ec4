// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <array>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace qpv {

// The BAN's id of a house number: "62498_0123_00012_bis".
inline std::string number_id(std::string_view street_id, std::uint32_t number,
                             std::string_view suffix) {
  std::array<char, 10> digits{};
  auto const written = std::to_chars(digits.data(), digits.data() + digits.size(), number);
  auto const size = static_cast<std::size_t>(written.ptr - digits.data());
  std::string out(street_id);
  out += '_';
  constexpr std::size_t kWidth = 5;
  if (size < kWidth) out.append(kWidth - size, '0');
  out.append(digits.data(), size);
  if (!suffix.empty()) (out += '_').append(suffix);
  return out;
}

}  // namespace qpv
