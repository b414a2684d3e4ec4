// SPDX-License-Identifier: EUPL-1.2
#include "service/handlers/parameters.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <bit>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <random>
#include <string>

#include "tests/support/test_data.h"

namespace qpv::handlers {
namespace {

constexpr std::array<std::string_view, 2> kKnown{"lon", "lat"};

TEST(FindAll, GivesTextsInTheOrderOfTheNames) {
  http::Parameters const parameters{{"lat", "50"}, {"lon", ""}};
  auto const texts = find_all(parameters, kKnown);
  ASSERT_TRUE(texts);
  EXPECT_EQ((*texts)[0], "");
  EXPECT_EQ((*texts)[1], "50");
  EXPECT_FALSE((*find_all({}, kKnown))[0]);
}

TEST(FindAll, RefusesAsCheckNamesDoes) {
  for (http::Parameters const& parameters :
       {http::Parameters{{"lon", "1"}, {"lon", "2"}, {"x", ""}},
        http::Parameters{{"lon", "1"}, {"x", ""}, {"lon", "2"}}}) {
    auto const texts = find_all(parameters, kKnown);
    auto const names = check_names(parameters, {"lon", "lat"});
    ASSERT_FALSE(texts);
    EXPECT_EQ(texts.error().parameter, names.error().parameter);
    EXPECT_EQ(texts.error().detail, names.error().detail);
  }
}

// What std::from_chars makes of the whole text; none where it takes only a part.
std::optional<double> oracle(std::string const& text) {
  double number = 0;
  auto const [stop, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  bool const whole = error == std::errc() && stop == text.data() + text.size();
  return whole && std::isfinite(number) ? std::optional(number) : std::nullopt;
}

void expect_as_oracle(std::string const& text) {
  auto const number = read_number(text, "lon");
  auto const expected = oracle(text);
  ASSERT_EQ(number.has_value(), expected.has_value()) << text;
  if (!expected) return;
  EXPECT_EQ(std::bit_cast<std::uint64_t>(**number), std::bit_cast<std::uint64_t>(*expected))
      << text;
}

TEST(ReadNumber, ReadsToTheLastBit) {
  for (auto const* text : {"",
                           "-",
                           ".",
                           "-.",
                           "0",
                           "-0",
                           "-0.0",
                           ".5",
                           "-.5",
                           "5.",
                           "007.10",
                           "1..2",
                           "+1",
                           " 1",
                           "1 ",
                           "1e5",
                           "1e400",
                           "nan",
                           "inf",
                           "0x10",
                           "2,84358",
                           "123456789012345",
                           "1234567890123456",
                           "9007199254740993",
                           "50.434650000000005",
                           "0.000000000000001"}) {
    expect_as_oracle(text);
  }
}

TEST(ReadNumber, ReadsAnyTextAsFromCharsDoes) {
  std::mt19937_64 random(test::seed());
  std::uniform_real_distribution<double> degrees(-180, 180);
  constexpr std::string_view kCharacters = "0123456789012345678901234567890.-e";
  for (int i = 0; i < 20'000; ++i) {
    expect_as_oracle(fmt::format("{:.{}f}", degrees(random), random() % 17));
    std::string text;
    for (auto left = random() % 20; left > 0; --left) {
      text += kCharacters[random() % kCharacters.size()];
    }
    expect_as_oracle(text);
  }
}

}  // namespace
}  // namespace qpv::handlers
