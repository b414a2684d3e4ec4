// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace qpv {

// What SIG Ville's web service says, field by field as its clients read it.
struct WsaZone {
  std::string type;            // as it was asked for
  std::optional<bool> inside;  // none: undetermined, which is never a no
  std::string name;            // of the quartier; only inside
  std::string code;
};
struct WsaAddress {
  std::optional<std::string> label;  // none: not found
  std::optional<double> score;       // 0 to 1
  bool commune_has_zone = false;
};
struct WsaAnswer {
  std::optional<WsaAddress> address;  // none where a point was asked for
  std::vector<WsaZone> zones;         // in the order of the question
};

// "OUI" when any zone is, "NON" when all are not, else null; every key is always there.
std::string encode_wsa(WsaAnswer const& answer);

}  // namespace qpv
