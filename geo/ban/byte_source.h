// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <string>

#include "geo/core/result.h"

namespace qpv::ban {

// The bytes of a file from its first to its last, decompressed where it is gzip (told by its first
// bytes, not by its name; several members one after the other are one file).
//
// Holds a few hundred kilobytes whatever the file is: what a small file decompresses to is for
// whoever reads it to bound. Messages do not have the file's name.
class ByteSource {
 public:
  // As many bytes as there are, up to the room; 0 at the end only.
  using Read = std::function<Result<std::size_t>(std::span<char> room)>;

  static Result<ByteSource> open(std::filesystem::path const& file);
  static Result<ByteSource> of_bytes(std::string bytes);

  ByteSource(ByteSource&&) noexcept;
  ByteSource& operator=(ByteSource&&) noexcept;
  ~ByteSource();

  // As Read. kCorruptData for gzip that is cut off or wrong, kIo when the disk refuses.
  [[nodiscard]] Result<std::size_t> read(std::span<char> room);
  [[nodiscard]] bool is_gzip() const;

 private:
  struct Impl;
  static Result<ByteSource> start(Read raw);
  explicit ByteSource(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace qpv::ban
