// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <sys/types.h>

#include <chrono>
#include <filesystem>
#include <string>
#include <vector>

namespace qpv::test {

struct Finished {
  int exit_code;  // 128 + the signal's number when a signal ended it
  std::string out;
  std::string err;
};

// Runs a program to its end. argv[0] is a path; output is kept apart by stream.
Finished run(std::vector<std::string> const& argv);

// A program in the background, its output in one file. Killed and reaped when this goes away.
class Background {
 public:
  Background(std::vector<std::string> const& argv, std::filesystem::path log);
  ~Background();
  Background(Background const&) = delete;
  Background& operator=(Background const&) = delete;

  [[nodiscard]] pid_t pid() const { return pid_; }
  [[nodiscard]] std::string log() const;
  void signal(int number) const;
  // Waits until the log holds `text`; throws with the log when it ends or the time is over first.
  void wait_for_log(std::string const& text, std::chrono::seconds at_most);
  // Exit code as in Finished; throws when the time is over first.
  int wait(std::chrono::seconds at_most);

 private:
  [[nodiscard]] bool reap(int options);

  pid_t pid_ = -1;
  int status_ = 0;
  bool ended_ = false;
  std::filesystem::path log_;
};

}  // namespace qpv::test
