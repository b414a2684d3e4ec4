// SPDX-License-Identifier: EUPL-1.2
#include "service/http/gzip.h"

#include <zlib.h>

#include <cassert>
#include <new>

namespace qpv::http {
namespace {

class Deflater {
 public:
  Deflater() {
    // On the perimeters' GeoJSON the least effort takes 70 % away and the usual one (6) 74 %, in
    // four times the time: too long for a thread that others wait for.
    constexpr int kLevel = 1;
    constexpr int kGzipFormat = 16;  // added to the window's bits, asks for gzip's header
    constexpr int kMemoryLevel = 8;
    // Of what deflateInit2 can report only the lack of memory is not our mistake.
    if (deflateInit2(&stream_, kLevel, Z_DEFLATED, MAX_WBITS + kGzipFormat, kMemoryLevel,
                     Z_DEFAULT_STRATEGY) != Z_OK) {
      throw std::bad_alloc();
    }
  }
  ~Deflater() { deflateEnd(&stream_); }
  Deflater(Deflater const&) = delete;
  Deflater& operator=(Deflater const&) = delete;

  std::string compress(std::string_view bytes) {
    deflateReset(&stream_);
    std::string out(deflateBound(&stream_, bytes.size()), '\0');
    // zlib's pointer to its input is not const, though it only reads there.
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-const-cast)
    stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    stream_.avail_in = static_cast<uInt>(bytes.size());
    stream_.next_out = reinterpret_cast<Bytef*>(out.data());
    stream_.avail_out = static_cast<uInt>(out.size());
    [[maybe_unused]] int const result = deflate(&stream_, Z_FINISH);
    assert(result == Z_STREAM_END);  // there is room for all of it
    out.resize(stream_.total_out);
    return out;
  }

 private:
  z_stream stream_{};
};

}  // namespace

std::string gzip(std::string_view bytes) {
  assert(bytes.size() <= kMostGzipBytes);
  thread_local Deflater deflater;
  return deflater.compress(bytes);
}

}  // namespace qpv::http
