// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>

#include "tools/import/import.h"

namespace qpv::import {

// The report for a person, several lines, in French.
std::string describe_import(Imported const& imported, std::string const& out);

}  // namespace qpv::import
