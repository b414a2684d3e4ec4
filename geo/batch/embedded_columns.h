// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string_view>

namespace qpv::batch {

// data/lexicon/columns.tsv, as the program was built with it.
std::string_view embedded_columns();

}  // namespace qpv::batch
