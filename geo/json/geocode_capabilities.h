// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace qpv {

struct CapabilityParameter {
  std::string_view name;
  std::string_view type;
  bool required = false;
};
struct Capability {
  std::string_view id;
  std::string_view description;
  std::string_view url;
  std::string_view method;
  std::span<CapabilityParameter const> parameters;
};

// {info, api, operations[], indexes[]}; `version` is the program's.
std::string encode_capabilities(std::span<Capability const> operations, std::string_view version,
                                std::string_view addresses);

}  // namespace qpv
