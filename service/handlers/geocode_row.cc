// SPDX-License-Identifier: EUPL-1.2
#include "service/handlers/geocode_row.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <initializer_list>
#include <span>
#include <utility>

#include "geo/address/address_verdict.h"
#include "geo/address/ban_address.h"
#include "geo/json/qpv_columns.h"
#include "service/handlers/geocoder.h"

namespace qpv::handlers {
namespace {

constexpr std::array<std::string_view, 18> kSearchColumns{
    "longitude",       "latitude",        "result_score",       "result_score_next",
    "result_label",    "result_type",     "result_id",          "result_housenumber",
    "result_name",     "result_street",   "result_postcode",    "result_city",
    "result_context",  "result_citycode", "result_oldcitycode", "result_oldcity",
    "result_district", "result_status"};
constexpr std::array<std::string_view, 17> kReverseColumns{
    "result_longitude", "result_latitude",    "result_distance",    "result_label",
    "result_type",      "result_id",          "result_housenumber", "result_name",
    "result_street",    "result_postcode",    "result_city",        "result_context",
    "result_citycode",  "result_oldcitycode", "result_oldcity",     "result_district",
    "result_status"};

std::span<std::string_view const> columns_of(GeocodeOperation operation) {
  if (operation == GeocodeOperation::kSearch) return kSearchColumns;
  return kReverseColumns;
}

std::string number(double value, double per_unit) {
  return fmt::format("{}", std::round(value * per_unit) / per_unit);
}
std::string degrees(double value) { return number(value, 1e6); }
std::string score(double value) { return number(value, 1e4); }

// From result_label to result_district.
void append_address(std::vector<std::string>& cells, BanAddress address) {
  cells.push_back(std::move(address.label));
  cells.emplace_back(address.type);
  cells.push_back(std::move(address.id));
  cells.push_back(std::move(address.housenumber));
  cells.push_back(std::move(address.name));
  cells.emplace_back(address.street);
  cells.emplace_back(address.postcode);
  cells.emplace_back(address.city);
  cells.push_back(std::move(address.context));
  cells.emplace_back(address.citycode);
  cells.emplace_back(address.oldcitycode);
  cells.emplace_back(address.oldcity);
  cells.push_back(std::move(address.district));
}

void append_qpv(std::vector<std::string>& cells, Verdict const& verdict, Dataset const& dataset,
                Date date) {
  auto own = qpv_cells(qpv_answer(verdict, dataset.perimeters, dataset.manifest, date));
  for (auto& cell : own) cells.push_back(std::move(cell));
}

// No address: how it went, and what is known all the same.
std::vector<std::string> without_address(GeocodeOperation operation, std::string_view status,
                                         Verdict const& verdict, Dataset const& dataset,
                                         Date date) {
  std::vector<std::string> cells(columns_of(operation).size() - 1);
  cells.emplace_back(status);
  append_qpv(cells, verdict, dataset, date);
  return cells;
}

class Header {
 public:
  Header(table::Row const& row, table::Dialect const& form) {
    std::string store;
    for (auto const& cell : row.cells) names_.emplace_back(table::text_of(cell, form, store));
  }
  [[nodiscard]] std::optional<std::size_t> find(std::string_view name) const {
    auto const found = std::ranges::find(names_, name);
    if (found == names_.end()) return std::nullopt;
    return static_cast<std::size_t>(found - names_.begin());
  }
  [[nodiscard]] std::optional<std::size_t> find_any(
      std::initializer_list<std::string_view> names) const {
    for (auto const name : names) {
      if (auto const found = find(name)) return found;
    }
    return std::nullopt;
  }

