// SPDX-License-Identifier: EUPL-1.2
#include "tools/batch/columns_of.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <memory>
#include <set>
#include <string>
#include <utility>

namespace qpv::batch {
namespace {

struct Places {
  std::set<std::string, std::less<>> postcodes;
  std::set<std::string, std::less<>> citycodes;
  std::set<std::string, std::less<>> communes;
};

void add_addresses(AddressIndex const& index, Places& places) {
  auto const communes = index.communes();
  for (auto i = static_cast<std::uint32_t>(communes.first);
       i < static_cast<std::uint32_t>(communes.end); ++i) {
    auto const commune = static_cast<CommuneIdx>(i);
    places.citycodes.emplace(index[commune].citycode);
    places.communes.insert(folded_words(index[commune].name));
    for (std::size_t k = 0; !index.postcode(commune, k).empty(); ++k) {
      places.postcodes.emplace(index.postcode(commune, k));
    }
  }
}

void add_territory(Territory const& territory, Places& places) {
  for (auto const& commune : territory.communes) {
    places.citycodes.insert(commune.code);
    places.communes.insert(folded_words(commune.name));
    places.postcodes.insert(commune.postcodes.begin(), commune.postcodes.end());
  }
}

// By its name as it is written, by the words of its name, or by its number from 1.
std::optional<std::size_t> find_column(std::string const& wanted, Columns const& columns) {
  auto const& names = columns.names;
  auto const index = [&](auto found) -> std::optional<std::size_t> {
    if (found == names.end()) return std::nullopt;
    return static_cast<std::size_t>(found - names.begin());
  };
  if (auto const exact = index(std::ranges::find(names, wanted))) return exact;
  auto const words = header_words(wanted);
  if (auto const like = index(std::ranges::find(names, words, header_words))) return like;
  std::size_t number = 0;
  auto const* const end = wanted.data() + wanted.size();
  auto const read = std::from_chars(wanted.data(), end, number);
  if (read.ptr != end || number == 0 || number > names.size()) return std::nullopt;
  return number - 1;
}

Result<void> override_roles(Options const& options, Columns& columns) {
  for (auto const& [role, name] : options.roles) {
    if (role == Role::kNone) continue;
    std::ranges::replace(columns.roles, role, Role::kNone);
  }
  for (auto const& [role, name] : options.roles) {
    auto const column = find_column(name, columns);
    if (!column) {
      return fail(ErrorCode::kInvalidArgument,
                  fmt::format("la liste n’a pas de colonne « {} » ; ses colonnes : {}", name,
                              fmt::join(columns.names, ", ")));
    }
    columns.roles[*column] = role;
  }
  return {};
}

}  // namespace

KnownPlaces known_places(Dataset const& dataset) {
  auto const places = std::make_shared<Places>();
  if (dataset.addresses) {
    add_addresses(dataset.addresses->index, *places);
  } else if (dataset.territory) {
    add_territory(*dataset.territory, *places);
  }
  return {[places](std::string_view code) { return places->postcodes.contains(code); },
          [places](std::string_view code) { return places->citycodes.contains(code); },
          [places](std::string_view name) { return places->communes.contains(name); }};
}

Result<Columns> columns_of(std::span<SampleRow const> sample, Options const& options,
                           Dataset const& dataset) {
  auto columns = recognise(sample, known_places(dataset), options.header);
  // A day of its own changes the answer of a row: it is taken only where a flag says so.
  std::ranges::replace(columns.roles, Role::kDate, Role::kNone);
  if (auto const changed = override_roles(options, columns); !changed) {
    return tl::unexpected(changed.error());
  }
  if (columns.can_ask()) return columns;
  return fail(ErrorCode::kInvalidArgument,
              fmt::format("aucune colonne d’adresse, de commune, de code postal ou de coordonnées "
                          "n’est reconnue parmi : {} ; nommez-la, par exemple --adresse \"{}\"",
                          fmt::join(columns.names, ", "), columns.names.front()));
}

}  // namespace qpv::batch
