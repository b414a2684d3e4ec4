// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "service/http/refusal.h"

namespace qpv::http {

// Follows the chunks of a body (RFC 9112, 7.1) ahead of the parser, in whatever pieces they arrive.
// Of extensions and trailer fields a bounded number of bytes may pass; anything but the grammar is
// refused.
class ChunkCheck {
 public:
  // Takes from `bytes` what belongs to this body, of at most `limit` bytes of data in all, and
  // returns how many bytes it took: all of them unless the body is done or refused.
  std::size_t take(std::string_view bytes, std::size_t limit);

  // The last chunk's size has come, and its end has not.
  [[nodiscard]] bool in_last_chunk() const { return stage_ == Stage::kTrailer; }
  [[nodiscard]] bool done() const { return stage_ == Stage::kDone; }
  [[nodiscard]] std::optional<Refusal> const& refused() const { return refused_; }

 private:
  enum class Stage { kSize, kData, kDataEnd, kTrailer, kDone };

  std::size_t take_data(std::string_view bytes);
  std::size_t take_line(std::string_view bytes);
  void end_of_line(std::size_t limit);
  void size_line(std::size_t limit);
  void trailer_line();

  Stage stage_ = Stage::kSize;
  std::uint64_t left_ = 0;       // of this chunk's data
  std::uint64_t announced_ = 0;  // data of all chunks so far
  std::string line_;             // begun and not ended, at most kLineBytes
  bool line_ended_ = false;
  std::size_t extension_bytes_ = 0;
  std::size_t trailer_bytes_ = 0;
  std::optional<Refusal> refused_;
};

}  // namespace qpv::http
