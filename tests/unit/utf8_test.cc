// SPDX-License-Identifier: EUPL-1.2
#include "geo/core/utf8.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "geo/core/windows_1252.h"

namespace qpv {
namespace {

TEST(Utf8, AcceptsWellFormedText) {
  for (std::string const text :
       {"", "rue", "Cité Léo-Lagrange", "œuvre", "’", "😀", "\xF4\x8F\xBF\xBF"}) {
    EXPECT_TRUE(is_utf8(text)) << text;
  }
}

TEST(Utf8, RefusesEverythingElse) {
  for (std::string const text :
       {"\xE9", "caf\xE9 ", "\xC3", "\xC0\xAF", "\xE0\x80\xAF", "\xED\xA0\x80", "\xF4\x90\x80\x80",
        "\xF8\x88\x80\x80\x80", "\xC3(", "\xE2\x82", "\xE2(\xA1", "\x80"}) {
    EXPECT_FALSE(is_utf8(text)) << text;
  }
}

TEST(Utf8, CountsAsAReader) {
  EXPECT_EQ(count_characters(""), 0U);
  EXPECT_EQ(count_characters("Liévin, 5\u00A0% 😀"), 13U);
}

TEST(Utf8, WritesWhatItReads) {
  std::string const text = "rue Œ’ é 😀 \xF4\x8F\xBF\xBF";
  std::string out;
  for (std::string_view left = text; !left.empty();) append_utf8(out, take_code_point(left));
  EXPECT_EQ(out, text);
}

TEST(Windows1252, HasTheBytesOfWhatItReads) {
  for (unsigned byte = 0; byte < 256; ++byte) {
    std::string const one(1, static_cast<char>(byte));
    auto const text = from_windows_1252(one);
    if (text.empty()) continue;  // one of the five
    std::string_view left = text;
    EXPECT_EQ(to_windows_1252(take_code_point(left)), one.front()) << byte;
    EXPECT_TRUE(left.empty());
  }
  EXPECT_FALSE(to_windows_1252(0x101));
  EXPECT_FALSE(to_windows_1252(0x81));
}

}  // namespace
}  // namespace qpv
