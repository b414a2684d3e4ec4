// SPDX-License-Identifier: EUPL-1.2
#include "service/http/field_value.h"

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <utility>

namespace qpv::http {
namespace {

// "value|name=value|..." of each element, to compare lists at a glance.
std::string shown(std::string_view field) {
  std::string text;
  for (auto const& element : parse_field_list(field)) {
    text += "[" + std::string(element.value);
    for (auto const& [name, value] : element.parameters) {
      text += "|" + std::string(name) + "=" + value;
    }
    text += "]";
  }
  return text;
}

TEST(FieldValue, Lists) {
  for (auto const& [field, expected] : std::initializer_list<std::pair<char const*, char const*>>{
           {"", ""},
           {" ,\t,", ""},
           {"a", "[a]"},
           {"a,b , c", "[a][b][c]"},
           {"a;x=1;y=2", "[a|x=1|y=2]"},
           {"a ; x=1 ;", "[a|x=1]"},
           {"a;;x=1", "[a|x=1]"},
           {R"(a;x="1,2;3")", "[a|x=1,2;3]"},
           {R"(a;x="\"\\";y=z, b)", R"([a|x="\|y=z][b])"},
           {R"(a;x="")", "[a|x=]"},
           // Malformed elements are not there; their neighbours are.
           {"a;x, b", "[b]"},
           {"a;x=, b", "[b]"},
           {"a;=1, b", "[b]"},
           {"a;x =1, b", "[b]"},
           {"a;x=1 2, b", "[b]"},
           {R"(a;x="1"2, b)", "[b]"},
           {";x=1, b", "[b]"},
           {R"(a, b;x="never closed, c)", "[a]"},
           {R"(a, b;x="\)", "[a]"}}) {
    EXPECT_EQ(shown(field), expected) << field;
  }
}

TEST(FieldValue, Qualities) {
  for (auto const& [text, expected] :
       std::initializer_list<std::pair<char const*, std::optional<int>>>{{"a", 1000},
                                                                         {"a;q=1", 1000},
                                                                         {"a;Q=0.5", 500},
                                                                         {"a;q=0", 0},
                                                                         {"a;q=0.", 0},
                                                                         {"a;q=0.001", 1},
                                                                         {"a;q=0.25", 250},
                                                                         {"a;q=1.000", 1000},
                                                                         {"a;x=1;q=0.3", 300},
                                                                         {"a;q=1.001", {}},
                                                                         {"a;q=2", {}},
                                                                         {"a;q=0.0001", {}},
                                                                         {"a;q=-1", {}},
                                                                         {"a;q=.5", {}},
                                                                         {"a;q=0.5x", {}},
                                                                         {"a;q=x", {}},
                                                                         {"a;q=\"\"", {}}}) {
    EXPECT_EQ(quality_of(parse_field_element(text).value()), expected) << text;
  }
}

TEST(FieldValue, OnlyLettersHaveACase) {
  EXPECT_TRUE(equal_ignoring_case("UTF-8", "utf-8"));
  EXPECT_FALSE(equal_ignoring_case("utf-8", "utf-8 "));
  EXPECT_FALSE(equal_ignoring_case("@", "`"));
  EXPECT_FALSE(equal_ignoring_case("É", "é"));
}

}  // namespace
}  // namespace qpv::http
