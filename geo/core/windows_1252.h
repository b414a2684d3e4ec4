// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <string_view>

namespace qpv {

// The text as UTF-8. Latin-1 is read alike. The five bytes that stand for nothing are left out.
std::string from_windows_1252(std::string_view text);

}  // namespace qpv
