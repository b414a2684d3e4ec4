// SPDX-License-Identifier: EUPL-1.2
//
// FILE.fetch.json: where a source file was downloaded from, when, and what it was.
#pragma once

#include <string>
#include <string_view>

#include "geo/core/result.h"

namespace qpv {

struct FetchRecord {
  std::string url;
  std::string date;    // YYYY-MM-DD
  std::string sha256;  // of the file, 64 lower-case hex digits
};

// kInvalidArgument with the field at fault in `where`.
Result<FetchRecord> read_fetch_record(std::string_view json);

// Whether the State publishes there: https on sig.ville.gouv.fr or data.gouv.fr and its hosts.
bool is_official_url(std::string_view url);

}  // namespace qpv
