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

}  // namespace qpv::http
