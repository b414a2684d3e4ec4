// SPDX-License-Identifier: EUPL-1.2
#include "service/crew.h"

#include <gtest/gtest.h>

#include <atomic>
#include <stdexcept>
#include <thread>
#include <vector>

namespace qpv {
namespace {

void expect_each_once(Crew const& crew, std::size_t count) {
  std::vector<std::atomic<int>> done(count);
  crew.share(count, [&](std::size_t i) { ++done[i]; });
  for (auto const& times : done) EXPECT_EQ(times, 1);
}

TEST(Crew, DoesEachPieceOnce) {
  for (unsigned const helpers : {0U, 1U, 3U}) {
    Crew crew;
    crew.start(helpers);
    for (std::size_t const count : {0U, 1U, 2U, 1000U}) expect_each_once(crew, count);
  }
}

TEST(Crew, ServesSeveralWhoAskAtOnce) {
  Crew crew;
  crew.start(2);
  std::vector<std::jthread> askers;
  askers.reserve(4);
  for (int i = 0; i < 4; ++i) {
    askers.emplace_back([&crew] {
      for (int round = 0; round < 200; ++round) expect_each_once(crew, 37);
    });
  }
}

TEST(Crew, HandsOnWhatAPieceThrows) {
  Crew crew;
  crew.start(2);
  for (std::size_t bad = 0; bad < 50; ++bad) {
    auto const work = [bad](std::size_t i) {
      if (i == bad) throw std::runtime_error("bad");
    };
    EXPECT_THROW(crew.share(50, work), std::runtime_error);
  }
  expect_each_once(crew, 50);
}

}  // namespace
}  // namespace qpv
