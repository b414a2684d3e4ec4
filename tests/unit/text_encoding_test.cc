// SPDX-License-Identifier: EUPL-1.2
#include "geo/ogr/text_encoding.h"

#include <gtest/gtest.h>

#include <vector>

namespace qpv::ogr {
namespace {

std::string decoded(std::string const& value, std::string_view declared) {
  std::vector<std::string> const values{"Lens", value};
  return TextDecoder(values, declared).decode(value);
}

TEST(TextDecoder, Utf8WinsOverALyingCpg) {
  EXPECT_EQ(decoded("Liévin", "ISO-8859-1"), "Liévin");
  EXPECT_EQ(decoded("Liévin", ""), "Liévin");
}

TEST(TextDecoder, Utf8CutByTheFieldsWidth) { EXPECT_EQ(decoded("Li\xC3", "UTF-8"), "Li"); }

TEST(TextDecoder, Latin1WithAndWithoutCpg) {
  for (char const* declared : {"", "ISO-8859-1", "88591", "1252", "ANSI 1252", "UTF-8", "what"}) {
    EXPECT_EQ(decoded("Li\xE9vin \x9Cuvre", declared), "Liévin œuvre") << declared;
  }
}

TEST(TextDecoder, OtherDeclaredCodePages) {
  EXPECT_EQ(decoded("Li\x82vin", "850"), "Liévin");
  EXPECT_EQ(decoded("prix \xA4", "8859-15"), "prix ¤");  // not a name iconv knows: 1252
  EXPECT_EQ(decoded("prix \xA4", "ISO-8859-15"), "prix €");
}

TEST(TextDecoder, NoControlCharactersNoOuterSpaces) {
  EXPECT_EQ(decoded(std::string(" Cit\xE9\t2 \n\0", 10), ""), "Cité 2");
}

}  // namespace
}  // namespace qpv::ogr
