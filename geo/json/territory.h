// SPDX-License-Identifier: EUPL-1.2
//
// territory.json: the agglomération, as its contract and the official geographic code tell it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "geo/core/date.h"
#include "geo/core/result.h"
#include "geo/core/types.h"

namespace qpv {

struct TerritoryCommune {
  std::string code;  // INSEE
  std::string name;
  std::vector<std::string> postcodes;
  unsigned population;
  LonLat centre;
};

struct Quartier {
  std::string name;                     // as the contract names it
  std::vector<std::string> perimeters;  // official codes; one quartier may have several
};

// The national programme of urban renewal (NPNRU).
struct Renewal {
  std::string perimeter;           // official code
  std::optional<bool> convention;  // whether one is signed; none where no source says
};

// One family of what living in a quartier may open. Without a day, the source gives none.
struct Right {
  std::string title;
  std::string text;  // one sentence
  std::optional<Date> from;
  std::optional<Date> to;  // the last day
  std::string source;

  [[nodiscard]] bool is_open(Date date) const {
    return (!from || *from <= date) && (!to || date <= *to);
  }
};

struct Contact {
  std::string service;
  std::string phone;
  std::string email;
  std::string url;
};

struct Territory {
  std::string siren;  // of the EPCI
  std::string name;
  std::string contract;
  std::vector<TerritoryCommune> communes;
  std::vector<Quartier> quartiers;
  std::vector<Renewal> renewals;
  std::vector<Right> rights;
  std::optional<Contact> contact;
};

// kInvalidArgument with the field at fault in `where`.
Result<Territory> read_territory(std::string_view json);

}  // namespace qpv
