// SPDX-License-Identifier: EUPL-1.2
#include "geo/json/geocode_batch.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace qpv {
namespace {

using Pairs = std::vector<std::pair<std::string, std::string>>;

TEST(GeocodeBatch, GivesEachItsParametersAndThoseOfAll) {
  auto const items = read_geocode_batch(
      R"({"params":{"filters":{"postcode":["62300","62800"]},"lat":50.4,"x":true},"requests":[)"
      R"({"id":"a","operation":"reverse","params":{"lon":2.8,"lat":"50.5"}},)"
      R"({"id":7,"params":{"q":"rue","filters":{"postcode":"62220","citycode":null}}},{}]})");
  ASSERT_TRUE(items) << items.error().message;
  ASSERT_EQ(items->size(), 3U);
  EXPECT_EQ((*items)[0].id, R"("a")");
  EXPECT_EQ((*items)[0].operation, "reverse");
  EXPECT_EQ((*items)[0].parameters, (Pairs{{"lon", "2.8"},
                                           {"lat", "50.5"},
                                           {"postcode", "62300"},
                                           {"postcode", "62800"},
                                           {"x", "true"}}));
  EXPECT_EQ((*items)[1].id, "7");
  EXPECT_EQ((*items)[1].operation, "geocode");
  EXPECT_EQ((*items)[1].parameters,
            (Pairs{{"q", "rue"}, {"postcode", "62220"}, {"lat", "50.4"}, {"x", "true"}}));
  EXPECT_EQ((*items)[2].id, "null");
}

TEST(GeocodeBatch, RefusesWhatIsNoBatch) {
  for (auto const* text :
       {"", "[]", "{}", R"({"requests":{}})", R"({"requests":[1]})", R"({"requests":[{"id":{}}]})",
        R"({"requests":[{"operation":1}]})", R"({"requests":[{"params":[]}]})",
        R"({"requests":[{"params":{"q":{"a":1}}}]})", R"({"requests":[],"params":3})",
        R"({"requests":[{"params":{"filters":{"a":[[1]]}}}]})"}) {
    EXPECT_FALSE(read_geocode_batch(text)) << text;
  }
}

}  // namespace
}  // namespace qpv
