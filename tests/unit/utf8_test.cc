// SPDX-License-Identifier: EUPL-1.2
#include "geo/core/utf8.h"

#include <gtest/gtest.h>

#include <string>

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

}  // namespace
}  // namespace qpv
