// SPDX-License-Identifier: EUPL-1.2
//
// The built programs at work: a dataset from the embedded data, and a server on a free port.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "tests/support/process.h"
#include "tests/support/temp_dir.h"

namespace qpv::test {

// Runs qpv-import with the given arguments and --out `directory`; throws with its report when it
// fails.
void import_dataset(std::vector<std::string> const& arguments,
                    std::filesystem::path const& directory);

// The project's own data, as tools/run.sh imports it.
std::vector<std::string> embedded_sources();

class Server {
 public:
  explicit Server(std::filesystem::path const& dataset,
                  std::vector<std::string> const& options = {});

  [[nodiscard]] std::string const& address() const { return address_; }
  [[nodiscard]] std::string const& ops_address() const { return ops_address_; }
  [[nodiscard]] Background& process() { return process_; }

 private:
  TempDir dir_;
  Background process_;
  std::string address_;
  std::string ops_address_;
};

}  // namespace qpv::test
