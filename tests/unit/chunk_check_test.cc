// SPDX-License-Identifier: EUPL-1.2
#include "service/http/chunk_check.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace qpv::http {
namespace {

constexpr std::size_t kLimit = 1000;

struct Taken {
  std::size_t bytes;
  bool done;
  std::optional<Refusal> refused;

  bool operator==(Taken const&) const = default;
};

Taken take(std::string const& bytes, std::size_t step) {
  ChunkCheck chunks;
  Taken result{0, false, std::nullopt};
  for (std::size_t at = 0; at < bytes.size() && !chunks.done() && !chunks.refused(); at += step) {
    result.bytes += chunks.take(std::string_view(bytes).substr(at, step), kLimit);
  }
  result.done = chunks.done();
  result.refused = chunks.refused();
  return result;
}

TEST(ChunkCheck, FindsTheEndWhereverTheBytesAreCut) {
  std::string const bytes =
      "5\r\nhello\r\n00A;name=\"v\" ;x\r\n0123456789\r\n1 ;a\r\n\n\r\n0\r\nDigest: x\r\n\r\n";
  for (std::size_t step = 1; step < bytes.size() + 5; ++step) {
    EXPECT_EQ(take(bytes + "GET /", step), (Taken{bytes.size(), true, {}})) << step;
  }
}

TEST(ChunkCheck, RefusesWhatReadersTakeDifferently) {
  std::vector<std::pair<std::string, Refusal>> const bad = {
      {"\r\n", Refusal::kChunk},
      {"x\r\n", Refusal::kChunk},
      {"0x5\r\nhello\r\n", Refusal::kChunk},
      {"+5\r\nhello\r\n", Refusal::kChunk},
      {"-5\r\nhello\r\n", Refusal::kChunk},
      {" 5\r\nhello\r\n", Refusal::kChunk},
      {"5 \r\nhello\r\n", Refusal::kChunk},
      {"5_0\r\nhello\r\n", Refusal::kChunk},
      {"5 5\r\nhello\r\n", Refusal::kChunk},
      {"5\nhello\r\n", Refusal::kChunk},
      {"5\r\r\nhello\r\n", Refusal::kChunk},
      {"5;a\rb\r\nhello\r\n", Refusal::kChunk},
      {"5;\r\nhello\r\n", Refusal::kChunk},
      {"5;/\r\nhello\r\n", Refusal::kChunk},
      {"5;a b\r\nhello\r\n", Refusal::kChunk},
      {"5;a=\r\nhello\r\n", Refusal::kChunk},
      {"5;a=\"b\r\nhello\r\n", Refusal::kChunk},
      {"5;a=\"b\\\"\r\nhello\r\n", Refusal::kChunk},
      {"5 \r\nhello\r\n", Refusal::kChunk},
      {std::string("5;a\0b\r\nhello\r\n", 14), Refusal::kChunk},
      {"5\r\nhello\n", Refusal::kChunk},
      {"5\r\nhelloXX", Refusal::kChunk},
      {"5\r\nhello12\r\n", Refusal::kChunk},
      {"5\r\nhello0\r\n\r\n", Refusal::kChunk},
      {"10000000000000000\r\n", Refusal::kChunk},
      {"FFFFFFFFFFFFFFFF\r\n", Refusal::kBodyTooLarge},
      {"3e9\r\n", Refusal::kBodyTooLarge},
      {"0\r\nno colon\r\n\r\n", Refusal::kFieldLine},
      {"0\r\n folded: x\r\n\r\n", Refusal::kFolded},
      {"0\r\na: b\n\r\n", Refusal::kChunk},
      {"0\r\n\n", Refusal::kChunk},
      {"0\r\nA: " + std::string(5000, 'a') + "\r\n\r\n", Refusal::kTrailersTooLarge},
      {"5;" + std::string(5000, 'a') + "\r\nhello", Refusal::kChunk},
  };
  for (auto const& [bytes, refusal] : bad) {
    for (std::size_t const step : {std::size_t{1}, std::size_t{7}, bytes.size()}) {
      // A line that never ends is refused by its length; here it ends.
      auto const taken = take(bytes + "\r\n", step);
      EXPECT_EQ(taken.refused, refusal) << bytes << " by " << step;
      EXPECT_FALSE(taken.done) << bytes;
    }
  }
}

TEST(ChunkCheck, BoundsWhatCarriesNoData) {
  std::string many;
  for (int i = 0; i < 100; ++i) many += "1;" + std::string(100, 'e') + "\r\nx\r\n";
  EXPECT_EQ(take(many, many.size()).refused, Refusal::kChunk);
  std::string trailers = "0\r\n";
  for (int i = 0; i < 100; ++i) trailers += "T: " + std::string(100, 't') + "\r\n";
  EXPECT_EQ(take(trailers, trailers.size()).refused, Refusal::kTrailersTooLarge);
  std::string whole = "3e8\r\n" + std::string(1000, 'x') + "\r\n";
  EXPECT_TRUE(take(whole + "0\r\n\r\n", 100).done);
  EXPECT_EQ(take(whole + "1\r\nx\r\n", 100).refused, Refusal::kBodyTooLarge);
}

}  // namespace
}  // namespace qpv::http
