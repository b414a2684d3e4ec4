// SPDX-License-Identifier: EUPL-1.2
#include "geo/batch/question.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>
#include <tuple>

#include "geo/batch/column_content.h"
#include "geo/batch/row_date.h"
#include "geo/core/commune_code.h"

namespace qpv::batch {
namespace {

// Blanks that do not break, and the thin ones that typographers use.
std::string with_plain_blanks(std::string_view text) {
  std::string out(text);
  if (std::ranges::none_of(text, [](char c) { return c == '\xC2' || c == '\xE2'; })) return out;
  for (std::string_view const blank : {"\u00A0", "\u2009", "\u202F"}) {
    for (auto at = out.find(blank); at != std::string::npos; at = out.find(blank, at + 1)) {
      out.replace(at, blank.size(), " ");
    }
  }
  return out;
}

// As a reader counts: a character is not cut in two.
void cut(std::string& text) {
  if (text.size() <= kLongestPart) return;
  std::size_t characters = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    bool const begins = (static_cast<unsigned char>(text[i]) & 0xC0U) != 0x80U;
    if (begins && ++characters > kLongestPart) {
      text.resize(i);
      return;
    }
  }
}

std::string joined_by_space(std::string_view a, std::string_view b) {
  std::string out(a);
  if (!a.empty() && !b.empty()) out += ' ';
  out += b;
  return out;
}

// "12" of "12 RUE PASTEUR", not of "123 RUE PASTEUR".
bool begins_with_number(std::string_view street, std::string_view number) {
  if (number.empty() || !street.starts_with(number)) return false;
  auto const rest = street.substr(number.size());
  return rest.empty() || rest.front() < '0' || rest.front() > '9';
}

void give_zero(std::string& code, Question& question) {
  auto whole = with_its_zero(code);
  if (whole.size() != code.size()) ++question.zeros;
  code = std::move(whole);
}

}  // namespace

bool same_question(Question const& a, Question const& b) {
  auto const parts = [](Question const& q) {
    return std::tie(q.text, q.housenumber, q.street, q.postcode, q.city, q.citycode, q.date,
                    q.date_unreadable);
  };
  return parts(a) == parts(b) && a.place == b.place;
}

AddressQuery to_query(Question const& question) {
  AddressQuery query;
  query.text = question.text;
  query.housenumber = question.housenumber;
  query.street = question.street;
  query.postcode = question.postcode;
  query.city = question.city;
  query.only_citycode = question.citycode;
  return query;
}

QuestionReader::QuestionReader(Columns const& columns)
    : address_(columns.all(Role::kAddress)),
      street_(columns.all(Role::kStreet)),
      complement_(columns.all(Role::kComplement)),
      number_(columns.first(Role::kNumber)),
      suffix_(columns.first(Role::kSuffix)),
      postcode_(columns.first(Role::kPostcode)),
      city_(columns.first(Role::kCommune)),
      citycode_(columns.first(Role::kCitycode)),
      lon_(columns.first(Role::kLon)),
      lat_(columns.first(Role::kLat)),
      date_(columns.first(Role::kDate)) {}

std::string QuestionReader::one(Cells cells, std::optional<std::size_t> column) const {
  if (!column || *column >= cells.size()) return {};
  auto text = with_plain_blanks(trimmed(cells[*column]));
  cut(text);
  return text;
}

std::string QuestionReader::joined(Cells cells, std::vector<std::size_t> const& columns) const {
  std::string out;
  for (auto const column : columns) {
    if (column >= cells.size()) continue;
    auto const part = with_plain_blanks(trimmed(cells[column]));
    if (part.empty()) continue;
    if (!out.empty()) out += ' ';
    out += part;
  }
  cut(out);
  return out;
}

void QuestionReader::read_date(Cells cells, Question& question) const {
  auto const text = one(cells, date_);
  if (text.empty()) return;
  question.date = read_row_date(text);
  question.date_unreadable = !question.date;
}

void QuestionReader::read_place(Cells cells, Question& question) const {
  auto const lon = read_degrees(one(cells, lon_));
  auto const lat = read_degrees(one(cells, lat_));
  if (!lon || !lat || std::abs(*lon) > 180 || std::abs(*lat) > 90) return;
  question.place = LonLat{*lon, *lat};
}

Question QuestionReader::read(Cells cells) const {
  Question out;
  out.text = joined(cells, address_);
  out.street = joined(cells, street_);
  if (out.text.empty() && out.street.empty()) out.text = joined(cells, complement_);
  out.housenumber = joined_by_space(one(cells, number_), one(cells, suffix_));
  if (begins_with_number(out.street, out.housenumber)) out.housenumber.clear();
  if (!out.housenumber.empty() && out.street.empty()) {
    if (!out.text.empty()) out.text = joined_by_space(out.housenumber, out.text);
    out.housenumber.clear();
    cut(out.text);
  }
  out.postcode = one(cells, postcode_);
  give_zero(out.postcode, out);
  out.city = one(cells, city_);
  out.citycode = one(cells, citycode_);
  give_zero(out.citycode, out);
  if (!is_commune_code(out.citycode)) out.citycode.clear();
  read_date(cells, out);
  if (!out.has_address()) read_place(cells, out);
  return out;
}

}  // namespace qpv::batch