 private:
  std::vector<std::string> names_;
};

Geocoded<std::optional<char>> one_character(std::string_view name, std::string_view value) {
  if (value == "\\t") value = "\t";
  if (value.size() != 1 || static_cast<unsigned char>(value.front()) >= 0x80) {
    return tl::unexpected(invalid(name, "must be one ASCII character"));
  }
  return value.front();
}

}  // namespace

Geocoded<void> add_option(std::string_view name, std::string_view value, TableOptions& options) {
  if (value.empty()) return {};
  for (auto const& [known, texts] : {std::pair("columns", &options.columns),
                                     std::pair("result_columns", &options.result_columns)}) {
    if (name == known) texts->emplace_back(value);
  }
  for (auto const& [known, text] :
       {std::pair("citycode", &options.citycode), std::pair("postcode", &options.postcode),
        std::pair("type", &options.type), std::pair("lat", &options.lat),
        std::pair("lon", &options.lon)}) {
    if (name == known) *text = value;
  }
  for (auto const& [known, target] : {std::pair("delimiter", &options.known.delimiter),
                                      std::pair("quote", &options.known.quote)}) {
    if (name != known) continue;
    auto const character = one_character(name, value);
    if (!character) return tl::unexpected(character.error());
    *target = *character;
  }
  if (name == "encoding") {
    options.known.encoding = table::encoding_named(value);
    if (!options.known.encoding) return tl::unexpected(invalid(name, "unknown encoding"));
  }
  if (name == "with_bom") options.with_bom = value == "1" || value == "true" || value == "yes";
  if (name == "min_score") {
    auto const least = read_number(value, name);
    if (!least) return tl::unexpected(invalid(name, "must be a number"));
    options.min_score = *least;
  }
  return {};
}

Geocoded<RowGeocoder> RowGeocoder::make(TableOptions const& options, table::Row const& header,
                                        table::Dialect const& form, GeocodeOperation operation,
                                        GeocodeDialect const& dialect) {
  Header const names(header, form);
  RowGeocoder out;
  out.operation_ = operation;
  out.reverse_metres_ = dialect.reverse_metres;
  out.form_ = form;
  out.min_score_ = options.min_score;
  for (auto const& name : options.columns) {
    auto const found = names.find(name);
    if (!found) return tl::unexpected(invalid("columns", "unknown column " + name));
    out.columns_.push_back(*found);
  }
  for (auto const& [name, target] :
       {std::pair(&options.citycode, &out.citycode_), std::pair(&options.postcode, &out.postcode_),
        std::pair(&options.type, &out.type_), std::pair(&options.lat, &out.lat_),
        std::pair(&options.lon, &out.lon_)}) {
    if (name->empty()) continue;
    *target = names.find(*name);
    if (!*target) return tl::unexpected(invalid("columns", "unknown column " + *name));
  }
  if (operation == GeocodeOperation::kReverse) {
    if (!out.lat_) out.lat_ = names.find_any({"latitude", "lat"});
    if (!out.lon_) out.lon_ = names.find_any({"longitude", "lon", "lng", "long"});
    if (!out.lat_ || !out.lon_) {
      return tl::unexpected(invalid("lat", "no columns of longitude and latitude"));
    }
  }
  auto const is_shown = [&](std::string_view name) {
    return options.result_columns.empty() ||
           std::ranges::find(options.result_columns, name) != options.result_columns.end();
  };
  for (auto const name : columns_of(operation)) out.shown_.push_back(is_shown(name));
  for (auto const name : kQpvColumns) out.shown_.push_back(is_shown(name));
  return out;
}

void RowGeocoder::name_columns(table::Writer& writer, std::string& out) const {
  std::size_t i = 0;
  for (auto const name : columns_of(operation_)) {
    if (shown_[i++]) writer.add_plain(name, out);
  }
  for (auto const name : kQpvColumns) {
    if (shown_[i++]) writer.add_plain(name, out);
  }
}

RowGeocoder::Cells RowGeocoder::answer(table::Row const& row, Dataset const& dataset,
                                       Date date) const {
  return operation_ == GeocodeOperation::kSearch ? search(row, dataset, date)
                                                 : reverse(row, dataset, date);
}

void RowGeocoder::write(Cells const& cells, table::Writer& writer, std::string& out) const {
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (shown_[i]) writer.add(cells[i], out);
  }
}

std::string RowGeocoder::text_of(table::Row const& row, std::optional<std::size_t> column) const {
  if (!column || *column >= row.cells.size()) return {};
  std::string store;
  std::string text(table::text_of(row.cells[*column], form_, store));
  auto const first = text.find_first_not_of(" \t\r\n");
  if (first == std::string::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

std::string RowGeocoder::address_of(table::Row const& row) const {
  std::string text;
  auto const add = [&](std::size_t column) {
    auto const cell = text_of(row, column);
    if (cell.empty()) return;
    if (!text.empty()) text += ' ';
    text += cell;
  };
  if (columns_.empty()) {
    for (std::size_t i = 0; i < row.cells.size(); ++i) add(i);
  } else {
    for (auto const column : columns_) add(column);
  }
  return text;
}

std::optional<LonLat> RowGeocoder::place_of(table::Row const& row) const {
  auto const lon = text_of(row, lon_);
  auto const lat = text_of(row, lat_);
  if (lon.empty() || lat.empty()) return std::nullopt;
  return read_place(lon, lat);
}

RowGeocoder::Cells RowGeocoder::search(table::Row const& row, Dataset const& dataset,
                                       Date date) const {
  auto const text = address_of(row);
  if (!is_askable(text)) return without_address(operation_, "skipped", not_found(), dataset, date);
  auto const citycode = text_of(row, citycode_);
  auto const postcode = text_of(row, postcode_);
  AddressQuery query;
  query.text = text;
  query.only_citycode = citycode;
  query.only_postcode = postcode;
  if (auto const kind = kind_named(text_of(row, type_))) query.only_kinds.add(*kind);
  query.near = place_of(row);
  query.limit = 2;
  auto found = find_addresses(query, dataset, date, 1);
  if (found.empty() || (min_score_ && found.front().match.score <= *min_score_)) {
    return without_address(operation_, "not-found", not_found(), dataset, date);
  }
  auto const& best = found.front();
  auto address = ban_address(dataset.addresses->index, best.match);
  Cells cells{degrees(address.position.lon), degrees(address.position.lat), score(best.match.score),
              found.size() > 1 ? score(found[1].match.score) : std::string()};
  append_address(cells, std::move(address));
  cells.emplace_back("ok");
  append_qpv(cells, best.verdict, dataset, date);
  return cells;
}

RowGeocoder::Cells RowGeocoder::reverse(table::Row const& row, Dataset const& dataset,
                                        Date date) const {
  auto const place = place_of(row);
  if (!place) return without_address(operation_, "skipped", not_found(), dataset, date);
  auto const citycode = text_of(row, citycode_);
  auto const postcode = text_of(row, postcode_);
  AddressQuery filters;
  filters.only_citycode = citycode;
  filters.only_postcode = postcode;
  if (auto const kind = kind_named(text_of(row, type_))) filters.only_kinds.add(*kind);
  filters.limit = 1;
  auto const found = find_nearest(*place, filters, reverse_metres_, dataset, date);
  if (found.empty()) {
    return without_address(operation_, "not-found", verdict_at(*place, dataset, date), dataset,
                           date);
  }
  auto address = ban_address(dataset.addresses->index, found.front().match);
  Cells cells{degrees(address.position.lon), degrees(address.position.lat),
              fmt::format("{}", std::lround(*found.front().metres))};
  append_address(cells, std::move(address));
  cells.emplace_back("ok");
  append_qpv(cells, found.front().verdict, dataset, date);
  return cells;
}

}  // namespace qpv::handlers
