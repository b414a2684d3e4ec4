// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "geo/core/result.h"
#include "geo/dataset/dataset.h"
#include "tools/batch/input_file.h"
#include "tools/batch/list_run.h"
#include "tools/batch/options.h"
#include "tools/batch/output_file.h"

namespace qpv::batch {

// A CSV, TSV or TXT: its bytes in, `output` written but not named yet. The file and its row and column are in
// the errors' text.
Result<Outcome> answer_csv(InputFile& input, OutputFile& output, Options const& options,
                           Dataset const& dataset);

}  // namespace qpv::batch
