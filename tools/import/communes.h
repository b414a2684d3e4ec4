// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "geo/core/types.h"
#include "geo/ogr/perimeter_source.h"

namespace qpv::import {

// Case, accents, ligatures, hyphens and apostrophes folded; "St" and "Ste" spelled out.
std::string fold_name(std::string_view name);

// Which commune has which code, as this import's own files tell it.
class CommuneTable {
 public:
  void add(std::string const& code, std::string const& name);
  // Every commune of a perimeter that gives as many codes as names.
  void add(ogr::SourcePerimeter const& perimeter);

  [[nodiscard]] std::optional<std::string> name_of(std::string const& code) const;
  // The only commune of that name in the département; nothing when there are two.
  [[nodiscard]] std::optional<std::string> code_of(std::string const& name,
                                                   std::string const& departement) const;

 private:
  std::map<std::string, std::string> names_;                                    // by code
  std::map<std::pair<std::string, std::string>, std::set<std::string>> codes_;  // département, name
};

// As many codes as names: they go together by rank. Names alone: each gets its code where the table
// tells, else none. Otherwise the codes count, and the table names them.
std::vector<Commune> pair_communes(ogr::SourcePerimeter const& perimeter,
                                   CommuneTable const& table);

}  // namespace qpv::import
