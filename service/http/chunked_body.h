// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "service/http/refusal.h"

namespace qpv::http {

// Takes chunks apart (RFC 9112, 7.1), in whatever pieces they arrive. Extensions and trailer fields
// are passed over, a bounded number of bytes of them; anything but the grammar is refused.
class ChunkedBody {
 public:
  // Takes from `bytes` what belongs to this body, appends its data to `body` up to `limit` bytes in
  // all, and returns how many bytes it took: all of them unless the body is done or refused.
  std::size_t take(std::string_view bytes, std::string& body, std::size_t limit);

  [[nodiscard]] bool done() const { return stage_ == Stage::kDone; }
  [[nodiscard]] std::optional<Refusal> const& refused() const { return refused_; }

 private:
  enum class Stage { kSize, kData, kDataEnd, kTrailer, kDone };

  std::size_t take_data(std::string_view bytes, std::string& body);
  std::size_t take_line(std::string_view bytes);
  void end_of_line(std::size_t body_size, std::size_t limit);
  void size_line(std::size_t body_size, std::size_t limit);
  void trailer_line();

  Stage stage_ = Stage::kSize;
  std::uint64_t left_ = 0;  // of this chunk's data
  std::string line_;        // begun and not ended, at most kLineBytes
  bool line_ended_ = false;
  std::size_t extension_bytes_ = 0;
  std::size_t trailer_bytes_ = 0;
  std::optional<Refusal> refused_;
};

}  // namespace qpv::http
