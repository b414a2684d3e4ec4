// SPDX-License-Identifier: EUPL-1.2
#include "service/http/media_type.h"

#include <gtest/gtest.h>

#include <array>
#include <string_view>

namespace qpv::http {
namespace {

constexpr int kNone = -1;

struct Asked {
  std::string_view accept;
  int expected;  // index, or kNone
};

template <std::size_t N>
void check(std::array<std::string_view, N> const& produced,
           std::initializer_list<Asked> const& table) {
  for (auto const& [accept, expected] : table) {
    auto const chosen = choose_type(accept, produced);
    EXPECT_EQ(chosen ? static_cast<int>(*chosen) : kNone, expected) << accept;
  }
}

TEST(ChooseType, WhenThereIsOne) {
  check<1>({"application/json; charset=utf-8"},
           {{"", 0},
            {"*/*", 0},
            {"application/json", 0},
            {"APPLICATION/JSON", 0},
            {"application/*", 0},
            {"text/html, application/json;q=0.1", 0},
            {"text/html, */*;q=0.001", 0},
            {"application/json;charset=utf-8", 0},
            {"application/json;charset=UTF-8", 0},
            {"application/json;charset=\"utf-8\"", 0},
            {"application/json;q=0.5;ext=1", 0},
            {"text/html", kNone},
            {"text/*", kNone},
            {"application/geo+json", kNone},
            {"application/json;charset=latin1", kNone},
            {"application/json;version=2", kNone},
            {"application/json;q=0", kNone},
            {"*/*;q=0", kNone},
            {"application/*;q=0", kNone},
            // The closest range decides, wherever it stands.
            {"*/*, application/json;q=0", kNone},
            {"application/json;q=0, */*", kNone},
            {"application/*;q=0, */*", kNone},
            {"application/json, */*;q=0", 0},
            {"application/json;q=0.2, application/*;q=0", 0},
            {"application/json;charset=utf-8, application/json;q=0", 0},
            {"application/json;q=0, application/json", 0}});
}

TEST(ChooseType, WhatIsMalformedIsNotThere) {
  check<1>({"application/json; charset=utf-8"}, {{",", 0},
                                                 {"json", 0},
                                                 {"*", 0},
                                                 {"application/", 0},
                                                 {"*/json", 0},
                                                 {"text/html;q=high", 0},
                                                 {"text/html;q=1.5", 0},
                                                 {"\"", 0},
                                                 {"json, text/html", kNone},
                                                 {"application/json;q=high, text/html", kNone}});
}

TEST(ChooseType, AmongSeveral) {
  check<3>({"application/geo+json", "application/json; charset=utf-8", "text/csv"},
           {{"", 0},
            {"*/*", 0},
            {"application/*", 0},
            {"application/json", 1},
            {"application/json, application/geo+json", 0},  // equal: our order
            {"application/json, application/geo+json;q=0.9", 1},
            {"text/*;q=0.5, application/json;q=0.4", 2},
            {"*/*, application/geo+json;q=0", 1},
            {"*/*;q=0.1, text/csv", 2},
            {"application/geo+json;q=0, application/json;q=0", kNone},
            {"image/png", kNone}});
}

TEST(ChooseType, TypesWithParameters) {
  check<1>({"text/plain; version=0.0.4; charset=utf-8"},
           {{"text/plain;version=0.0.4", 0},
            {"text/plain;version=1.0.0", kNone},
            {"application/openmetrics-text;version=1.0.0;q=0.5,text/plain;version=0.0.4;q=0.3", 0},
            {"text/plain", 0}});
}

TEST(Announces, TypeAndCharset) {
  for (std::string_view const good :
       {"application/json", "Application/JSON", " application/json ", "application/json;",
        "application/json; charset=utf-8", "application/json;charset=UTF-8",
        "application/json; charset=\"utf-8\"", "application/json; Charset=Utf-8; profile=x"}) {
    EXPECT_TRUE(announces(good, "application/json")) << good;
  }
  for (std::string_view const bad :
       {"", "json", "application/jsonx", "application/json/x", "text/json", "application/geo+json",
        "application/json; charset=iso-8859-1", "application/json; charset=utf-16",
        "application/json; charset=", "application/json; charset=utf-8; charset=latin1",
        "application/json; charset", "application/json, text/plain",
        "application/json charset=utf-8", "multipart/form-data; x=\"application/json\""}) {
    EXPECT_FALSE(announces(bad, "application/json")) << bad;
  }
}

TEST(IsPlain, NoCodingOrIdentity) {
  for (std::string_view const plain : {"", "identity", "Identity", "identity, identity"}) {
    EXPECT_TRUE(is_plain(plain)) << plain;
  }
  for (std::string_view const coded :
       {" ", "gzip", "identity, gzip", "x", ";", "\"\"", "identity;q=1"}) {
    EXPECT_FALSE(is_plain(coded)) << coded;
  }
}

}  // namespace
}  // namespace qpv::http
