// SPDX-License-Identifier: EUPL-1.2
//
// Private to service/http: part of read_head.
#pragma once

#include <optional>
#include <string_view>
#include <tl/expected.hpp>

#include "service/http/request_head.h"
#include "service/http/request_line.h"

namespace qpv::http {

// Takes the fields that matter to framing and connections; passes over all others.
class FieldReader {
 public:
  explicit FieldReader(RequestLine const& request);

  std::optional<Refusal> take(FieldLine const& field);
  // What only the whole head tells: Host, and whether there is one way to find the body's end.
  tl::expected<Head, Refusal> finish();

 private:
  using Fault = std::optional<Refusal>;

  Fault host(std::string_view value);
  Fault content_type(std::string_view value);
  Fault content_length(std::string_view value);
  Fault transfer_encoding(std::string_view value);
  Fault connection(std::string_view value);
  Fault expect(std::string_view value);

  struct Known {
    std::string_view name;
    Fault (FieldReader::*take)(std::string_view);
  };
  static Known const* known(std::string_view name);

  Head head_;
  std::string_view authority_;
  bool has_host_ = false;
  bool has_content_type_ = false;
  bool has_encoding_ = false;
  bool unknown_coding_ = false;
  bool close_ = false;
  bool keep_alive_ = false;
};

}  // namespace qpv::http
