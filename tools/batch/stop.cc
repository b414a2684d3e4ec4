// SPDX-License-Identifier: EUPL-1.2
#include "tools/batch/stop.h"

#include <atomic>
#include <csignal>

namespace qpv::batch {
namespace {

// Lock-free: a signal handler may write it, and has nothing but globals.
std::atomic<int> noted = 0;  // NOLINT(cppcoreguidelines-avoid-non-const-global-variables)
static_assert(std::atomic<int>::is_always_lock_free);

void note(int signal) { noted = signal; }

void handle(int signal, void (*handler)(int), unsigned flags) {
  struct sigaction action {};
  action.sa_handler = handler;
  action.sa_flags = static_cast<int>(flags);
  sigaction(signal, &action, nullptr);
}

}  // namespace

void note_signals() {
  // Reset: the second one is not noted any more.
  for (int const signal : {SIGINT, SIGTERM, SIGHUP}) handle(signal, note, SA_RESETHAND);
  for (int const signal : {SIGPIPE, SIGXFSZ}) handle(signal, SIG_IGN, 0);
}

bool is_stopped() { return noted != 0; }

void end_by_signal() {
  handle(noted, SIG_DFL, 0);
  raise(noted);
}

}  // namespace qpv::batch
