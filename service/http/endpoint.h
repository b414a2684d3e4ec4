// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "service/http/common_headers.h"
#include "service/http/message.h"
#include "service/http/streamed.h"

namespace qpv::http {

// Of an answer that was written while its request arrived.
struct StreamedRecord {
  std::uint64_t received;  // of the request's body, framing included
  bool cut;                // it ended before it was whole
};

// What is logged of a request: nothing that the caller sent but the method.
struct AccessRecord {
  Method method;
  std::string_view route;
  unsigned status;
  std::size_t body_bytes;             // of the answer
  std::chrono::nanoseconds duration;  // of the work, without waiting for the client
  std::optional<StreamedRecord> streamed = {};
};

// One door of the service. The functions are called on any worker thread.
struct Endpoint {
  std::function<Response(Request&)> application;
  std::function<void(AccessRecord const&)> log;
  CommonHeaders common_headers;
  // The largest body by method and path, asked before the body is read; nothing where the usual
  // limit holds. May be empty.
  std::function<std::optional<std::size_t>(Method, std::string_view path)> body_limit = {};
  // Asked at the head: the request's route is streamed, or refuses at once. Nothing: the
  // application answers the whole request. May be empty.
  std::function<std::optional<tl::expected<Streamed, Response>>(Request&)> streamed = {};
  // "/qpv": what the door's addresses begin with, and those in its answers; empty: nothing.
  std::string base_path = {};
};

}  // namespace qpv::http
