// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <string_view>

#include "geo/core/result.h"

namespace qpv::workbook {

inline constexpr std::size_t kPieceBytes = std::size_t{64} * 1024;  // read or parsed at once

// A file that is read here and there. Copies are cheap and read the same file.
struct Input {
  std::uint64_t bytes = 0;
  // As many of the bytes from `at` on as there are, up to the room; 0 only at the end. kIo when
  // the disk refuses. Any thread.
  std::function<Result<std::size_t>(std::uint64_t at, std::span<char> room)> read_at;
};

// Opens a regular file, without ever waiting for one (pipes, devices). kNotFound without it,
// kInvalidArgument for what is no file or is empty, kIo. The sentence has no name.
Result<Input> input_of_file(std::filesystem::path const& file);
Input input_of_bytes(std::string bytes);

// Puts bytes at a place of a new file; what is before may be written again. kIo when the disk
// refuses.
using WriteAt = std::function<Result<void>(std::uint64_t at, std::string_view bytes)>;

}  // namespace qpv::workbook
