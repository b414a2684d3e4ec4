// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "geo/core/result.h"

namespace qpv {

inline constexpr int kExitOk = 0;
inline constexpr int kExitDifferent = 1;  // qpv-import --diff, as diff(1)
inline constexpr int kExitDoubtful = 1;   // qpv-batch --strict: rows are to be checked
inline constexpr int kExitInput = 2;      // a file or an option is wrong: the caller can mend it
inline constexpr int kExitSystem =
    3;  // the disk or the system refused, or somebody else is at work

constexpr int exit_code_of(ErrorCode code) {
  return code == ErrorCode::kIo || code == ErrorCode::kUnavailable ? kExitSystem : kExitInput;
}

}  // namespace qpv
