// SPDX-License-Identifier: EUPL-1.2
//
// For tests that link zlib.
#pragma once

#include <gtest/gtest.h>
#include <zlib.h>

#include <string>

namespace qpv::test {

// What was compressed, up to 4 MiB; the test fails when `bytes` is not one whole gzip stream.
inline std::string gunzip(std::string bytes) {
  std::string out(4 << 20, '\0');
  z_stream stream{};
  inflateInit2(&stream, MAX_WBITS + 16);
  stream.next_in = reinterpret_cast<Bytef*>(bytes.data());
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  EXPECT_EQ(inflate(&stream, Z_FINISH), Z_STREAM_END);
  out.resize(stream.total_out);
  inflateEnd(&stream);
  return out;
}

}  // namespace qpv::test
