// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <span>
#include <string_view>

namespace qpv::handlers {

struct Asset {
  std::string_view name;
  std::string_view bytes;
};

// The files of service/web and the description of the API, built into the program by
// cmake/embed.cmake.
std::span<Asset const> assets();

// Empty where no file has that name.
std::string_view asset_bytes(std::string_view name);

}  // namespace qpv::handlers
