// SPDX-License-Identifier: EUPL-1.2
//
// The sentences of the pages in another language than French: a data file, one pair a sentence.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "geo/core/result.h"

namespace qpv {

struct Phrasebook {
  std::string code;  // BCP 47, "en"
  std::string name;  // as its readers call it
  bool right_to_left;
  bool reviewed;  // whether someone whose language it is has read it
  std::vector<std::pair<std::string, std::string>> phrases;  // French, and what stands for it
};

// kInvalidArgument with the field at fault in `where`; also where a sentence has not the same {} as
// the French one, or is there twice.
Result<Phrasebook> read_phrasebook(std::string_view json);

}  // namespace qpv
