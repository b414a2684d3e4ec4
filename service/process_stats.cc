// SPDX-License-Identifier: EUPL-1.2
#include "service/process_stats.h"

#include <sys/resource.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string>
#include <vector>

namespace qpv {
namespace {

std::string text_of(char const* path) {
  std::ifstream in(path);
  return {std::istreambuf_iterator<char>(in), {}};
}

// Fields of /proc/self/stat from the third on, as proc(5) numbers them: [0] is field 3.
std::vector<std::string> stat_fields() {
  auto const text = text_of("/proc/self/stat");
  // The second is the program's name in parentheses, which may hold anything.
  auto const name_end = text.rfind(')');
  if (name_end == std::string::npos) return {};
  std::istringstream rest(text.substr(name_end + 1));
  return {std::istream_iterator<std::string>(rest), {}};
}

// Seconds since 1970 when the machine started.
std::optional<double> boot_seconds() {
  std::istringstream words(text_of("/proc/stat"));
  for (std::string word; words >> word;) {
    double seconds = 0;
    if (word == "btime" && words >> seconds) return seconds;
  }
  return std::nullopt;
}

std::uint64_t count_open_fds() {
  std::error_code error;
  std::filesystem::directory_iterator entries("/proc/self/fd", error);
  std::uint64_t count = 0;
  for (; !error && entries != std::filesystem::directory_iterator(); entries.increment(error)) {
    ++count;
  }
  return count > 0 ? count - 1 : 0;  // without the one that reads this
}

std::uint64_t most_open_fds() {
  rlimit limit{};
  return getrlimit(RLIMIT_NOFILE, &limit) == 0 ? limit.rlim_cur : 0;
}

}  // namespace

std::optional<ProcessStats> read_process_stats() {
  constexpr std::size_t kUserTime = 14 - 3;
  constexpr std::size_t kSystemTime = 15 - 3;
  constexpr std::size_t kThreads = 20 - 3;
  constexpr std::size_t kStartTime = 22 - 3;
  constexpr std::size_t kVirtualBytes = 23 - 3;
  constexpr std::size_t kResidentPages = 24 - 3;
  auto const fields = stat_fields();
  auto const boot = boot_seconds();
  if (fields.size() <= kResidentPages || !boot) return std::nullopt;
  auto const number = [&](std::size_t field) { return std::stoull(fields[field]); };
  auto const ticks = static_cast<double>(sysconf(_SC_CLK_TCK));
  auto const page = static_cast<std::uint64_t>(sysconf(_SC_PAGESIZE));
  return ProcessStats{
      .resident_bytes = number(kResidentPages) * page,
      .virtual_bytes = number(kVirtualBytes),
      .cpu_seconds = static_cast<double>(number(kUserTime) + number(kSystemTime)) / ticks,
      .start_seconds = *boot + static_cast<double>(number(kStartTime)) / ticks,
      .threads = number(kThreads),
      .open_fds = count_open_fds(),
      .max_fds = most_open_fds()};
}

}  // namespace qpv
