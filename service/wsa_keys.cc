// SPDX-License-Identifier: EUPL-1.2
#include "service/wsa_keys.h"

#include <fstream>
#include <string>
#include <utility>

namespace qpv {

Result<handlers::BasicKeys> read_wsa_keys(std::filesystem::path const& file) {
  std::ifstream in(file);
  if (!in) return fail(ErrorCode::kIo, "le fichier de --wsa-keys ne se lit pas");
  handlers::BasicKeys keys;
  std::size_t number = 0;
  for (std::string line; std::getline(in, line);) {
    ++number;
    if (line.ends_with('\r')) line.pop_back();
    if (line.empty() || line.starts_with('#')) continue;
    if (line.find(':') == std::string::npos) {
      return fail(ErrorCode::kInvalidArgument, "--wsa-keys, ligne " + std::to_string(number) +
                                                   " : « nom:mot de passe » est attendu");
    }
    keys.push_back(std::move(line));
  }
  if (keys.empty()) return fail(ErrorCode::kInvalidArgument, "--wsa-keys : aucune clé");
  return keys;
}

}  // namespace qpv
