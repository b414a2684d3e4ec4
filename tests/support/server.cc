// SPDX-License-Identifier: EUPL-1.2
#include "tests/support/server.h"

#include <stdexcept>

#include "tests/support/test_data.h"

namespace qpv::test {
namespace {

std::vector<std::string> command(std::filesystem::path const& dataset,
                                 std::vector<std::string> const& options) {
  std::vector<std::string> argv = {(bin_dir() / "qpv-server").string(),
                                   "--dataset",
                                   dataset.string(),
                                   "--listen",
                                   "127.0.0.1:0",
                                   "--ops-listen",
                                   "127.0.0.1:0",
                                   "--threads",
                                   "2"};
  argv.insert(argv.end(), options.begin(), options.end());
  return argv;
}

std::string address_in(std::string const& log, std::string const& event) {
  std::string const before = R"("event":")" + event + R"(","address":")";
  auto const begin = log.find(before) + before.size();
  return log.substr(begin, log.find('"', begin) - begin);
}

}  // namespace

void import_dataset(std::vector<std::string> const& arguments,
                    std::filesystem::path const& directory) {
  std::vector<std::string> argv = {(bin_dir() / "qpv-import").string()};
  argv.insert(argv.end(), arguments.begin(), arguments.end());
  argv.insert(argv.end(), {"--out", directory.string()});
  auto const finished = run(argv);
  if (finished.exit_code != 0) throw std::runtime_error("qpv-import: " + finished.err);
}

std::vector<std::string> embedded_sources() {
  auto const data = source_dir() / "data";
  return {"--perimeters",
          (data / "perimeters/qp2024_lens_lievin.geojson").string(),
          "--coverage",
          (data / "territory/coverage.geojson").string(),
          "--territory",
          (data / "territory/territory.json").string(),
          "--sentinels",
          (data / "sentinels.json").string(),
          "--addresses",
          (data / "demo/adresses.csv").string(),
          "--fictitious",
          "--addresses",
          (data / "demo/lieux-dits.csv").string(),
          "--fictitious"};
}

Server::Server(std::filesystem::path const& dataset, std::vector<std::string> const& options)
    : process_(command(dataset, options), dir_ / "log") {
  // Sanitized builds start slowly on a busy machine.
  process_.wait_for_log(R"("event":"listening")", std::chrono::seconds(60));
  auto const log = process_.log();
  address_ = address_in(log, "listening");
  ops_address_ = address_in(log, "ops_listening");
}

}  // namespace qpv::test
