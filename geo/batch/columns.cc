// SPDX-License-Identifier: EUPL-1.2
#include "geo/batch/columns.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

#include "geo/batch/column_content.h"

namespace qpv::batch {
namespace {

bool takes_several(Role role) {
  return role == Role::kNone || role == Role::kAddress || role == Role::kStreet ||
         role == Role::kComplement;
}

// Names beat data: "rue" may be the type of the first row's street, and a header's.
bool is_header(std::span<SampleRow const> rows, ColumnWords const& words) {
  std::ptrdiff_t names = 0;
  std::ptrdiff_t data = 0;
  for (auto const& cell : rows.front()) {
    names += words.role_of(cell).fit == Fit::kExact ? 1 : 0;
    data += looks_like_data(cell, words) ? 1 : 0;
  }
  return data == 0 || names > data;
}

class Recogniser {
 public:
  Recogniser(std::span<SampleRow const> rows, KnownPlaces const& known, ColumnWords const& words,
             Columns& out)
      : out_(out) {
    std::size_t width = 0;
    for (auto const& row : rows) width = std::max(width, row.size());
    if (out.header) {
      // What stands beyond the header's columns has no name.
      width = rows.front().size();
      out.names = rows.front();
      for (auto const& name : out.names) named_.push_back(words.role_of(name));
      rows = rows.subspan(1);
    } else {
      for (std::size_t i = 1; i <= width; ++i) out.names.push_back(fmt::format("colonne {}", i));
      named_.resize(width);
    }
    for (std::size_t i = 0; i < width; ++i) {
      content_.push_back(look_at(rows, i, known, words));
      out.roles.push_back(named_[i].role);
    }
  }

  void run() {
    for (std::size_t i = 0; i < size(); ++i) role(i) = confirmed(i);
    confirm_number();
    confirm_degrees();
    keep_one_of_each();
    find_addresses();
    find_codes();
    find_degrees();
  }

 private:
  [[nodiscard]] std::size_t size() const { return out_.roles.size(); }
  Role& role(std::size_t column) { return out_.roles[column]; }
  [[nodiscard]] bool has(Role role) const { return out_.first(role).has_value(); }

  // What the cells leave of the name's role.
  [[nodiscard]] Role confirmed(std::size_t column) const {
    auto const& content = content_[column];
    auto const named = out_.roles[column];
    if (content.half(content.mail)) return Role::kNone;
    bool const place =
        named == Role::kPostcode || named == Role::kCitycode || named == Role::kCommune;
    if (place && content.half(content.code_and_town)) return Role::kAddress;
    if (named == Role::kNumber && content.half(content.number_and_street)) return Role::kAddress;
    bool const postcodes = content.most(content.known_postcode);
    bool const citycodes = content.most(content.known_citycode);
    if (named == Role::kPostcode && citycodes && !content.half(content.known_postcode)) {
      return Role::kCitycode;
    }
    if (named == Role::kCitycode && postcodes && !content.half(content.known_citycode)) {
      return Role::kPostcode;
    }
    if (named == Role::kCommune && content.most(content.code)) {
      return postcodes && !citycodes ? Role::kPostcode : Role::kCitycode;
    }
    bool const degrees = named == Role::kLon || named == Role::kLat;
    if (degrees && content.filled > 0 && !content.half(content.degrees)) return Role::kNone;
    return named;
  }

  // "Numéro" may be of a file or a person.
  void confirm_number() {
    bool beside = has(Role::kStreet);
    for (auto const i : out_.all(Role::kAddress)) {
      beside = beside || !content_[i].half(content_[i].begins_with_digit);
    }
    for (auto const i : out_.all(Role::kNumber)) {
      auto const& content = content_[i];
      if (!beside || (content.filled > 0 && !content.most(content.number))) role(i) = Role::kNone;
    }
  }

