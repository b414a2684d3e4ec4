// SPDX-License-Identifier: EUPL-1.2
#include "tools/batch/progress.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>

#include "geo/batch/grouped.h"

namespace qpv::batch {
namespace {

constexpr auto kEvery = std::chrono::milliseconds(200);

}  // namespace

std::string time_left(std::chrono::seconds seconds) {
  auto const s = seconds.count();
  if (s < 60) return fmt::format("{} s", s);
  if (s < 3600) return fmt::format("{} min {:02}", s / 60, s % 60);
  return fmt::format("{} h {:02}", s / 3600, s % 3600 / 60);
}

Progress::Progress(Shown shown)
    : shown_(shown == Shown::kAtTerminal && isatty(STDERR_FILENO) == 1) {}

void Progress::tell(std::uint64_t rows, std::uint64_t done, std::optional<std::uint64_t> all) {
  auto const now = Clock::now();
  if (!shown_ || now - told_ < kEvery) return;
  told_ = now;
  auto const spent = std::chrono::duration<double>(now - begun_).count();
  auto line = fmt::format("{} lignes, {} par seconde", grouped(rows),
                          grouped(static_cast<std::uint64_t>(static_cast<double>(rows) / spent)));
  if (all && *all > 0 && done > 0) {
    auto const part = std::min(1.0, static_cast<double>(done) / static_cast<double>(*all));
    auto const left = static_cast<std::int64_t>(spent / part * (1 - part));
    line += fmt::format(", {:.0f} %, reste {}", part * 100, time_left(std::chrono::seconds(left)));
  }
  fmt::print(stderr, "\r\x1B[K{}", line);
  std::fflush(stderr);
  written_ = true;
}

void Progress::clear() {
  if (!written_) return;
  fmt::print(stderr, "\r\x1B[K");
  written_ = false;
}

}  // namespace qpv::batch
