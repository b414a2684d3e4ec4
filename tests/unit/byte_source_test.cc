// SPDX-License-Identifier: EUPL-1.2
#include "geo/ban/byte_source.h"

#include <gtest/gtest.h>
#include <zlib.h>

#include <vector>

#include "tests/support/temp_dir.h"

namespace qpv::ban {
namespace {

std::string gzipped(std::string text) {
  constexpr int kGzip = 16;
  z_stream stream{};
  deflateInit2(&stream, Z_BEST_SPEED, Z_DEFLATED, kGzip + MAX_WBITS, 8, Z_DEFAULT_STRATEGY);
  std::string out(deflateBound(&stream, text.size()), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(text.data());
  stream.avail_in = static_cast<uInt>(text.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

Result<std::string> all_of(Result<ByteSource> source) {
  if (!source) return tl::unexpected(source.error());
  std::string out;
  std::vector<char> room(1000);
  for (;;) {
    auto const got = source->read(room);
    if (!got) return tl::unexpected(got.error());
    if (*got == 0) return out;
    out.append(room.data(), *got);
  }
}

Result<std::string> all_of(std::string bytes) {
  return all_of(ByteSource::of_bytes(std::move(bytes)));
}

std::string text_of(std::size_t size) {
  std::string text;
  for (unsigned i = 1; text.size() < size; ++i) text += static_cast<char>(i * i % 251);
  return text;
}

TEST(ByteSource, PlainOrGzip) {
  for (std::size_t const size : {0U, 1U, 999U, 1000U, 1001U, 500'000U}) {
    auto const text = text_of(size);
    EXPECT_EQ(all_of(text).value(), text);
    EXPECT_EQ(all_of(gzipped(text)).value(), text);
  }
}

TEST(ByteSource, MembersFollowEachOtherAndZerosMayFollow) {
  auto const text = text_of(300'000);
  auto const one = gzipped(text);
  EXPECT_EQ(all_of(one + gzipped("") + one).value(), text + text);
  EXPECT_EQ(all_of(one + std::string(1000, '\0')).value(), text);
}

TEST(ByteSource, GzipThatIsCutOffOrWrong) {
  auto const one = gzipped(text_of(50'000));
  for (auto const size : {std::size_t{2}, std::size_t{10}, one.size() / 2, one.size() - 1}) {
    auto const read = all_of(one.substr(0, size));
    ASSERT_FALSE(read.has_value()) << size;
    EXPECT_EQ(read.error().code, ErrorCode::kCorruptData);
  }
  auto wrong = one;
  wrong[one.size() - 6] ^= 1;  // of its checksum
  EXPECT_FALSE(all_of(wrong));
  EXPECT_FALSE(all_of(one + "more"));
}

TEST(ByteSource, Files) {
  test::TempDir const dir;
  test::write_file(dir / "a", gzipped("text"));
  EXPECT_EQ(all_of(ByteSource::open(dir / "a")).value(), "text");
  EXPECT_TRUE(ByteSource::open(dir / "a")->is_gzip());
  EXPECT_EQ(ByteSource::open(dir / "none").error().code, ErrorCode::kInvalidArgument);
  EXPECT_FALSE(ByteSource::open(dir.path()));
}

}  // namespace
}  // namespace qpv::ban
