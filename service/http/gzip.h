// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace qpv::http {

// zlib counts in 32 bits; far more than this service ever answers.
inline constexpr std::size_t kMostGzipBytes = 1U << 30U;

// At most kMostGzipBytes as a gzip file without name or time: the same bytes give the same file.
// Any thread; each keeps its 256 KiB of working memory.
std::string gzip(std::string_view bytes);

}  // namespace qpv::http
