// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace qpv::table {

// How a table's text is written. Windows-1252 stands for Latin-1 as well: it has all of its
// letters in the same places.
enum class Encoding : std::uint8_t { kUtf8, kWindows1252, kUtf16Le, kUtf16Be };

// As a file's user or a command names it: "utf-8", "UTF-8-SIG", "latin1", "cp1252", "utf-16"
// (little endian, as Excel writes it). None: one that is not known here.
std::optional<Encoding> encoding_named(std::string_view name);
// For people and reports: "utf-8", "windows-1252", "utf-16le", "utf-16be".
std::string_view name_of(Encoding encoding);

// Bytes of one unit.
constexpr std::size_t unit_size(Encoding encoding) { return encoding < Encoding::kUtf16Le ? 1 : 2; }
// The mark that may stand at the start of a file; Windows-1252 has none.
std::string_view byte_order_mark(Encoding encoding);

// The text as UTF-8: of `bytes` themselves where they are that already, else put into `store`.
// Never fails: bytes that are no UTF-8 where it was announced are read as Windows-1252, halves of
// surrogate pairs become U+FFFD.
std::string_view decode(std::string_view bytes, Encoding encoding, std::string& store);

// Appends UTF-8 text. What Windows-1252 lacks is written by the nearest that it has ("Pōmare" as
// "Pomare"), at worst "?".
void encode(std::string_view text, Encoding encoding, std::string& out);

}  // namespace qpv::table