  void confirm_degrees() {
    auto const lon = out_.first(Role::kLon);
    auto const lat = out_.first(Role::kLat);
    if (!lon || !lat) return;
    auto const& east = content_[*lon];
    auto const& north = content_[*lat];
    if (east.most(east.latitude) && north.most(north.longitude)) {
      std::swap(role(*lon), role(*lat));
    }
  }

  void keep_one_of_each() {
    for (std::size_t i = 0; i < size(); ++i) {
      if (takes_several(role(i))) continue;
      for (std::size_t other = 0; other < size(); ++other) {
        if (other == i || role(other) != role(i)) continue;
        bool const better =
            named_[other].fit > named_[i].fit || (named_[other].fit == named_[i].fit && other < i);
        if (better) {
          role(i) = Role::kNone;
          named_[i].excluded = true;  // it is what its name says, of which one is enough
          break;
        }
      }
    }
  }

  [[nodiscard]] bool free(std::size_t column) const {
    return out_.roles[column] == Role::kNone && !named_[column].excluded &&
           content_[column].filled > 0 && !content_[column].half(content_[column].mail);
  }

  void find_addresses() {
    bool const placed = has(Role::kPostcode) || has(Role::kCommune) || has(Role::kCitycode);
    bool wanted = !has(Role::kAddress) && !has(Role::kStreet);
    for (std::size_t i = 0; i < size(); ++i) {
      if (!free(i)) continue;
      auto const& content = content_[i];
      bool const street = wanted && content.half(content.number_and_street);
      if (street) wanted = false;
      if (street || (!placed && content.half(content.code_and_town))) role(i) = Role::kAddress;
    }
  }

  void find(Role wanted, std::size_t Content::*count) {
    if (has(wanted)) return;
    for (std::size_t i = 0; i < size(); ++i) {
      if (!free(i) || !content_[i].most(content_[i].*count)) continue;
      role(i) = wanted;
      return;
    }
  }

  void find_codes() {
    find(Role::kPostcode, &Content::known_postcode);
    find(Role::kCitycode, &Content::known_citycode);
    if (!out_.header) find(Role::kCommune, &Content::known_commune);
  }

  void find_degrees() {
    if (has(Role::kLon) || has(Role::kLat)) return;
    find(Role::kLat, &Content::latitude);
    find(Role::kLon, &Content::longitude);
    auto const lon = out_.first(Role::kLon);
    auto const lat = out_.first(Role::kLat);
    if (lon && !lat) role(*lon) = Role::kNone;
    if (lat && !lon) role(*lat) = Role::kNone;
  }

  Columns& out_;
  std::vector<NamedRole> named_;
  std::vector<Content> content_;
};

}  // namespace

std::vector<std::size_t> Columns::all(Role role) const {
  std::vector<std::size_t> found;
  for (std::size_t i = 0; i < roles.size(); ++i) {
    if (roles[i] == role) found.push_back(i);
  }
  return found;
}

std::optional<std::size_t> Columns::first(Role role) const {
  auto const found = std::ranges::find(roles, role);
  if (found == roles.end()) return std::nullopt;
  return static_cast<std::size_t>(found - roles.begin());
}

bool Columns::can_ask() const {
  constexpr std::array<Role, 5> kAsked{Role::kAddress, Role::kStreet, Role::kComplement,
                                       Role::kPostcode, Role::kCommune};
  bool const address =
      std::ranges::any_of(kAsked, [&](Role role) { return first(role).has_value(); });
  return address || (first(Role::kLon) && first(Role::kLat));
}

Columns recognise(std::span<SampleRow const> rows, KnownPlaces const& known, HeaderRow header,
                  ColumnWords const& words) {
  Columns out;
  if (rows.empty()) return out;
  out.header =
      header == HeaderRow::kLookFor ? is_header(rows, words) : header == HeaderRow::kPresent;
  Recogniser(rows, known, words, out).run();
  return out;
}

}  // namespace qpv::batch
