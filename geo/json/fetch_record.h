// SPDX-License-Identifier: EUPL-1.2
//
// FILE.fetch.json, beside a source file: which edition it is, where it was downloaded from and what
// it was. tools/fetch-sources.sh writes it, whoever downloads by hand may. Its members:
//
//   url, date, sha256    required. The address as asked for, before redirections. YYYY-MM-DD, the
//                        day of the edition: when the publisher put this content there (its
//                        Last-Modified), not when it was downloaded: downloading an old edition
//                        again does not make it a newer one. 64 hex digits, of the file.
//   name                 of the edition without its date ("QP2024"), the same for files that belong
//                        together; one line of at most 100 bytes
//   bytes                of the file
//   replaces             while a newer file is put in the old one's place, the old one's record: a
//                        download that is killed then leaves either file, and a record that knows
//                        it
//
// and for people and the next download, not read here: licence; resolved_url, the address after
// redirections; etag and last_modified, null where the server gave none; fetched and checked (ISO
// 8601, UTC), when the content was downloaded and when the server last said that it is the same.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "geo/core/result.h"

namespace qpv {

struct FetchRecord {
  std::string url;
  std::string date;    // YYYY-MM-DD
  std::string sha256;  // of the file, 64 lower-case hex digits
  std::optional<std::string> name;
  std::optional<std::uint64_t> bytes;
  std::vector<FetchRecord> replaces;  // one at most, without another inside
};

// kInvalidArgument with the field at fault in `where`.
Result<FetchRecord> read_fetch_record(std::string_view json);

// The record of the file that has this hash and size: the one given, the one that it replaces, or
// null.
FetchRecord const* record_of(FetchRecord const& record, std::string_view sha256,
                             std::uint64_t bytes);

// Whether the State publishes there: https on sig.ville.gouv.fr or data.gouv.fr and its hosts.
bool is_official_url(std::string_view url);

}  // namespace qpv
