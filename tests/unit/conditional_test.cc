// SPDX-License-Identifier: EUPL-1.2
#include "service/http/conditional.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace qpv::http {
namespace {

TEST(EntityTag, FollowsTheBytesAndTheCoding) {
  std::string const body(3000, 'a');
  auto const plain = entity_tag(body, Coding::kIdentity);
  EXPECT_EQ(plain, entity_tag(std::string(3000, 'a'), Coding::kIdentity));
  EXPECT_NE(plain, entity_tag(body, Coding::kGzip));
  EXPECT_NE(plain, entity_tag(body + "a", Coding::kIdentity));
  EXPECT_NE(plain, entity_tag(std::string(2999, 'a') + 'b', Coding::kIdentity));
  EXPECT_TRUE(plain.starts_with('"') && plain.ends_with('"')) << "strong: no W/";
}

TEST(IfNoneMatch, ComparesWeakly) {
  std::string_view const tag = "\"abc\"";
  for (std::string_view const field :
       {R"("abc")", R"(W/"abc")", "*", " * ", R"("x", "abc")", R"("x",W/"abc" , "y")",
        R"(W/"x", "abc")", R"("with,comma", "abc")", R"("", "abc")", R"(, "abc")",
        R"("back\", "abc")"}) {
    EXPECT_TRUE(names_tag(field, tag)) << field;
  }
  for (std::string_view const field :
       {"", " ", "abc", R"("abc)", R"(abc")", R"("ab")", R"("abcd")", R"("ABC")", R"(w/"abc")",
        R"("*")", R"("x, "abc")", R"(garbage "abc")", "W/", R"("x" W/)", R"("-gzip")"}) {
    EXPECT_FALSE(names_tag(field, tag)) << field;
  }
}

}  // namespace
}  // namespace qpv::http
