// SPDX-License-Identifier: EUPL-1.2
#include "service/http/content_coding.h"

#include <gtest/gtest.h>

#include <optional>
#include <string_view>

namespace qpv::http {
namespace {

TEST(AcceptEncoding, WhatIsSent) {
  struct Asked {
    std::string_view field;
    std::optional<Coding> expected;
  };
  for (auto const& [field, expected] :
       std::initializer_list<Asked>{{"", Coding::kIdentity},
                                    {"gzip", Coding::kGzip},
                                    {"GZip", Coding::kGzip},
                                    {"x-gzip", Coding::kGzip},
                                    {"gzip, deflate, br, zstd", Coding::kGzip},
                                    {"br", Coding::kIdentity},
                                    {"deflate;q=1, gzip;q=0.1", Coding::kGzip},
                                    {"*", Coding::kGzip},
                                    {"identity", Coding::kIdentity},
                                    {"gzip;q=0", Coding::kIdentity},
                                    {"gzip;q=0.000", Coding::kIdentity},
                                    {"gzip;q=0, *", Coding::kIdentity},
                                    {"gzip;q=0.5, identity", Coding::kIdentity},
                                    {"gzip;q=0.5, identity;q=0.4", Coding::kGzip},
                                    {"gzip;q=0.001", Coding::kGzip},
                                    {"identity;q=0, gzip", Coding::kGzip},
                                    {"identity;q=0, *;q=0.5", Coding::kGzip},
                                    {"*;q=0, identity", Coding::kIdentity},
                                    {"*;q=0, gzip;q=0.2", Coding::kGzip},
                                    {"gzip;q=x", Coding::kIdentity},  // malformed: not there
                                    {"identity;q=0", std::nullopt},
                                    {"identity;q=0, br", std::nullopt},
                                    {"*;q=0", std::nullopt},
                                    {"*;q=0.0, gzip;q=0", std::nullopt}}) {
    EXPECT_EQ(read_accept_encoding(field).best_of_both(), expected) << field;
  }
}

TEST(Compressible, Texts) {
  for (std::string_view const text :
       {"application/json; charset=utf-8", "application/geo+json", "text/html; charset=utf-8",
        "image/svg+xml", "text/plain; version=0.0.4"}) {
    EXPECT_TRUE(is_compressible(text)) << text;
  }
  for (std::string_view const other : {"", "application/problem+json; charset=utf-8", "image/png",
                                       "application/zip", "font/woff2"}) {
    EXPECT_FALSE(is_compressible(other)) << other;
  }
}

}  // namespace
}  // namespace qpv::http
