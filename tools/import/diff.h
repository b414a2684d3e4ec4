// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>

#include "geo/core/result.h"
#include "geo/json/dataset_diff.h"
#include "tools/import/import.h"
#include "tools/import/options.h"

namespace qpv::import {

// Each side is a dataset directory, verified whole, or a source file, read as an import would. A
// source file knows no territory and no coverage: beside one, these are not compared.
Result<DatasetDiff> diff(DiffOptions const& options, Progress const& progress);

// The same for a person, several lines, in French.
std::string describe_diff(DatasetDiff const& diff);

}  // namespace qpv::import
