// SPDX-License-Identifier: EUPL-1.2
#include "geo/address/search.h"

namespace qpv {
namespace {

void append(std::string& out, std::string_view part) {
  if (part.empty()) return;
  if (!out.empty()) out += ' ';
  out += part;
}

}  // namespace

std::string housenumber(NumberInfo const& number) {
  return std::to_string(number.number).append(number.suffix);
}

std::string label(AddressIndex const& index, AddressMatch const& match) {
  std::string out;
  auto const commune = index[match.commune];
  if (match.kind == MatchKind::kMunicipality) return std::string(commune.name);
  if (match.kind == MatchKind::kHousenumber) {
    out = housenumber(index[match.number]);
  }
  auto const street = index[match.street];
  append(out, street.name);
  append(out, street.postcode);
  append(out, commune.name);
  return out;
}

}  // namespace qpv
