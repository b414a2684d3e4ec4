// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "geo/core/result.h"

namespace qpv::http {

// The boundary of a Content-Type field "multipart/form-data; boundary=...": 1 to 70 characters.
std::optional<std::string> multipart_boundary(std::string_view content_type);

// multipart/form-data (RFC 7578) in pieces of any size: parts and their bytes in the order in which
// they come. Holds no more than what was fed and not yet taken, and the head of one part. One
// thread.
class MultipartReader {
 public:
  explicit MultipartReader(std::string_view boundary);

  enum class Event : std::uint8_t {
    kMore,  // feed more, or call finish()
    kPart,  // a part begins: name()
    kData,  // some of its bytes: data()
    kEnd,   // behind the last part; nothing follows
  };

  void feed(std::string_view bytes);
  // kCorruptData for what is no form: a part without a name, a head beyond 8 KiB, a boundary that
  // goes on.
  Result<Event> next();

  // Of the part that began last.
  [[nodiscard]] std::string const& name() const { return name_; }
  // Good until the reader is called again.
  [[nodiscard]] std::string_view data() const { return data_; }

 private:
  enum class State : std::uint8_t { kPreamble, kDelimiter, kHead, kBody, kEnd };

  [[nodiscard]] std::string_view rest() const { return std::string_view(buffer_).substr(at_); }
  bool skip_preamble();
  Result<bool> read_delimiter();
  Result<bool> read_head();
  bool read_body();

  std::string delimiter_;  // CRLF, two dashes, the boundary
  State state_ = State::kPreamble;
  std::string buffer_;
  std::size_t at_ = 0;
  bool body_begins_ = false;  // the head's line end is still before its bytes
  std::string name_;
  std::string_view data_;
};

}  // namespace qpv::http
