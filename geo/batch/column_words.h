// SPDX-License-Identifier: EUPL-1.2
//
// What columns are called, and what their names and words are compared as.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "geo/core/result.h"

namespace qpv::batch {

// What a column of a list says of a row.
enum class Role : std::uint8_t {
  kNone,
  kAddress,     // on one line, or one of several lines
  kNumber,      // of a house
  kSuffix,      // "bis"
  kStreet,      // type and name, or each in a column of its own
  kComplement,  // building, floor: asked only where nothing else is
  kPostcode,
  kCommune,
  kCitycode,  // INSEE
  kLon,
  kLat,
  kDate,  // the day on which the person's address is judged
};

// As data/lexicon/columns.tsv and the tool's options name it: "code_postal"; empty for kNone.
std::string_view name_of(Role role);
std::optional<Role> role_named(std::string_view name);

// Lower-case words of letters and digits, one space between: as spellings are written. A letter
// beside a digit begins a word, and so does a capital letter behind a small one.
std::string header_words(std::string_view header);
// The same for texts of cells: "12bis Rue d’Artois" is "12 bis rue d artois".
std::string folded_words(std::string_view text);

enum class Fit : std::uint8_t { kNone, kContained, kExact };
struct NamedRole {
  Role role = Role::kNone;
  Fit fit = Fit::kNone;
  bool excluded = false;  // the name says that it is none of the roles
};

// data/lexicon/columns.tsv. Immutable; any number of threads.
class ColumnWords {
 public:
  // kCorruptData names the line that is not as the file's head says.
  static Result<ColumnWords> read(std::string_view tsv);
  // The one that the program was built with.
  static ColumnWords const& embedded();

  [[nodiscard]] NamedRole role_of(std::string_view header) const;
  // Whether streets begin with it, as folded_words() writes it.
  [[nodiscard]] bool begins_street(std::string_view word) const;

 private:
  struct Spelling {
    std::string text;
    std::vector<std::string> words;
    Role role = Role::kNone;
    bool alone = false;
  };
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const {
      return std::hash<std::string_view>()(text);
    }
  };

  Result<void> add(std::string_view line);
  [[nodiscard]] Spelling const* contained_in(std::string_view words) const;

  std::vector<Spelling> spellings_;
  std::unordered_map<std::string, std::size_t, Hash, std::equal_to<>> exact_;
  std::unordered_set<std::string, Hash, std::equal_to<>> street_words_;
};

}  // namespace qpv::batch
