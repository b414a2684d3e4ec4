// SPDX-License-Identifier: EUPL-1.2
//
// What a fuzz target is: one function that is given any bytes and may neither crash nor break what
// it requires of the code under it. libFuzzer calls it (-DQPV_FUZZ=ON), or replay_main.cc.
#pragma once

#include <fmt/format.h>

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string_view>

// The name is libFuzzer's.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size);  // NOLINT

namespace qpv::fuzz {

inline std::string_view text_of(std::uint8_t const* data, std::size_t size) {
  return {reinterpret_cast<char const*>(data), size};
}

// Ends the process as a crash does, whatever NDEBUG says: both callers then keep the input.
inline void require(bool holds, std::string_view what) {
  if (holds) return;
  fmt::print(stderr, "not so: {}\n", what);
  std::abort();
}

}  // namespace qpv::fuzz
