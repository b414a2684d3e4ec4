// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "geo/core/result.h"

namespace qpv {

// One question of a batch: what its sender knows it by, and the question as its own route takes it.
struct BatchItem {
  std::string id = "null";  // JSON: the text or number that was given, null when there was none
  std::string question;     // JSON object without the id
  bool of_point = false;    // it has "lon" or "lat"
};

// `date` is added to a question that has none. kCorruptData when it is not a JSON object;
// kInvalidArgument when the id is neither text nor number, or comes twice.
Result<BatchItem> read_batch_item(std::string_view json, std::optional<std::string_view> date);

// The elements of a JSON array, each as JSON. kCorruptData when it is none, kTooLarge when it has
// more than `most`.
Result<std::vector<std::string>> split_json_array(std::string_view json, std::size_t most);

// {"id":...,"status":...,"body":...} from an id and a body that are JSON.
std::string encode_batch_result(std::string_view id, unsigned status, std::string_view body);

}  // namespace qpv
