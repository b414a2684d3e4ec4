// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string_view>

#include "geo/address/short_text.h"

namespace qpv {

// Appends what a folded word sounds like in French, roughly: spellings that a speaker confuses give
// the same letters ("jores" and "jaures", "filip" and "philippe"). Digits stay.
void append_sound(std::string_view word, ShortText& out);

}  // namespace qpv
