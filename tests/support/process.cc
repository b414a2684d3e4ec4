// SPDX-License-Identifier: EUPL-1.2
#include "tests/support/process.h"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <stdexcept>
#include <thread>

#include "tests/support/temp_dir.h"

namespace qpv::test {
namespace {

int exit_code_of(int status) {
  return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

pid_t spawn(std::vector<std::string> const& argv, std::string const& out, std::string const& err) {
  std::vector<char*> words;
  for (auto const& word : argv) words.push_back(const_cast<char*>(word.c_str()));  // NOLINT
  words.push_back(nullptr);
  pid_t const pid = fork();
  if (pid != 0) return pid;
  constexpr int kMode = 0600;
  int const null = open("/dev/null", O_RDONLY);
  int const out_fd = open(out.c_str(), O_WRONLY | O_CREAT | O_APPEND, kMode);
  int const err_fd = open(err.c_str(), O_WRONLY | O_CREAT | O_APPEND, kMode);
  dup2(null, STDIN_FILENO);
  dup2(out_fd, STDOUT_FILENO);
  dup2(err_fd, STDERR_FILENO);
  execv(words[0], words.data());
  _exit(127);
}

}  // namespace

Finished run(std::vector<std::string> const& argv) {
  TempDir const dir;
  auto const out = (dir / "out").string();
  auto const err = (dir / "err").string();
  pid_t const pid = spawn(argv, out, err);
  int status = 0;
  if (waitpid(pid, &status, 0) != pid) throw std::runtime_error("waitpid failed");
  return {exit_code_of(status), read_file(out), read_file(err)};
}

Background::Background(std::vector<std::string> const& argv, std::filesystem::path log)
    : pid_(spawn(argv, log.string(), log.string())), log_(std::move(log)) {}

Background::~Background() {
  if (ended_) return;
  kill(pid_, SIGKILL);
  waitpid(pid_, &status_, 0);
}

std::string Background::log() const {
  return std::filesystem::exists(log_) ? read_file(log_) : std::string();
}

void Background::signal(int number) const { kill(pid_, number); }

bool Background::reap(int options) {
  if (!ended_ && waitpid(pid_, &status_, options) == pid_) ended_ = true;
  return ended_;
}

void Background::wait_for_log(std::string const& text, std::chrono::seconds at_most) {
  auto const end = std::chrono::steady_clock::now() + at_most;
  while (log().find(text) == std::string::npos) {
    bool const ended = reap(WNOHANG);
    if (ended && log().find(text) != std::string::npos) return;
    if (ended || std::chrono::steady_clock::now() > end) {
      throw std::runtime_error("never logged \"" + text + "\":\n" + log());
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
}

int Background::wait(std::chrono::seconds at_most) {
  auto const end = std::chrono::steady_clock::now() + at_most;
  while (!reap(WNOHANG)) {
    if (std::chrono::steady_clock::now() > end)
      throw std::runtime_error("still running:\n" + log());
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  return exit_code_of(status_);
}

}  // namespace qpv::test
