// SPDX-License-Identifier: EUPL-1.2
//
// Other sites, as the command line names them: who may read answers in a browser, who may frame the
// widget.
#pragma once

#include <string>
#include <vector>

#include "geo/core/result.h"

namespace qpv {

// What --cors-origin says: every origin, or the listed ones as browsers write them; none of both:
// nobody.
struct Readers {
  bool everybody = false;
  std::vector<std::string> origins = {};
};

Result<Readers> to_readers(std::vector<std::string> const& words);

// What --frame-ancestors says, as Content-Security-Policy writes it.
Result<std::string> to_frame_ancestors(std::vector<std::string> const& words);

}  // namespace qpv
