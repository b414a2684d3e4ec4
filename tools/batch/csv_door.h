// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "geo/batch/csv_list.h"
#include "geo/core/result.h"
#include "tools/batch/input_file.h"
#include "tools/batch/list_run.h"
#include "tools/batch/output_file.h"

namespace qpv::batch {

// A CSV, TSV or TXT: its bytes in, `output` written but not named yet. The errors' text has the
// file, and row and column where there is one.
Result<Outcome> answer_csv(InputFile& input, OutputFile& output, Session& session);

// The same for a text that comes from elsewhere than a file.
struct CsvText {
  std::string name;  // for people
  ByteSource bytes;
  std::optional<std::uint64_t> size = {};
  table::Known known = {};
};
Result<Outcome> answer_csv(CsvText const& text, OutputFile& output, Session& session);

}  // namespace qpv::batch
