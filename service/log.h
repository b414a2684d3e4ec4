// SPDX-License-Identifier: EUPL-1.2
//
// One JSON object a line on stderr. Nothing that a caller sent is ever passed to it.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "service/http/server.h"

namespace spdlog {
class logger;
}

namespace qpv {

class Log {
 public:
  Log();
  ~Log();
  Log(Log const&) = delete;
  Log& operator=(Log const&) = delete;

  // A request: lines are gathered and written at most a second later, so that a request costs no
  // system call of its own. Any thread.
  void access(http::AccessRecord const& record);

  // Something about the service itself: written at once. Values are texts of ours.
  using Fields = std::vector<std::pair<std::string_view, std::string>>;
  void event(std::string_view name, Fields const& fields = {});
  void error(std::string_view name, Fields const& fields = {});

 private:
  std::shared_ptr<spdlog::logger> logger_;
};

}  // namespace qpv
