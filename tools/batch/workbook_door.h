// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "geo/core/result.h"
#include "tools/batch/input_file.h"
#include "tools/batch/list_run.h"
#include "tools/batch/output_file.h"

namespace qpv::batch {

// An XLSX or ODS: one sheet of it in, the same workbook out with columns added to that sheet,
// `output` written but not named yet. Read twice: once for the answers, which are held, once to
// write. The errors' text has the file, and sheet, row and column where there is one.
Result<Outcome> answer_workbook(InputFile& input, OutputFile& output, Session& session);

// The sheet in, a CSV out: UTF-8 with a mark, semicolons, a blank line for a blank row or a title.
Result<Outcome> answer_workbook_as_csv(InputFile& input, OutputFile& output, Session& session);

}  // namespace qpv::batch
