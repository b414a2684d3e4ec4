// SPDX-License-Identifier: EUPL-1.2
#include "geo/ban/byte_source.h"

#include <zlib.h>

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <vector>

namespace qpv::ban {
namespace {

constexpr std::size_t kBlock = std::size_t{1} << 17U;

tl::unexpected<Error> unreadable() { return fail(ErrorCode::kIo, "lecture impossible"); }

ByteSource::Read reader_of(std::shared_ptr<std::FILE> file) {
  return [file = std::move(file)](std::span<char> room) -> Result<std::size_t> {
    auto const got = std::fread(room.data(), 1, room.size(), file.get());
    if (got == 0 && std::ferror(file.get()) != 0) return unreadable();
    return got;
  };
}

ByteSource::Read reader_of(std::string bytes) {
  return [bytes = std::move(bytes), at = std::size_t{0}](std::span<char> room) mutable {
    auto const size = std::min(room.size(), bytes.size() - at);
    std::memcpy(room.data(), bytes.data() + at, size);
    at += size;
    return Result<std::size_t>(size);
  };
}

// zlib speaks of bytes that are unsigned.
Bytef* bytes_of(char* text) { return reinterpret_cast<Bytef*>(text); }

}  // namespace

struct ByteSource::Impl {
  Read raw;
  std::vector<char> block = std::vector<char>(kBlock);
  std::size_t at = 0;  // of what is left in the block
  std::size_t end = 0;
  bool gzip = false;
  bool between_members = true;
  z_stream stream{};

  explicit Impl(Read read) : raw(std::move(read)) {}
  ~Impl() {
    if (gzip) inflateEnd(&stream);
  }
  Impl(Impl const&) = delete;
  Impl& operator=(Impl const&) = delete;

  // Whether there is anything left to take from the block.
  Result<bool> refill() {
    if (at < end) return true;
    auto const got = raw(block);
    if (!got) return tl::unexpected(got.error());
    at = 0;
    end = *got;
    return end != 0;
  }

  Result<void> begin() {
    auto const any = refill();
    if (!any) return tl::unexpected(any.error());
    gzip = end >= 2 && block[0] == '\x1F' && block[1] == '\x8B';
    constexpr int kGzipOnly = 16;
    if (gzip && inflateInit2(&stream, kGzipOnly + MAX_WBITS) != Z_OK) {
      gzip = false;
      return fail(ErrorCode::kIo, "décompression impossible");
    }
    return {};
  }

  Result<std::size_t> plain(std::span<char> room) {
    auto const any = refill();
    if (!any) return tl::unexpected(any.error());
    auto const size = std::min(room.size(), end - at);
    std::memcpy(room.data(), block.data() + at, size);
    at += size;
    return size;
  }

  // Zeros after the last member are padding, of tapes and of some file systems.
  void skip_padding() {
    while (between_members && at < end && block[at] == '\0') ++at;
  }

  Result<void> inflate_some() {
    stream.next_in = bytes_of(block.data() + at);
    stream.avail_in = static_cast<uInt>(end - at);
    int const done = inflate(&stream, Z_NO_FLUSH);
    at = end - stream.avail_in;
    between_members = done == Z_STREAM_END;
    if (between_members) {
      inflateReset(&stream);
    } else if (done != Z_OK && done != Z_BUF_ERROR) {
      return fail(ErrorCode::kCorruptData, "fichier gzip abîmé");
    }
    return {};
  }

  Result<std::size_t> inflated(std::span<char> room) {
    stream.next_out = bytes_of(room.data());
    stream.avail_out = static_cast<uInt>(room.size());
    while (stream.avail_out == room.size()) {
      auto const any = refill();
      if (!any) return tl::unexpected(any.error());
      if (!*any && !between_members) {
        return fail(ErrorCode::kCorruptData, "fichier gzip tronqué");
      }
      skip_padding();
      if (!*any) break;
      if (at == end) continue;
      if (auto const done = inflate_some(); !done) return tl::unexpected(done.error());
    }
    return room.size() - stream.avail_out;
  }
};

ByteSource::ByteSource(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
ByteSource::ByteSource(ByteSource&&) noexcept = default;
ByteSource& ByteSource::operator=(ByteSource&&) noexcept = default;
ByteSource::~ByteSource() = default;

Result<ByteSource> ByteSource::start(Read raw) {
  auto impl = std::make_unique<Impl>(std::move(raw));
  if (auto const begun = impl->begin(); !begun) return tl::unexpected(begun.error());
  return ByteSource(std::move(impl));
}

Result<ByteSource> ByteSource::open(std::filesystem::path const& file) {
  std::error_code error;
  if (!std::filesystem::is_regular_file(file, error)) {
    return fail(ErrorCode::kInvalidArgument, "ce fichier n'existe pas");
  }
  std::shared_ptr<std::FILE> opened(std::fopen(file.c_str(), "rb"), [](std::FILE* stream) {
    if (stream != nullptr) std::fclose(stream);
  });
  if (!opened) return unreadable();
  // What is read goes through blocks of our own.
  std::setvbuf(opened.get(), nullptr, _IONBF, 0);
  return start(reader_of(std::move(opened)));
}

Result<ByteSource> ByteSource::of_bytes(std::string bytes) {
  return start(reader_of(std::move(bytes)));
}

Result<std::size_t> ByteSource::read(std::span<char> room) {
  if (room.empty()) return 0U;
  return impl_->gzip ? impl_->inflated(room) : impl_->plain(room);
}

bool ByteSource::is_gzip() const { return impl_->gzip; }

}  // namespace qpv::ban
