// SPDX-License-Identifier: EUPL-1.2
#include "geo/json/decode.h"

#include <gtest/gtest.h>

#include <array>
#include <string>
#include <variant>
#include <vector>

#include "geo/json/flat_object.h"

namespace qpv {
namespace {

TEST(DecodePoint, ReadsItsMembers) {
  auto const body =
      decode_point_body(R"({"lon":2.84358,"lat":50,"accuracy":12.5,"date":"2023-12-31"})").value();
  EXPECT_EQ(body.lon, 2.84358);
  EXPECT_EQ(body.lat, 50.0);
  EXPECT_EQ(body.accuracy, 12.5);
  EXPECT_EQ(body.date, "2023-12-31");
  EXPECT_FALSE(decode_point_body(R"({"lon":2,"date":null})")->date);
  EXPECT_FALSE(decode_point_body("{}")->lon);
}

TEST(DecodePoint, NamesTheMemberAtFault) {
  EXPECT_EQ(decode_point_body(R"({"lon":"2.8"})").error().where, "lon");
  EXPECT_EQ(decode_point_body(R"({"lat":true})").error().where, "lat");
  EXPECT_EQ(decode_point_body(R"({"date":20231231})").error().where, "date");
  EXPECT_EQ(decode_point_body(R"({"acuracy":3})").error().where, "acuracy");
  EXPECT_EQ(decode_point_body(R"({"lon":1,"lon":2})").error().where, "lon");
}

TEST(DecodePoint, RefusesWhatIsNoObject) {
  for (auto const* text : {"", "[]", "1", "{", R"({"lon":})", "{\"lon\":1}x", R"({"lon":NaN})",
                           R"({"lon":1e999})", "{\"date\":\"\xE9\"}"}) {
    auto const body = decode_point_body(text);
    ASSERT_FALSE(body) << text;
    EXPECT_EQ(body.error().code, ErrorCode::kCorruptData) << text;
  }
}

// RapidJSON would make text of it that is no UTF-8.
TEST(DecodePoint, RefusesALoneSurrogate) {
  for (char const* date :
       {R"(\ude00)", R"(a\\\udfff)", R"(\ud83d\ude00\ude00)", R"(\ud83d)", R"(\u0041\udc00)"}) {
    auto const body = decode_point_body(std::string(R"({"date":")") + date + "\"}");
    ASSERT_FALSE(body.has_value()) << date;
    EXPECT_EQ(body.error().code, ErrorCode::kCorruptData) << date;
  }
  EXPECT_EQ(decode_point_body(R"({"date":"\ud83d\ude00 \\ude00 \udbff\udfff"})")->date,
            "\U0001F600 \\ude00 \U0010FFFF");
}

TEST(DecodePoint, ReadsNumbersToTheLastBit) {
  auto const lon = [](std::string const& number) {
    return decode_point_body(R"({"lon":)" + number + "}").value().lon;
  };
  // RapidJSON makes of these any number at all.
  for (char const* zero : {"0", "-0", "0e-30", "-0e-320", "0e300", "0.0000000000000000000000000e0",
                           "0.0E+99", "1e-400"}) {
    EXPECT_EQ(lon(zero), 0.0) << zero;
  }
  EXPECT_EQ(lon("2.84358"), 2.84358);
  EXPECT_EQ(lon("50.434650000000005"), 50.434650000000005);
  EXPECT_EQ(lon("-9223372036854775808"), -9223372036854775808.0);
  EXPECT_EQ(lon("18446744073709551615"), 18446744073709551615.0);
  EXPECT_EQ(lon("18446744073709551616"), 18446744073709551616.0);
  EXPECT_EQ(lon("5e-324"), 5e-324);
  EXPECT_EQ(lon("1.7976931348623157e308"), 1.7976931348623157e308);
  for (char const* no_number : {"1e309", "-1e400", "1e99999", "01", "1.", ".5", "+1", "0x1", "NaN",
                                "Infinity", "1e", "--1"}) {
    EXPECT_FALSE(decode_point_body(std::string(R"({"lon":)") + no_number + "}")) << no_number;
  }
}

// RapidJSON takes it for the end of the text.
TEST(DecodePoint, RefusesANul) {
  std::string const body = R"({"lon":1})";
  EXPECT_TRUE(decode_point_body(body + "\n "));
  for (char const* after : {"", "{", "\\", "}"}) {
    EXPECT_FALSE(decode_point_body(body + std::string(1, '\0') + after));
  }
}

TEST(DecodePoint, SurvivesDeepNesting) {
  EXPECT_FALSE(decode_point_body(std::string(2'000'000, '[')));
  EXPECT_FALSE(decode_point_body(R"({"lon":)" + std::string(2'000'000, '{')));
}

std::vector<FlatMember> flat(std::string_view json) {
  constexpr std::array<std::string_view, 3> kKnown{"q", "limit", "city"};
  return decode_flat_object(json, kKnown).value();
}

Error flat_error(std::string_view json) {
  constexpr std::array<std::string_view, 3> kKnown{"q", "limit", "city"};
  return decode_flat_object(json, kKnown).error();
}

TEST(DecodeFlatObject, ReadsTextsAndNumbers) {
  auto const members = flat(R"({"q":"12 rue é","limit":5,"city":null})");
  ASSERT_EQ(members.size(), 2U);
  EXPECT_EQ(members[0].name, "q");
  EXPECT_EQ(std::get<std::string>(members[0].value), "12 rue é");
  EXPECT_EQ(std::get<double>(members[1].value), 5.0);
  EXPECT_TRUE(flat("{}").empty());
}

TEST(DecodeFlatObject, NamesTheMemberAtFault) {
  for (auto const* json : {R"({"q":["a"]})", R"({"q":{}})", R"({"q":"a","q":"b"})"}) {
    EXPECT_EQ(flat_error(json).code, ErrorCode::kInvalidArgument) << json;
    EXPECT_EQ(flat_error(json).where, "q") << json;
  }
  EXPECT_EQ(flat_error(R"({"street":"a"})").where, "street");
  EXPECT_EQ(flat_error("[]").code, ErrorCode::kCorruptData);
  EXPECT_EQ(flat_error(R"({"q":"a")").code, ErrorCode::kCorruptData);
}

}  // namespace
}  // namespace qpv
