// SPDX-License-Identifier: EUPL-1.2
#include "service/handlers/theme.h"

#include <gtest/gtest.h>

#include <random>

namespace qpv::handlers {
namespace {

constexpr Colour kWhite{255, 255, 255};

Colour colour_of(std::string const& css, std::string const& property) {
  auto const at = css.find(property + ":#") + property.size() + 2;
  auto const number = std::stoul(css.substr(at, 6), nullptr, 16);
  return {static_cast<std::uint8_t>(number >> 16U), static_cast<std::uint8_t>(number >> 8U),
          static_cast<std::uint8_t>(number)};
}

TEST(Theme, ReadsSixDigitsWithOrWithoutASign) {
  auto const theme = read_theme({{"accent", "0F5560"}, {"ground", "#ffffff"}});
  ASSERT_TRUE(theme.has_value());
  EXPECT_EQ(to_query(*theme), "accent=0f5560&ground=ffffff");
  EXPECT_TRUE(read_theme({})->is_plain());
  EXPECT_TRUE(read_theme({{"accent", ""}})->is_plain()) << "an empty field of a form";
  EXPECT_EQ(to_query(Theme{}), "");
}

TEST(Theme, RefusesAnythingElse) {
  for (auto const* text :
       {"red", "0f556", "0f55600", "#", "-f5560", "0x5560", " 0f556", "}*{x:y"}) {
    auto const theme = read_theme({{"ground", text}});
    ASSERT_FALSE(theme.has_value()) << text;
    EXPECT_EQ(theme.error().parameter, "ground");
  }
}

TEST(Theme, ContrastIsThatOfWcag) {
  EXPECT_NEAR(contrast({0, 0, 0}, kWhite), 21, 1e-9);
  EXPECT_NEAR(contrast(kWhite, kWhite), 1, 1e-9);
  // The grey that is known as the lightest one readable on white.
  EXPECT_NEAR(contrast({0x76, 0x76, 0x76}, kWhite), 4.54, 0.005);
}

TEST(Theme, TextStaysReadableOnAnyColour) {
  std::mt19937 random(20261128);
  for (int i = 0; i < 2000; ++i) {
    auto const bits = random();
    Colour const any{static_cast<std::uint8_t>(bits), static_cast<std::uint8_t>(bits >> 8U),
                     static_cast<std::uint8_t>(bits >> 16U)};
    auto const css = to_css({any, any});
    EXPECT_EQ(colour_of(css, "--qpv-accent"), any);
    EXPECT_GE(contrast(colour_of(css, "--qpv-on-accent"), any), 4.5) << css;
    EXPECT_GE(contrast(colour_of(css, "--qpv-link"), kWhite), 4.5) << css;
    EXPECT_GE(contrast(colour_of(css, "--qpv-on-ground"), any), 4.5) << css;
  }
}

}  // namespace
}  // namespace qpv::handlers
