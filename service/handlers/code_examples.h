// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "geo/json/api_description.h"

namespace qpv::handlers {

// A request as a program that makes it and prints what is answered.
struct CodeLanguage {
  std::string_view name;   // "python", for machines
  std::string_view label;  // for people
  // `base`: the address of the service, without a slash at its end. `json`: the answer is JSON.
  std::string (*write)(ApiRequest const& request, std::string_view base, bool json);
};

// curl, Python, JavaScript, PHP and Power Query, with what each of them has of its own: nothing to
// install. PHP and Python stop at an answer that is an error, as their functions do.
std::span<CodeLanguage const> code_languages();

}  // namespace qpv::handlers
