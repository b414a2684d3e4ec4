// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "geo/core/result.h"

namespace qpv::batch {

// A file, or standard input ("-"), from its first byte to its last.
class InputFile {
 public:
  // kInvalidArgument for a file that is not there or may not be read: the caller can mend that.
  static Result<InputFile> open(std::string const& name);
  InputFile(InputFile&& other) noexcept;
  InputFile& operator=(InputFile&&) = delete;
  ~InputFile();

  // Fills the front of `buffer`, all of it but at the end; 0 is the end. kIo when the disk refuses
  // or the program is stopped.
  Result<std::size_t> read(std::span<char> buffer);
  // The first bytes, at most as many, which read() will still give. Before the first read().
  Result<std::string_view> peek(std::size_t bytes);
  // Bytes from a place on, of a file that has a size; 0 is its end.
  [[nodiscard]] Result<std::size_t> read_at(std::uint64_t at, std::span<char> buffer) const;

  // For people.
  [[nodiscard]] std::string const& name() const { return name_; }
  [[nodiscard]] std::optional<std::uint64_t> size() const { return size_; }  // none of a pipe

 private:
  InputFile(int descriptor, std::string name) : descriptor_(descriptor), name_(std::move(name)) {}
  int descriptor_;
  std::string name_;
  std::optional<std::uint64_t> size_;
  std::string peeked_;  // and not yet read
};

}  // namespace qpv::batch
