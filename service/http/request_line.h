// SPDX-License-Identifier: EUPL-1.2
//
// Private to service/http: part of read_head.
#pragma once

#include <cstddef>
#include <string_view>
#include <tl/expected.hpp>

#include "service/http/message.h"
#include "service/http/refusal.h"

namespace qpv::http {

// Points into the line.
struct RequestLine {
  Method method;
  bool http_1_0;
  std::string_view target;     // as Head has it
  std::string_view authority;  // of a target in absolute form, else empty
};

tl::expected<RequestLine, Refusal> read_request_line(std::string_view line,
                                                     std::size_t target_bytes);

// "example.org", "192.0.2.1:8080", "[::1]:80"; not empty, no user, no escapes.
bool is_authority(std::string_view text);

}  // namespace qpv::http
