// SPDX-License-Identifier: EUPL-1.2
#include "service/http/target.h"

#include <gtest/gtest.h>

#include <string>

namespace qpv::http {
namespace {

TEST(Target, SplitsAndDecodes) {
  auto const target = parse_target("/v1/point?lon=2.8&name=Cit%C3%A9+2&empty=&flag").value();
  EXPECT_EQ(target.path, "/v1/point");
  EXPECT_EQ(target.query,
            (Parameters{{"lon", "2.8"}, {"name", "Cité 2"}, {"empty", ""}, {"flag", ""}}));
  EXPECT_EQ(parse_target("/a+b%2Bc")->path, "/a+b+c") << "a plus is a plus in a path";
  EXPECT_EQ(parse_target("/?a=1&&b=2")->query.size(), 2U);
  EXPECT_EQ(parse_target("/?a=b=c")->query.front().second, "b=c");
}

TEST(Target, KnowsTheOtherForms) {
  EXPECT_EQ(parse_target("")->path, "/");
  EXPECT_EQ(parse_target("?x=1")->path, "/");
  EXPECT_EQ(parse_target("*")->path, "*");
}

TEST(Target, RefusesWhatCannotBeDecoded) {
  EXPECT_FALSE(parse_target(std::string("/a\0b", 4)));
  EXPECT_FALSE(parse_form(std::string("a=\0", 3)));
  for (std::string const text : {"/%", "/%2", "/%zz", "/%00", "/%E9", "/?a=%", "/?%FF=1", "/?a=%C3",
                                 "v1/point", "x", "//%0"}) {
    EXPECT_FALSE(parse_target(text)) << text;
  }
}

TEST(Form, ReadsABrowsersBody) {
  EXPECT_EQ(parse_form("lon=2%2C84&lat=50%2C43").value(),
            (Parameters{{"lon", "2,84"}, {"lat", "50,43"}}));
  EXPECT_TRUE(parse_form("")->empty());
  EXPECT_FALSE(parse_form("a=%u00e9"));
}

}  // namespace
}  // namespace qpv::http
