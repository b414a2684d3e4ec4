// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "geo/dataset/dataset.h"
#include "tests/support/temp_dir.h"

namespace qpv::test {

struct Street {
  std::string name;
  std::vector<std::string> numbers;  // "3bis", of its letters on the map, line by line
};

// A town drawn in characters, through the files that the importer reads to the dataset that the
// service opens. '#' marks ground of the one perimeter, which is the rectangle around all of them,
// at the outer edges of its characters; a small letter is a house number of its street, at the
// middle of its character; anything else is nothing. Lens, 62300; entrances, as far off as
// data/position_errors.tsv says. The source is complete for the map and 3 km around it.
class Town {
 public:
  // Characters are so many metres wide and high.
  Town(double metres, std::vector<std::string> map, std::map<char, Street> const& streets);

  [[nodiscard]] Dataset const& operator*() const { return *dataset_; }
  [[nodiscard]] Dataset const* operator->() const { return dataset_.get(); }

 private:
  TempDir dir_;
  std::shared_ptr<Dataset const> dataset_;
};

}  // namespace qpv::test
