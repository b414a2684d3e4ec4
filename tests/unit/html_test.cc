// SPDX-License-Identifier: EUPL-1.2
#include "service/handlers/html.h"

#include <gtest/gtest.h>

#include <stdexcept>
#include <string_view>

namespace qpv::handlers {
namespace {

TEST(Html, EscapesWhatMarkupIsMadeOf) {
  EXPECT_EQ(escape(R"(<a href="x" id='y'>&amp;</a>)").text,
            "&lt;a href=&quot;x&quot; id=&#39;y&#39;&gt;&amp;amp;&lt;/a&gt;");
  EXPECT_EQ(escape("Cité n° 2 – Liévin").text, "Cité n° 2 – Liévin");
}

TEST(Html, LeavesControlCharactersOut) {
  EXPECT_EQ(escape(std::string_view("a\0b\x1b[31mc\x7f\n", 11)).text, "ab[31mc\n");
}

TEST(Html, FillsEachPlaceOnce) {
  EXPECT_EQ(fill("<p>{{a}} et {{b}}, {{a}}</p>", {{"a", {"1"}}, {"b", {"2"}}}).text,
            "<p>1 et 2, 1</p>");
  EXPECT_EQ(fill("sans rien", {}).text, "sans rien");
}

TEST(Html, AValueIsNotATemplate) {
  EXPECT_EQ(fill("{{a}}{{b}}", {{"a", {"{{b}}"}}, {"b", {"2"}}}).text, "{{b}}2");
}

TEST(Html, AMissingValueIsABug) {
  EXPECT_THROW(fill("{{a}}", {}), std::logic_error);
  EXPECT_THROW(fill("{{a", {{"a", {}}}), std::logic_error);
}

}  // namespace
}  // namespace qpv::handlers
