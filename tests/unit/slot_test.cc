// SPDX-License-Identifier: EUPL-1.2
#include "geo/dataset/slot.h"

#include <gtest/gtest.h>

#include <array>
#include <memory>
#include <thread>

#include "tests/unit/page_fixture.h"

namespace qpv {
namespace {

std::shared_ptr<Dataset const> made() { return std::make_shared<Dataset const>(test::dataset({})); }

TEST(DatasetSlot, EveryThreadSeesWhatWasPutIn) {
  auto const first = made();
  auto const second = made();
  DatasetSlot slot(first);
  auto const all_see = [&slot](std::shared_ptr<Dataset const> const& expected) {
    std::array<std::jthread, 40> threads;
    for (auto& thread : threads) {
      thread = std::jthread([&] { EXPECT_EQ(slot.get().get(), expected.get()); });
    }
  };
  all_see(first);
  EXPECT_EQ(slot.replace(second).get(), first.get());
  all_see(second);
}

TEST(DatasetSlot, TheOldOneIsUnusedOnceItsRequestsAreOver) {
  DatasetSlot slot(made());
  auto request = slot.get();
  auto const old = slot.replace(made());
  EXPECT_EQ(request.get(), old.get());
  EXPECT_EQ(old.use_count(), 2);
  request.reset();
  EXPECT_EQ(old.use_count(), 1);
}

}  // namespace
}  // namespace qpv
