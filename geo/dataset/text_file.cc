// SPDX-License-Identifier: EUPL-1.2
#include "geo/dataset/text_file.h"

#include <fmt/format.h>

#include <cstdint>
#include <fstream>
#include <iterator>

namespace qpv {

namespace fs = std::filesystem;

Result<std::string> read_text_file(fs::path const& path) {
  // Keeps a wrong path from filling the memory.
  constexpr std::uintmax_t kMaxBytes = std::uintmax_t{64} << 20U;
  auto const name = path.filename().string();
  std::error_code error;
  if (!fs::is_regular_file(path, error)) {
    return fail(ErrorCode::kIo, fmt::format("il manque « {} »", name), name);
  }
  if (fs::file_size(path, error) > kMaxBytes) {
    return fail(ErrorCode::kCorruptData, name + " : fichier trop grand", name);
  }
  std::ifstream in(path, std::ios::binary);
  std::string text((std::istreambuf_iterator<char>(in)), {});
  if (!in.good() && !in.eof()) return fail(ErrorCode::kIo, name + " : lecture impossible", name);
  return text;
}

}  // namespace qpv
