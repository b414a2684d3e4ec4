// SPDX-License-Identifier: EUPL-1.2
//
// What this process forbids itself before it opens a file that somebody else made.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace qpv::import {

// Whether this program runs under the address or thread sanitizer.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
inline constexpr bool kSanitized = true;
#elif defined(__has_feature)
inline constexpr bool kSanitized =
    __has_feature(address_sanitizer) || __has_feature(thread_sanitizer);
#else
inline constexpr bool kSanitized = false;
#endif

struct CageLimits {
  std::uint64_t memory_mib = 2048;  // four times what the published national files take
  std::uint64_t cpu_seconds = 600;  // of all threads together; these files take a few
};

// From here on, until the end of the process and in all its threads: no network, no other process
// (none started, traced or signalled), no privilege gained by running a program, no core dump, no
// file above 2 GiB, and the given memory and computing time.
//
// A refused call fails like any other; memory above the limit is std::bad_alloc; computing time
// above it, or a library that gives up by abort(), ends the process with one line on standard error
// and kExitInput. What was being written aside then stays for the next import to remove.
//
// Call once, before the first thread. Gives back what the system did not let us forbid, one French
// sentence each: usually nothing. Under a sanitizer, memory and processes stay free: it needs both.
std::vector<std::string> enter_cage(CageLimits const& limits);

}  // namespace qpv::import
