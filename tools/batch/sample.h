// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "geo/batch/columns.h"

namespace qpv::batch {

// What was taken for what, and what three rows then ask: for the person at the terminal, to which
// nothing but text is sent.
std::string describe_sample(Columns const& columns, std::span<SampleRow const> sample);

// A text of a list as it may be shown: it must not steer the terminal.
std::string printable(std::string_view text);

}  // namespace qpv::batch
