// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "service/http/message.h"

namespace qpv::http {

// What is logged of a request: nothing that the caller sent but the method.
struct AccessRecord {
  Method method;
  std::string_view route;
  unsigned status;
  std::size_t body_bytes;  // of the answer
  std::chrono::nanoseconds duration;
};

// One door of the service. The functions are called on any worker thread.
struct Endpoint {
  std::function<Response(Request&)> application;
  std::function<void(AccessRecord const&)> log;
  std::string common_headers;  // on every answer, each line ending in CRLF
  // The largest body by method and path, asked before the body is read; nothing where the usual
  // limit holds. May be empty.
  std::function<std::optional<std::size_t>(Method, std::string_view path)> body_limit = {};
  // "/qpv": what the door's addresses begin with, and those in its answers; empty: nothing.
  std::string base_path = {};
};

}  // namespace qpv::http
