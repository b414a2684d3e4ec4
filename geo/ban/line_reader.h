// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "geo/ban/byte_source.h"
#include "geo/core/result.h"

namespace qpv::ban {

// A longer line is no address file's.
inline constexpr std::size_t kLongestLine = std::size_t{1} << 20U;

// Cuts a source into lines, in a buffer of its own: what is given is good until the next call.
class LineReader {
 public:
  // kInvalidArgument for UTF-16. A byte order mark of UTF-8 is skipped.
  static Result<LineReader> start(ByteSource source);

  // The next line, without its end (LF or CR LF). None at the end, and after a problem.
  std::optional<std::string_view> next();
  // The line given last with the one after it, the line break between them kept.
  std::optional<std::string_view> extended();
  // Gives the same line again at the next call.
  void step_back();

  // The number of the first and of the last line of what was given last, from 1.
  [[nodiscard]] std::uint64_t first_line() const { return first_line_; }
  [[nodiscard]] std::uint64_t last_line() const { return last_line_; }
  // What ended the reading before the end of the file: kTooLarge, kCorruptData, kIo.
  [[nodiscard]] std::optional<Error> const& problem() const { return problem_; }
  [[nodiscard]] bool is_gzip() const { return source_.is_gzip(); }

 private:
  explicit LineReader(ByteSource source);
  // The end of the line that begins at `from`, an offset from given_; buffer_ may move meanwhile.
  std::optional<std::size_t> find_end(std::size_t from);
  bool fill();
  std::optional<std::string_view> line_to(std::size_t end);

  ByteSource source_;
  std::vector<char> buffer_;
  std::size_t given_ = 0;  // where what was given last begins
  std::size_t next_ = 0;   // where the line after it begins
  std::size_t end_ = 0;    // of what was read
  bool at_end_ = false;
  std::uint64_t first_line_ = 0;
  std::uint64_t last_line_ = 0;
  std::optional<Error> problem_;
};

}  // namespace qpv::ban
