// SPDX-License-Identifier: EUPL-1.2
#include "geo/address/position_errors.h"

#include <gtest/gtest.h>

#include <string>

#include "tools/import/position_errors.h"

namespace qpv {
namespace {

std::string own() { return std::string(import::embedded_position_errors()); }

std::string with(std::string const& line, std::string const& other) {
  auto text = own();
  text.replace(text.find(line), line.size(), other);
  return text;
}

TEST(PositionErrors, ReadsEachTypeOfTheBase) {
  auto const errors = read_position_errors(with("entrée\t5\n", "entrée\t2.5\r\n"));
  ASSERT_TRUE(errors) << errors.error().message;
  EXPECT_EQ(errors->of(PositionType::kEntrance), 2.5);
  for (auto const metres : errors->by_type) EXPECT_GT(metres, 0);
  EXPECT_GT(errors->street, errors->of(PositionType::kSegment));
  EXPECT_GT(errors->locality, errors->street);
}

TEST(PositionErrors, RefusesATableThatLeavesSomethingOpen) {
  struct Case {
    std::string text;
    std::string why;
  };
  for (auto const& [text, why] :
       {Case{with("entrée\t5\n", ""), "il manque « entrée »"},
        Case{with("inconnue\t12\n", "\n"), "il manque « inconnue »"},
        Case{with("voie\t150\n", ""), "il manque « voie »"},
        Case{with("entrée\t5\n", "entrée\t5\nentrée\t6\n"), "déjà donnée"},
        Case{with("entrée\t", "porte\t"), "inconnu"},
        Case{with("entrée\t5\n", "entrée 5\n"), "tabulation"},
        Case{with("entrée\t5\n", "entrée\t0\n"), "plus de 0"},
        Case{with("entrée\t5\n", "entrée\t-1\n"), "plus de 0"},
        Case{with("entrée\t5\n", "entrée\tnan\n"), "plus de 0"},
        Case{with("entrée\t5\n", "entrée\t5 m\n"), "plus de 0"},
        Case{with("entrée\t5\n", "entrée\t1001\n"), "1000 au plus"}, Case{"", "il manque"}}) {
    auto const errors = read_position_errors(text);
    ASSERT_FALSE(errors) << text;
    EXPECT_NE(errors.error().message.find(why), std::string::npos) << errors.error().message;
  }
}

}  // namespace
}  // namespace qpv
