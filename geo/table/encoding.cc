// SPDX-License-Identifier: EUPL-1.2
#include "geo/table/encoding.h"

#include <algorithm>
#include <array>
#include <utility>

#include "geo/core/utf8.h"
#include "geo/core/windows_1252.h"

namespace qpv::table {
namespace {

struct Name {
  std::string_view name;
  Encoding encoding;
};
constexpr std::array<Name, 17> kNames{{{"utf-8", Encoding::kUtf8},
                                       {"utf8", Encoding::kUtf8},
                                       {"utf-8-sig", Encoding::kUtf8},
                                       {"ascii", Encoding::kUtf8},
                                       {"windows-1252", Encoding::kWindows1252},
                                       {"cp1252", Encoding::kWindows1252},
                                       {"latin1", Encoding::kWindows1252},
                                       {"latin-1", Encoding::kWindows1252},
                                       {"iso-8859-1", Encoding::kWindows1252},
                                       {"iso8859-1", Encoding::kWindows1252},
                                       {"ansi", Encoding::kWindows1252},
                                       {"utf-16", Encoding::kUtf16Le},
                                       {"utf16", Encoding::kUtf16Le},
                                       {"utf-16le", Encoding::kUtf16Le},
                                       {"utf-16-le", Encoding::kUtf16Le},
                                       {"utf-16be", Encoding::kUtf16Be},
                                       {"utf-16-be", Encoding::kUtf16Be}}};

// U+0100 to U+017F without their accents. Ligatures that two letters would stand for, which no
// French name has, lose one.
constexpr std::string_view kLatinExtendedA =
    "AaAaAaCcCcCcCcDdDdEeEeEeEeEeGgGgGgGgHhHhIiIiIiIiIiIiJjKkkLlLlLlLlLlNnNnNnnNn"
    "OoOoOoOoRrRrRrSsSsSsSsTtTtTtUuUuUuUuUuUuWwYyYZzZzZzs";
static_assert(kLatinExtendedA.size() == 128);

// Spaces, hyphens and apostrophes that the code page has in one form only.
constexpr std::array<std::pair<char32_t, char>, 13> kNearest{{{0x2009, ' '},
                                                              {0x200A, ' '},
                                                              {0x202F, '\xA0'},
                                                              {0x2007, '\xA0'},
                                                              {0x2010, '-'},
                                                              {0x2011, '-'},
                                                              {0x2012, '-'},
                                                              {0x2212, '-'},
                                                              {0x2015, '\x97'},
                                                              {0x2032, '\''},
                                                              {0x02B9, '\''},
                                                              {0x02BB, '\x91'},
                                                              {0x02BC, '\x92'}}};

char nearest_1252(char32_t code) {
  if (auto const byte = to_windows_1252(code)) return *byte;
  if (code >= 0x100U && code < 0x180U) return kLatinExtendedA[code - 0x100U];
  auto const* const found = std::ranges::find(kNearest, code, &std::pair<char32_t, char>::first);
  return found == kNearest.end() ? '?' : found->second;
}

bool is_combining(char32_t code) { return code >= 0x300U && code < 0x370U; }

char16_t unit(std::string_view bytes, std::size_t at, Encoding encoding) {
  auto const first = static_cast<unsigned char>(bytes[at]);
  auto const second = static_cast<unsigned char>(bytes[at + 1]);
  bool const little = encoding == Encoding::kUtf16Le;
  return static_cast<char16_t>(little ? first | (second << 8U) : (first << 8U) | second);
}

void append_unit(char16_t unit, Encoding encoding, std::string& out) {
  auto const high = static_cast<char>(unit >> 8U);
  auto const low = static_cast<char>(unit & 0xFFU);
  bool const little = encoding == Encoding::kUtf16Le;
  out += little ? low : high;
  out += little ? high : low;
}

void decode_utf16(std::string_view bytes, Encoding encoding, std::string& out) {
  for (std::size_t at = 0; at + 1 < bytes.size(); at += 2) {
    char32_t code = unit(bytes, at, encoding);
    bool const high = (code & 0xFC00U) == 0xD800U;
    char32_t const next = high && at + 3 < bytes.size() ? unit(bytes, at + 2, encoding) : 0U;
    if ((next & 0xFC00U) == 0xDC00U) {
      code = 0x10000U + ((code & 0x3FFU) << 10U) + (next & 0x3FFU);
      at += 2;
    } else if ((code & 0xF800U) == 0xD800U) {
      code = 0xFFFDU;
    }
    append_utf8(out, code);
  }
}

void encode_utf16(std::string_view text, Encoding encoding, std::string& out) {
  while (!text.empty()) {
    auto const code = take_code_point(text);
    if (code < 0x10000U) {
      append_unit(static_cast<char16_t>(code), encoding, out);
      continue;
    }
    append_unit(static_cast<char16_t>(0xD7C0U + (code >> 10U)), encoding, out);
    append_unit(static_cast<char16_t>(0xDC00U + (code & 0x3FFU)), encoding, out);
  }
}

}  // namespace

std::optional<Encoding> encoding_named(std::string_view name) {
  std::string lower;
  for (char const c : name) {
    lower += c == '_' ? '-' : static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
  }
  auto const* const found = std::ranges::find(kNames, lower, &Name::name);
  if (found == kNames.end()) return std::nullopt;
  return found->encoding;
}

std::string_view name_of(Encoding encoding) {
  switch (encoding) {
    case Encoding::kWindows1252:
      return "windows-1252";
    case Encoding::kUtf16Le:
      return "utf-16le";
    case Encoding::kUtf16Be:
      return "utf-16be";
    case Encoding::kUtf8:
      break;
  }
  return "utf-8";
}

std::string_view byte_order_mark(Encoding encoding) {
  switch (encoding) {
    case Encoding::kUtf8:
      return kByteOrderMark;
    case Encoding::kUtf16Le:
      return "\xFF\xFE";
    case Encoding::kUtf16Be:
      return "\xFE\xFF";
    case Encoding::kWindows1252:
      break;
  }
  return {};
}

std::string_view decode(std::string_view bytes, Encoding encoding, std::string& store) {
  if (encoding == Encoding::kUtf16Le || encoding == Encoding::kUtf16Be) {
    store.clear();
    decode_utf16(bytes, encoding, store);
    return store;
  }
  bool const ascii = std::ranges::none_of(bytes, [](char c) { return (c & '\x80') != 0; });
  if (ascii || (encoding == Encoding::kUtf8 && is_utf8(bytes))) return bytes;
  store = from_windows_1252(bytes);
  return store;
}

void encode(std::string_view text, Encoding encoding, std::string& out) {
  if (encoding == Encoding::kUtf8) {
    out += text;
  } else if (encoding == Encoding::kWindows1252) {
    while (!text.empty()) {
      auto const code = take_code_point(text);
      if (!is_combining(code)) out += nearest_1252(code);
    }
  } else {
    encode_utf16(text, encoding, out);
  }
}

}  // namespace qpv::table
