// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <filesystem>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "geo/dataset/dataset.h"
#include "tests/support/process.h"
#include "tests/support/test_data.h"

namespace qpv::test {

inline Finished import(std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), (bin_dir() / "qpv-import").string());
  return run(arguments);
}

// The dataset in `directory`, which must load.
inline std::shared_ptr<Dataset const> loaded(std::filesystem::path const& directory) {
  auto dataset = load_dataset(directory);
  if (!dataset) throw std::runtime_error(dataset.error().message);
  return *dataset;
}

// A FeatureCollection with one square of 0.01 degree a code, each east of the one before.
std::string squares(std::vector<std::string> const& codes, double lon = 2.80, double lat = 50.42);

// An address file as the BAN's, with so many numbers in streets of 20.
std::string addresses(int count);

}  // namespace qpv::test
