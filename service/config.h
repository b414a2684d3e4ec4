// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <variant>

#include "service/handlers/basic_auth.h"
#include "service/http/listen_address.h"
#include "service/http/server.h"
#include "service/origins.h"

namespace qpv {

struct ServiceConfig {
  std::filesystem::path dataset;
  http::ListenAddress listen;
  std::optional<http::ListenAddress> ops_listen;  // none: no second port
  unsigned threads;
  http::Limits limits;
  http::Proxies proxies;
  std::string base_path;            // "/qpv", or empty
  Readers readers;                  // who may read answers in a browser
  std::string frame_ancestors;      // who may frame the widget, as CSP writes it
  std::size_t bench_bytes;          // above 0: a constant route with a body of that size
  bool healthcheck;                 // ask the running service instead of serving
  bool check;                       // verify the dataset instead of serving
  std::filesystem::path sentinels;  // empty: the dataset's own
  handlers::BasicKeys wsa_keys;     // empty: nobody is asked for one
  std::size_t held_table_bytes;     // of a table that comes before its parameters
};

// Flags come before QPV_* environment variables, these before the --config file. When the command
// line asks for nothing to be run (--help, --version, a mistake) the result is the exit code, and
// what there was to say has been said.
std::variant<ServiceConfig, int> read_config(int argc, char const* const* argv);

}  // namespace qpv
