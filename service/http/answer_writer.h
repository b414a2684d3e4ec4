// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <string_view>

#include "service/http/message.h"

namespace qpv::http {

struct AnswerForm {
  Method method;  // HEAD has no body
  bool http_1_0;
  bool close;
  std::string_view common_headers;
};

// Appends an answer as it goes over the wire.
void append_answer(std::string& out, Response const& response, AnswerForm const& form);

// The same in pieces, whose sizes nobody knows before: the head, any number of chunks with
// something in them, and the last one.
void append_chunked_head(std::string& out, Response const& response, AnswerForm const& form);
void append_chunk(std::string& out, std::string_view data);
inline constexpr std::string_view kLastChunk = "0\r\n\r\n";

}  // namespace qpv::http
