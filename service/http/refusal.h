// SPDX-License-Identifier: EUPL-1.2
//
// Why a connection is answered once and closed.
#pragma once

#include "service/http/message.h"

namespace qpv::http {

enum class Refusal {
  // 400: RFC 9112 and 9110 call it invalid, or readers take it differently.
  kLineEnd,
  kRequestLine,
  kTarget,
  kFieldLine,
  kFolded,
  kHost,
  kContentLength,
  kTransferEncoding,
  kRepeatedField,
  kChunk,
  kReadersDiffer,  // the check and Beast do not find the same request
  // Well-formed, but not here.
  kTooSlow,            // 408
  kBodyTooLarge,       // 413
  kTargetTooLong,      // 414
  kExpectation,        // 417
  kClientConnections,  // 429
  kHeadTooLarge,       // 431
  kTooManyFields,      // 431
  kTrailersTooLarge,   // 431
  kConnect,            // 501
  kUnknownCoding,      // 501
  kAllConnections,     // 503
  kVersion,            // 505
};

// The answer, with `close`.
Response answer_of(Refusal refusal);

}  // namespace qpv::http
