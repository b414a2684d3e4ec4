// SPDX-License-Identifier: EUPL-1.2
//
// Private to the command line: the options on limits and proxies.
#pragma once

#include <CLI/App.hpp>
#include <cstddef>
#include <string>
#include <vector>

#include "geo/core/result.h"
#include "service/http/limits.h"
#include "service/http/proxies.h"

namespace qpv {

// As written, before networks are read.
struct LimitWords {
  http::Limits limits;  // sizes and counts are written straight into it
  double head_seconds = 10;
  double body_seconds = 10;
  double write_seconds = 10;
  double idle_seconds = 14;
  double drain_seconds = 20;
  std::vector<std::string> trusted_proxies;
  std::string proxy_header = "x-forwarded-for";
};

void declare_limits(CLI::App& app, LimitWords& words);

http::Limits to_limits(LimitWords const& words);
Result<http::Proxies> to_proxies(LimitWords const& words);

}  // namespace qpv
