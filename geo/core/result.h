// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <tl/expected.hpp>
#include <utility>

namespace qpv {

// What the world may do to us. Our own bugs are asserted, not returned.
enum class ErrorCode {
  kInvalidArgument,  // the caller's value is wrong
  kNotFound,         // nothing has that name
  kTooLarge,         // over a stated limit
  kUnavailable,      // right now, or in this dataset
  kCorruptData,      // a file is not what it says it is
  kIo,               // the disk or the system refused
};

struct Error {
  ErrorCode code;
  std::string message;     // one sentence for a person, in French
  std::string where = {};  // for machines: the parameter, file or field at fault; may be empty
};

template <class T>
using Result = tl::expected<T, Error>;

inline tl::unexpected<Error> fail(ErrorCode code, std::string message, std::string where = {}) {
  return tl::unexpected<Error>(Error{code, std::move(message), std::move(where)});
}

// What was given is wrong, and the message says what to mend.
inline tl::unexpected<Error> wrong(std::string message, std::string where = {}) {
  return fail(ErrorCode::kInvalidArgument, std::move(message), std::move(where));
}

}  // namespace qpv
