// SPDX-License-Identifier: EUPL-1.2
#include "geo/batch/column_words.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <tuple>
#include <utility>

#include "geo/address/fold.h"
#include "geo/batch/embedded_columns.h"

namespace qpv::batch {
namespace {

constexpr std::array<std::pair<Role, std::string_view>, 12> kRoles{{
    {Role::kNone, ""},
    {Role::kAddress, "adresse"},
    {Role::kNumber, "numero"},
    {Role::kSuffix, "repetition"},
    {Role::kStreet, "voie"},
    {Role::kComplement, "complement"},
    {Role::kPostcode, "code_postal"},
    {Role::kCommune, "commune"},
    {Role::kCitycode, "insee"},
    {Role::kLon, "lon"},
    {Role::kLat, "lat"},
    {Role::kDate, "date"},
}};
constexpr std::string_view kExcluded = "aucun";
constexpr std::string_view kStreetWord = "mot";
constexpr std::string_view kAlone = "seul";

std::vector<std::string> split(std::string_view text, char at) {
  std::vector<std::string> parts;
  for (;;) {
    auto const end = text.find(at);
    parts.emplace_back(text.substr(0, end));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

bool is_small(char c) { return c >= 'a' && c <= 'z'; }
bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }

// "codePostal" as "code Postal".
std::string with_parted_words(std::string_view header) {
  std::string out;
  for (std::size_t i = 0; i < header.size(); ++i) {
    if (i > 0 && is_small(header[i - 1]) && is_capital(header[i])) out += ' ';
    out += header[i];
  }
  return out;
}

bool has_words(std::vector<std::string> const& header, std::vector<std::string> const& wanted) {
  return std::ranges::all_of(wanted, [&](std::string const& word) {
    return std::ranges::find(header, word) != header.end();
  });
}

}  // namespace

std::string_view name_of(Role role) {
  return std::ranges::find(kRoles, role, &std::pair<Role, std::string_view>::first)->second;
}

std::optional<Role> role_named(std::string_view name) {
  auto const* const found =
      std::ranges::find(kRoles, name, &std::pair<Role, std::string_view>::second);
  if (found == kRoles.end()) return std::nullopt;
  return found->first;
}

std::string folded_words(std::string_view text) {
  FoldedText folded;
  folded.fold(text);
  std::string out;
  for (std::size_t i = 0; i < folded.tokens().size(); ++i) {
    if (i > 0) out += ' ';
    out += folded[i];
  }
  return out;
}

std::string header_words(std::string_view header) {
  return folded_words(with_parted_words(header));
}

Result<ColumnWords> ColumnWords::read(std::string_view tsv) {
  ColumnWords out;
  std::size_t number = 0;
  for (auto const& line : split(tsv, '\n')) {
    ++number;
    if (line.empty() || line.front() == '#') continue;
    if (auto const added = out.add(line); !added) {
      return fail(ErrorCode::kCorruptData,
                  fmt::format("columns.tsv, ligne {} : « {} »", number, line));
    }
  }
  return out;
}

Result<void> ColumnWords::add(std::string_view line) {
  auto const cells = split(line, '\t');
  auto const wrong = fail(ErrorCode::kCorruptData, {});
  if (cells.size() < 2 || cells.size() > 3 || cells[1].empty()) return wrong;
  if (cells.size() == 3 && cells[2] != kAlone) return wrong;
  if (folded_words(cells[1]) != cells[1]) return wrong;
  if (cells[0] == kStreetWord) {
    street_words_.insert(cells[1]);
    return {};
  }
  auto const role = cells[0] == kExcluded ? Role::kNone : role_named(cells[0]);
  if (!role || (*role == Role::kNone && cells[0] != kExcluded)) return wrong;
  exact_.emplace(cells[1], spellings_.size());
  spellings_.push_back({cells[1], split(cells[1], ' '), *role, cells.size() == 3});
  return {};
}

ColumnWords const& ColumnWords::embedded() {
  static ColumnWords const words = read(embedded_columns()).value();
  return words;
}

// "aucun" before all others, then the spelling that says most.
ColumnWords::Spelling const* ColumnWords::contained_in(std::string_view words) const {
  auto const header = split(words, ' ');
  Spelling const* best = nullptr;
  auto const weight = [](Spelling const& spelling) {
    return std::tuple(spelling.role == Role::kNone, spelling.words.size(), spelling.text.size());
  };
  for (auto const& spelling : spellings_) {
    if (spelling.alone || !has_words(header, spelling.words)) continue;
    if (best == nullptr || weight(spelling) > weight(*best)) best = &spelling;
  }
  return best;
}

NamedRole ColumnWords::role_of(std::string_view header) const {
  auto const words = header_words(header);
  if (words.empty()) return {};
  if (auto const found = exact_.find(words); found != exact_.end()) {
    auto const role = spellings_[found->second].role;
    return {role, Fit::kExact, role == Role::kNone};
  }
  auto const* const found = contained_in(words);
  if (found == nullptr) return {};
  return {found->role, Fit::kContained, found->role == Role::kNone};
}

bool ColumnWords::begins_street(std::string_view word) const {
  return street_words_.find(word) != street_words_.end();
}

}  // namespace qpv::batch
