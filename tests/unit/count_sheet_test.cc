// SPDX-License-Identifier: EUPL-1.2
//
// tests/golden/counts_cases.json: what the staff page's own suppression is held against too.
#include "geo/batch/count_sheet.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <functional>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "tests/unit/golden_cases.h"

namespace qpv::batch {
namespace {

using Shown = CountSheet::Shown;
constexpr std::uint64_t kLeast = 5;

// A row of counts with its total.
struct Line {
  explicit Line(std::vector<std::uint64_t> const& values) {
    std::uint64_t sum = 0;
    for (auto const value : values) {
      parts.push_back(sheet.add(value));
      sum += value;
    }
    total = sheet.add(sum);
    sheet.sum(total, parts);
    sheet.suppress(kLeast);
  }
  [[nodiscard]] std::vector<Shown> shown() const {
    std::vector<Shown> out;
    for (auto const id : parts) out.push_back(sheet.shown(id));
    return out;
  }
  CountSheet sheet;
  std::vector<CountSheet::Id> parts;
  CountSheet::Id total = 0;
};

TEST(CountSheet, ShowsWhatIsLargeOrNothing) {
  Line const line({5, 0, 120});
  EXPECT_EQ(line.shown(), (std::vector{Shown::kYes, Shown::kYes, Shown::kYes}));
  EXPECT_EQ(line.sheet.shown(line.total), Shown::kYes);
}

TEST(CountSheet, HidesASecondCountSoThatTheTotalDoesNotGiveTheFirstBack) {
  Line const line({3, 40, 9, 0});
  EXPECT_EQ(line.shown(), (std::vector{Shown::kSmall, Shown::kYes, Shown::kHidden, Shown::kYes}));
}

TEST(CountSheet, LetsSmallCountsHideEachOther) {
  EXPECT_EQ(Line({3, 2, 40}).shown(), (std::vector{Shown::kSmall, Shown::kSmall, Shown::kYes}));
}

TEST(CountSheet, SeesThatTwoSmallCountsCanOnlyBeOneEach) {
  EXPECT_EQ(Line({1, 1, 40}).shown(), (std::vector{Shown::kSmall, Shown::kSmall, Shown::kHidden}));
  EXPECT_EQ(Line({4, 4, 40}).shown(), (std::vector{Shown::kSmall, Shown::kSmall, Shown::kHidden}));
}

TEST(CountSheet, HidesATotalWhereNothingElseIsLeft) {
  Line const line({7, 3});
  EXPECT_EQ(line.shown(), (std::vector{Shown::kHidden, Shown::kSmall}));
  Line const alone({3, 0});
  EXPECT_EQ(alone.sheet.shown(alone.total), Shown::kSmall);
}

TEST(CountSheet, WithoutAThresholdEverythingIsShown) {
  CountSheet sheet;
  auto const one = sheet.add(1);
  sheet.suppress(1);
  EXPECT_EQ(sheet.shown(one), Shown::kYes);
}

// As the page's cases have it: "." for a count that is shown, "s" for a small one, "h".
char letter(Shown shown) {
  if (shown == Shown::kYes) return '.';
  return shown == Shown::kSmall ? 's' : 'h';
}

std::string judged(rapidjson::Value const& sheet_case) {
  CountSheet sheet;
  for (auto const& value : sheet_case["values"].GetArray()) sheet.add(value.GetUint64());
  for (auto const& each : sheet_case["sums"].GetArray()) {
    std::vector<CountSheet::Id> parts;
    for (auto const& part : each[1].GetArray()) parts.push_back(part.GetUint64());
    sheet.sum(each[0].GetUint64(), parts);
  }
  sheet.suppress(sheet_case["least"].GetUint64());
  std::string letters;
  for (CountSheet::Id id = 0; id < sheet_case["values"].Size(); ++id) {
    letters += letter(sheet.shown(id));
  }
  return letters;
}

TEST(CountSheet, ShowsWhatThePageShows) {
  auto const document = test::golden_cases("counts_cases.json");
  ASSERT_TRUE(document.IsObject());
  std::set<char> seen;
  for (auto const& each : document["cases"].GetArray()) {
    auto const letters = judged(each);
    EXPECT_EQ(letters, each["shown"].GetString()) << each["name"].GetString();
    seen.insert(letters.begin(), letters.end());
  }
  EXPECT_EQ(seen, (std::set{'.', 's', 'h'}));
  EXPECT_GE(document["cases"].Size(), 100U);
}

// Tables of communes by answers: whoever tries every table of small numbers that fits what is shown
// finds at least two values for each small count.
TEST(CountSheet, NoTableIsGivenBack) {
  std::mt19937 random(7);
  std::uniform_int_distribution<std::uint64_t> small(0, 7);
  constexpr std::uint64_t kTried = 9;  // values of a hidden count that are tried: 5 to 9
  std::size_t hidden = 0;
  for (int round = 0; round < 300; ++round) {
    CountSheet sheet;
    std::vector<std::uint64_t> values(6);
    for (auto& value : values) value = small(random);
    std::vector<CountSheet::Id> ids;
    ids.reserve(values.size());
    for (auto const value : values) ids.push_back(sheet.add(value));
    struct Sum {
      CountSheet::Id total;
      std::vector<std::size_t> parts;
    };
    std::vector<Sum> sums;
    auto const add = [&](std::vector<std::size_t> const& parts) {
      std::uint64_t sum = 0;
      std::vector<CountSheet::Id> of;
      for (auto const part : parts) {
        sum += values[part];
        of.push_back(ids[part]);
      }
      sums.push_back({sheet.add(sum), parts});
      sheet.sum(sums.back().total, of);
    };
    for (auto const& parts :
         std::vector<std::vector<std::size_t>>{{0, 1, 2}, {3, 4, 5}, {0, 3}, {1, 4}, {2, 5}}) {
      add(parts);
    }
    // Every second one with the sum of all, which both kinds of totals make up.
    if (round % 2 == 1) {
      add({0, 1, 2, 3, 4, 5});
      auto const all = sums.back().total;
      sheet.sum(all, {sums[0].total, sums[1].total});
      sheet.sum(all, {sums[2].total, sums[3].total, sums[4].total});
    }
    sheet.suppress(kLeast);
    std::vector<std::set<std::uint64_t>> possible(values.size());
    auto guess = values;
    auto const range = [&](CountSheet::Id id) -> std::pair<std::uint64_t, std::uint64_t> {
      if (sheet.shown(id) == Shown::kYes) return {sheet.value(id), sheet.value(id)};
      if (sheet.shown(id) == Shown::kSmall) return {1, kLeast - 1};
      return {kLeast, std::max(kTried, sheet.value(id) + 2)};
    };
    std::function<void(std::size_t)> const tries = [&](std::size_t at) {
      if (at < guess.size()) {
        auto const [low, high] = range(ids[at]);
        for (auto value = low; value <= high; ++value) {
          guess[at] = value;
          tries(at + 1);
        }
        return;
      }
      for (auto const& sum : sums) {
        std::uint64_t all = 0;
        for (auto const part : sum.parts) all += guess[part];
        auto const [low, high] = range(sum.total);
        bool const open = sheet.shown(sum.total) == Shown::kHidden;
        if (all < low || (!open && all > high)) return;
      }
      for (std::size_t i = 0; i < guess.size(); ++i) possible[i].insert(guess[i]);
    };
    tries(0);
    for (std::size_t i = 0; i < values.size(); ++i) {
      if (sheet.shown(ids[i]) != Shown::kSmall) continue;
      ++hidden;
      EXPECT_GE(possible[i].size(), 2U) << "round " << round << ", count " << i;
    }
  }
  EXPECT_GT(hidden, 100U);
}

}  // namespace
}  // namespace qpv::batch
