// SPDX-License-Identifier: EUPL-1.2
#include <gtest/gtest.h>

#include <string>

#include "geo/table/encoding.h"
#include "tests/support/dirty_tables.h"

namespace qpv::table {
namespace {

constexpr std::string_view kText = "Cœur d’Élise — 12 €";

std::string encoded(std::string_view text, Encoding encoding) {
  std::string out;
  encode(text, encoding, out);
  return out;
}

TEST(TableEncoding, WritesWhatIconvWrites) {
  EXPECT_EQ(encoded(kText, Encoding::kWindows1252), test::in_encoding(kText, "WINDOWS-1252"));
  EXPECT_EQ(encoded(kText, Encoding::kUtf16Le), test::in_encoding(kText, "UTF-16LE"));
  EXPECT_EQ(encoded("😀é", Encoding::kUtf16Be), test::in_encoding("😀é", "UTF-16BE"));
  EXPECT_EQ(encoded(kText, Encoding::kUtf8), kText);
}

TEST(TableEncoding, ReadsWhatIconvWrites) {
  std::string store;
  EXPECT_EQ(decode(test::in_encoding(kText, "WINDOWS-1252"), Encoding::kWindows1252, store), kText);
  EXPECT_EQ(decode(test::in_encoding("😀é", "UTF-16LE"), Encoding::kUtf16Le, store), "😀é");
  EXPECT_EQ(decode(test::in_encoding("😀é", "UTF-16BE"), Encoding::kUtf16Be, store), "😀é");
}

TEST(TableEncoding, LeavesUtf8WhereItIs) {
  std::string store;
  std::string_view const text = "allée";
  EXPECT_EQ(decode(text, Encoding::kUtf8, store).data(), text.data());
}

TEST(TableEncoding, ReadsWhatIsNoUtf8AsWindows1252) {
  std::string store;
  EXPECT_EQ(decode("all\xE9"
                   "e",
                   Encoding::kUtf8, store),
            "allée");
}

TEST(TableEncoding, ReplacesHalvesOfPairs) {
  std::string store;
  EXPECT_EQ(decode(std::string_view("\x00\xD8"
                                    "a\x00",
                                    4),
                   Encoding::kUtf16Le, store),
            "\uFFFDa");
}

TEST(TableEncoding, WritesTheNearestWhereALetterIsLacking) {
  EXPECT_EQ(encoded("Pōmare, Łódź, 1\u202F234, a\u2011b, \u02BBOre, 東", Encoding::kWindows1252),
            test::in_encoding("Pomare, Lódz, 1\u00A0234, a-b, ‘Ore, ?", "WINDOWS-1252"));
}

TEST(TableEncoding, IsNamedAsPeopleNameIt) {
  EXPECT_EQ(encoding_named("UTF-8"), Encoding::kUtf8);
  EXPECT_EQ(encoding_named("utf_8"), Encoding::kUtf8);
  EXPECT_EQ(encoding_named("ISO-8859-1"), Encoding::kWindows1252);
  EXPECT_EQ(encoding_named("cp1252"), Encoding::kWindows1252);
  EXPECT_EQ(encoding_named("utf-16"), Encoding::kUtf16Le);
  EXPECT_EQ(encoding_named("klingon"), std::nullopt);
  for (auto const each :
       {Encoding::kUtf8, Encoding::kWindows1252, Encoding::kUtf16Le, Encoding::kUtf16Be}) {
    EXPECT_EQ(encoding_named(name_of(each)), each);
  }
}

}  // namespace
}  // namespace qpv::table
