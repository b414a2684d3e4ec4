// SPDX-License-Identifier: EUPL-1.2
#include "geo/json/wsa_answer.h"

#include <algorithm>

#include "geo/json/compact.h"
#include "geo/json/rounded.h"

namespace qpv {
namespace {

using json::Compact;
using json::rounded;

std::optional<std::string_view> word(std::optional<bool> inside) {
  if (!inside) return std::nullopt;
  return *inside ? "OUI" : "NON";
}

std::optional<bool> of_all(std::vector<WsaZone> const& zones) {
  auto const is = [](bool wanted) {
    return [wanted](WsaZone const& zone) { return zone.inside == wanted; };
  };
  if (std::any_of(zones.begin(), zones.end(), is(true))) return true;
  if (std::all_of(zones.begin(), zones.end(), is(false))) return false;
  return std::nullopt;
}

void write_zone(Compact& out, WsaZone const& zone, bool of_address) {
  out.object([&] {
    out.member("type_quartier", zone.type);
    out.member("code_reponse", word(zone.inside));
    if (!zone.inside) {
      out.member("info", "Cette réponse n’est pas sûre : elle ne veut dire ni oui ni non.");
    }
    if (!zone.inside.value_or(false)) return;
    out.member("nom_quartier", zone.name);
    out.member("code_quartier", zone.code);
    if (of_address) out.member("code_info", "VOIE_TRAITEE");
    out.member("info", std::string(of_address ? "L'adresse est située" : "Le point est situé") +
                           " dans le quartier " + zone.type + " " + zone.name + " - " + zone.code);
  });
}

}  // namespace

std::string encode_wsa(WsaAnswer const& answer) {
  Compact out;
  out.object([&] {
    out.member("code_reponse", word(of_all(answer.zones)));
    if (auto const& address = answer.address) {
      out.member("loccom_ref", address->commune_has_zone
                                   ? std::optional<std::string_view>("COMMUNE_AVEC_QUARTIER")
                                   : std::nullopt);
      out.key("adresse");
      out.object([&] {
        out.member("label", address->label);
        out.member("score", address->score ? std::optional(rounded(*address->score * 100, 100))
                                           : std::nullopt);
      });
    }
    out.key("reponses");
    out.each(answer.zones,
             [&](WsaZone const& zone) { write_zone(out, zone, answer.address.has_value()); });
  });
  return out.take();
}

}  // namespace qpv
