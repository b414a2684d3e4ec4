// SPDX-License-Identifier: EUPL-1.2
#include "geo/dataset/guard.h"

#include <gtest/gtest.h>

#include "tests/support/temp_dir.h"
#include "tests/unit/triangle.h"

namespace qpv {
namespace {

// A triangle with nothing known around it, in force from 2024.
class Guard : public testing::Test {
 protected:
  void SetUp() override {
    ASSERT_NO_FATAL_FAILURE(test::import_triangle(dir_));
    dataset_ = load_dataset(dir_ / "d").value();
  }

  // Why the dataset is refused by a sentinel at this place; empty when it is not.
  [[nodiscard]] std::string refused(LonLat point, Date date, Sentinel::Expects expects,
                                    std::vector<std::string> perimeters = {}) const {
    std::vector<Sentinel> const sentinels{
        {"la place", point, date, expects, std::move(perimeters)}};
    auto const checked = check_sentinels(*dataset_, sentinels);
    return checked ? "" : checked.error().message;
  }

  static constexpr LonLat kInside{2.808, 50.403};
  static constexpr LonLat kElsewhere{3.06, 50.63};
  static constexpr Date kDay = make_date(2024, 6, 1);
  using Expects = Sentinel::Expects;

  test::TempDir dir_;
  std::shared_ptr<Dataset const> dataset_;
};

TEST_F(Guard, ASentinelInside) {
  EXPECT_EQ(refused(kInside, kDay, Expects::kInside, {"QN06201M"}), "");
  EXPECT_EQ(
      refused(kInside, kDay, Expects::kInside, {"QN06202M"}),
      "point témoin « la place » au 2024-06-01 : attendu dans QN06202M, trouvé dans QN06201M");
  EXPECT_EQ(refused(kElsewhere, kDay, Expects::kInside, {"QN06201M"}),
            "point témoin « la place » au 2024-06-01 : attendu dans QN06201M, trouvé non couvert");
}

TEST_F(Guard, ASentinelOutsideMustBeCovered) {
  EXPECT_NE(refused(kElsewhere, kDay, Expects::kOutside), "");
  EXPECT_NE(refused(kInside, kDay, Expects::kOutside), "");
}

TEST_F(Guard, AQuartierNeedNotBeKnownButNeverDenied) {
  EXPECT_EQ(refused(kElsewhere, kDay, Expects::kNeverOutside), "");
  EXPECT_EQ(refused(kInside, kDay, Expects::kNeverOutside), "");
}

TEST_F(Guard, ADayThatTheDatasetDoesNotKnow) {
  auto const before = make_date(2020, 6, 1);
  EXPECT_EQ(refused(kInside, before, Expects::kNeverOutside), "");
  EXPECT_NE(refused(kInside, before, Expects::kInside, {"QN06201M"}), "");
  EXPECT_NE(refused(kElsewhere, before, Expects::kOutside), "");
}

TEST_F(Guard, ASuccessorLosesNothing) {
  auto const& now = dataset_->manifest;
  EXPECT_TRUE(check_succession(now, now));
  auto next = now;
  next.generations[0].coverage = "france";
  EXPECT_TRUE(check_succession(now, next)) << "more is welcome";
  auto const& more = next;
  auto const& less = now;
  EXPECT_EQ(
      check_succession(more, less).error().message,
      "la génération 2024 en vigueur depuis le 2024-01-01 n’y est plus complète pour toute la "
      "France mais connue dans ses périmètres seuls");
  next.generations.clear();
  EXPECT_EQ(check_succession(now, next).error().message,
            "il n’a plus la génération 2024 en vigueur depuis le 2024-01-01");
}

TEST_F(Guard, ASuccessorKeepsItsAddresses) {
  auto const& none = dataset_->manifest;
  auto real = none;
  real.addresses = AddressSummary{"BAN", std::nullopt, 1, 2, 0, 3, false};
  auto fictitious = real;
  fictitious.addresses->fictitious = true;
  EXPECT_TRUE(check_succession(none, real));
  EXPECT_TRUE(check_succession(none, fictitious));
  EXPECT_TRUE(check_succession(real, real));
  EXPECT_TRUE(check_succession(fictitious, real));
  EXPECT_EQ(check_succession(real, none).error().message, "il n’a plus d’adresses");
  EXPECT_EQ(check_succession(fictitious, none).error().message, "il n’a plus d’adresses");
  EXPECT_EQ(check_succession(real, fictitious).error().message,
            "ses adresses sont fictives, celles d’avant ne l’étaient pas");
}

TEST_F(Guard, OfTheSameTerritory) {
  auto const& none = dataset_->manifest;
  auto some = none;
  some.epci = "246200364";
  EXPECT_TRUE(check_succession(none, some));
  EXPECT_FALSE(check_succession(some, none));
}

TEST(Sentinels, WhatIsWrongIsNamed) {
  auto const where = [](std::string const& item) {
    auto const read = read_sentinels(R"({"sentinels":[)" + item + "]}");
    return read ? std::string() : read.error().where;
  };
  std::string const place = R"({"name":"a","lon":2.8,"lat":50.4,"date":"2024-06-01",)";
  EXPECT_EQ(where(place + R"("expects":"outside"})"), "");
  EXPECT_EQ(where(place + R"("expects":"inside","perimeters":["QN06201M"]})"), "");
  EXPECT_NE(where(place + R"("expects":"inside"})"), "");
  EXPECT_NE(where(place + R"("expects":"inside","perimeters":[]})"), "");
  EXPECT_NE(where(place + R"("expects":"yes"})"), "");
  EXPECT_NE(where(R"({"name":"a","lon":181,"lat":50,"date":"2024-06-01","expects":"outside"})"),
            "");
  EXPECT_NE(where(R"({"name":"a","lon":2,"lat":50,"date":"2024-06-31","expects":"outside"})"), "");
  EXPECT_FALSE(read_sentinels(R"({"sentinels":[]})")) << "none is a mistake, not a file of none";
}

}  // namespace
}  // namespace qpv
