// SPDX-License-Identifier: EUPL-1.2
#include "tools/import/cage.h"

#include <fmt/format.h>
#include <sched.h>
#include <seccomp.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <initializer_list>
#include <memory>
#include <string_view>

#include "tools/exit_code.h"

namespace qpv::import {
namespace {

constexpr rlim_t kMaxWrittenBytes = rlim_t{2} << 30U;

// Only what a signal handler may do: no memory is taken, nothing is unwound.
[[noreturn]] void give_up(std::string_view line) {
  for (ssize_t wrote = 1; !line.empty() && wrote > 0;) {
    wrote = write(STDERR_FILENO, line.data(), line.size());
    if (wrote > 0) line.remove_prefix(static_cast<std::size_t>(wrote));
  }
  _exit(kExitInput);
}

void out_of_time(int /*signal*/) {
  give_up(
      "erreur : le temps de calcul accordé à l'import est épuisé : le fichier est hostile, ou "
      "--cpu-limit trop bas\n");
}

// GDAL calls abort() where one of its allocations fails.
void aborted(int /*signal*/) {
  give_up(
      "erreur : une bibliothèque a dû s'arrêter net : le fichier est hostile, ou --memory-limit "
      "trop bas\n");
}

bool limit(__rlimit_resource resource, rlim_t soft, rlim_t grace = 0) {
  rlimit now{};
  if (getrlimit(resource, &now) != 0) return false;
  rlimit const wanted{std::min(soft, now.rlim_max), std::min(soft + grace, now.rlim_max)};
  return setrlimit(resource, &wanted) == 0;
}

void on_signal(int number, void (*handler)(int)) {
  struct sigaction action {};
  action.sa_handler =
      handler;  // NOLINT(cppcoreguidelines-pro-type-union-access): POSIX's own union
  sigaction(number, &action, nullptr);
}

void limit_resources(CageLimits const& limits, std::vector<std::string>& missing) {
  // Beyond the grace the system kills, should the handler not have been able to run.
  constexpr rlim_t kGraceSeconds = 5;
  on_signal(SIGXCPU, out_of_time);
  on_signal(SIGXFSZ, SIG_IGN);  // the write fails instead, as on a full disk
  if (!limit(RLIMIT_CPU, limits.cpu_seconds, kGraceSeconds)) {
    missing.emplace_back("le temps de calcul n'est pas limité");
  }
  if (!limit(RLIMIT_FSIZE, kMaxWrittenBytes)) {
    missing.emplace_back("la taille des fichiers écrits n'est pas limitée");
  }
  limit(RLIMIT_CORE, 0);  // a dump would hold what was read; without it, nothing is lost
  if (kSanitized) return;
  on_signal(SIGABRT, aborted);
  // RLIMIT_DATA counts what is written to, RLIMIT_AS also what is only mapped: libraries, stacks.
  if (!limit(RLIMIT_DATA, rlim_t{limits.memory_mib} << 20U)) {
    missing.emplace_back("la mémoire n'est pas limitée");
  }
}

struct Released {
  void operator()(void* filter) const { seccomp_release(filter); }
};

// A list of what is denied rather than of what is allowed: an import has no need of any of these,
// while what libraries need changes with each of their versions.
class Filter {
 public:
  Filter() : filter_(seccomp_init(SCMP_ACT_ALLOW)) {}

  void deny(std::initializer_list<int> calls, std::uint32_t error = EPERM) {
    for (int const call : calls) add(seccomp_rule_add(filter(), SCMP_ACT_ERRNO(error), call, 0));
  }
  // Not SCMP_A0: a compound literal, which C++ has not. An argument's number, the comparison, its
  // one or two operands.
  void deny_if(int call, scmp_arg_cmp const& condition) {
    add(seccomp_rule_add_array(filter(), SCMP_ACT_ERRNO(EPERM), call, 1, &condition));
  }
  bool load() { return whole_ && filter_ && seccomp_load(filter()) == 0; }

 private:
  [[nodiscard]] scmp_filter_ctx filter() const { return filter_.get(); }
  // A call that this architecture never had cannot be made either.
  void add(int result) { whole_ = whole_ && (result == 0 || result == -EDOM); }

  std::unique_ptr<void, Released> filter_;
  bool whole_ = true;
};

void deny_network(Filter& filter) {
  filter.deny({SCMP_SYS(socket), SCMP_SYS(socketpair), SCMP_SYS(connect), SCMP_SYS(bind),
               SCMP_SYS(listen), SCMP_SYS(accept), SCMP_SYS(accept4)});
  // Another way to the same calls.
  filter.deny({SCMP_SYS(io_uring_setup), SCMP_SYS(io_uring_enter), SCMP_SYS(io_uring_register)},
              ENOSYS);
}

void deny_processes(Filter& filter) {
  filter.deny({SCMP_SYS(execve), SCMP_SYS(execveat), SCMP_SYS(fork), SCMP_SYS(vfork),
               SCMP_SYS(ptrace), SCMP_SYS(process_vm_readv), SCMP_SYS(process_vm_writev),
               SCMP_SYS(pidfd_getfd), SCMP_SYS(pidfd_send_signal), SCMP_SYS(kill), SCMP_SYS(tkill),
               SCMP_SYS(rt_sigqueueinfo), SCMP_SYS(rt_tgsigqueueinfo)});
  // Threads are made with clone too. clone3's arguments cannot be looked at: without it, the C
  // library falls back on clone.
  filter.deny_if(SCMP_SYS(clone), {0, SCMP_CMP_MASKED_EQ, CLONE_THREAD, 0});
  filter.deny({SCMP_SYS(clone3)}, ENOSYS);
  filter.deny_if(SCMP_SYS(tgkill), {0, SCMP_CMP_NE, static_cast<scmp_datum_t>(getpid()), 0});
}

void deny_system(Filter& filter) {
  filter.deny({SCMP_SYS(bpf), SCMP_SYS(perf_event_open), SCMP_SYS(userfaultfd), SCMP_SYS(unshare),
               SCMP_SYS(setns), SCMP_SYS(mount), SCMP_SYS(umount2), SCMP_SYS(chroot),
               SCMP_SYS(pivot_root), SCMP_SYS(add_key), SCMP_SYS(keyctl), SCMP_SYS(request_key),
               SCMP_SYS(init_module), SCMP_SYS(finit_module), SCMP_SYS(kexec_load),
               SCMP_SYS(open_by_handle_at)});
}

}  // namespace

std::vector<std::string> enter_cage(CageLimits const& limits) {
  std::vector<std::string> missing;
  limit_resources(limits, missing);
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) {
    missing.emplace_back("le système ne renonce pas aux privilèges d'autres programmes");
  }
  Filter filter;
  deny_network(filter);
  deny_system(filter);
  if (!kSanitized) deny_processes(filter);
  errno = 0;
  if (!filter.load()) {
    missing.push_back(fmt::format("le réseau et les autres programmes ne sont pas fermés ({})",
                                  errno != 0 ? std::strerror(errno) : "seccomp est absent"));
  }
  return missing;
}

}  // namespace qpv::import
