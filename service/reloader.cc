// SPDX-License-Identifier: EUPL-1.2
#include "service/reloader.h"

#include <malloc.h>
#include <pthread.h>

#include <csignal>
#include <ctime>
#include <exception>
#include <utility>

#include "geo/dataset/guard.h"

namespace qpv {
namespace {

sigset_t hangup() {
  sigset_t set{};
  sigemptyset(&set);
  sigaddset(&set, SIGHUP);
  return set;
}

// Whether SIGHUP came within the time.
bool wait_for_hangup(std::chrono::milliseconds at_most) {
  auto const seconds = std::chrono::duration_cast<std::chrono::seconds>(at_most);
  timespec const time{seconds.count(), std::chrono::nanoseconds(at_most - seconds).count()};
  auto const set = hangup();
  return sigtimedwait(&set, nullptr, &time) == SIGHUP;
}

}  // namespace

void Reloader::hold_hangup() {
  auto const set = hangup();
  pthread_sigmask(SIG_BLOCK, &set, nullptr);
}

Reloader::Reloader(Options options, DatasetWatch watch, DatasetSlot& slot, Report report)
    : options_(std::move(options)),
      watch_(std::move(watch)),
      slot_(slot),
      report_(std::move(report)),
      thread_([this](std::stop_token const& stop) { run(stop); }) {}

Reloader::~Reloader() {
  thread_.request_stop();
  pthread_kill(thread_.native_handle(), SIGHUP);  // it waits for nothing else
}

void Reloader::run(std::stop_token const& stop) {
  while (!stop.stop_requested()) {
    bool const asked = wait_for_hangup(options_.interval);
    if (stop.stop_requested()) return;
    retire();
    bool const changed = watch_.look();
    if (asked || changed) reload();
  }
}

void Reloader::reload() {
  auto const began = std::chrono::steady_clock::now();
  auto const loaded = load();
  if (loaded) old_.push_back(slot_.replace(*loaded));
  watch_.tried(loaded.has_value());
  report_(loaded, std::chrono::steady_clock::now() - began);
}

Result<std::shared_ptr<Dataset const>> Reloader::load() const {
  // Whatever a library throws over a bad file must not end the service that has a good one.
  try {
    auto loaded = load_dataset(options_.directory, Verify::kEverything);
    if (!loaded) return loaded;
    auto const fit = check_succession(slot_.get()->manifest, (*loaded)->manifest).and_then([&] {
      return check_sentinels(**loaded, options_.sentinels);
    });
    if (!fit) return tl::unexpected(fit.error());
    return loaded;
  } catch (std::exception const& error) {
    return fail(ErrorCode::kIo, error.what());
  }
}

// An old dataset ends here, after its last request, and not in the midst of somebody's answer:
// giving back a country's memory takes milliseconds.
void Reloader::retire() {
  auto const ended = std::erase_if(old_, [](auto const& old) { return old.use_count() == 1; });
  if (ended != 0) malloc_trim(0);  // pieces freed by another thread than their own stay otherwise
}

}  // namespace qpv
