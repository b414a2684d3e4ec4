// SPDX-License-Identifier: EUPL-1.2
#include "service/handlers/geocode_dialect.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <initializer_list>
#include <utility>

#include "geo/core/commune_code.h"
#include "geo/core/utf8.h"
#include "geo/json/geocode_fault.h"

namespace qpv::handlers {
namespace {

constexpr std::size_t kLeastText = 3;
constexpr std::size_t kMostFilters = 10;
constexpr std::size_t kLongestCity = 50;

bool is_alphanumeric(char c) {
  auto const lower = static_cast<unsigned char>(static_cast<unsigned char>(c) | 0x20U);
  bool const letter = (lower >= 'a' && lower <= 'z') || static_cast<unsigned char>(c) >= 0x80;
  return letter || (c >= '0' && c <= '9');
}

std::optional<std::string_view> find_any(http::Parameters const& parameters,
                                         std::initializer_list<std::string_view> names) {
  for (auto const name : names) {
    if (auto const found = find(parameters, name); found && !found->empty()) return found;
  }
  return std::nullopt;
}

std::optional<bool> flag(std::string_view text) {
  for (auto const yes : {"1", "true", "yes"}) {
    if (text == yes) return true;
  }
  for (auto const no : {"0", "false", "no"}) {
    if (text == no) return false;
  }
  return std::nullopt;
}

// All values of a filter, given again or parted by spaces.
Geocoded<std::string> filter(http::Parameters const& parameters, std::string_view name) {
  std::string all;
  for (auto const& [each, value] : parameters) {
    if (each != name || value.empty()) continue;
    if (!all.empty()) all += ' ';
    all += value;
  }
  auto const values = static_cast<std::size_t>(std::ranges::count(all, ' ')) + 1;
  if (values > kMostFilters) return tl::unexpected(invalid(name, "must have at most 10 values"));
  return all;
}

// Calls `read` for each, while it says that the value is one.
template <class Read>
bool each_value(std::string_view all, Read const& read) {
  while (!all.empty()) {
    auto const end = std::min(all.find(' '), all.size());
    if (end > 0 && !read(all.substr(0, end))) return false;
    all.remove_prefix(std::min(end + 1, all.size()));
  }
  return true;
}

bool is_postcode(std::string_view text) {
  return text.size() == 5 && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

Geocoded<void> read_filters(http::Parameters const& parameters, GeocodeQuestion& out) {
  for (auto const& [name, target] : {std::pair("citycode", &GeocodeQuestion::citycodes),
                                     std::pair("postcode", &GeocodeQuestion::postcodes),
                                     std::pair("type", &GeocodeQuestion::kinds_text)}) {
    auto values = filter(parameters, name);
    if (!values) return tl::unexpected(values.error());
    out.*target = std::move(*values);
  }
  if (!each_value(out.citycodes, is_commune_code)) {
    return tl::unexpected(invalid("citycode", "must be INSEE codes of 5 characters"));
  }
  if (!each_value(out.postcodes, is_postcode)) {
    return tl::unexpected(invalid("postcode", "must contain 5 digits"));
  }
  bool const kinds = each_value(out.kinds_text, [&](std::string_view name) {
    auto const kind = kind_named(name);
    if (kind) out.kinds.add(*kind);
    return kind.has_value();
  });
  if (!kinds) {
    return tl::unexpected(
        invalid("type", "must be one of housenumber, street, locality, municipality"));
  }
  return {};
}

Geocoded<void> read_city(http::Parameters const& parameters, GeocodeQuestion& out) {
  out.city = find(parameters, "city").value_or(std::string_view());
  if (count_characters(out.city) > kLongestCity) {
    return tl::unexpected(invalid("city", "must contain at most 50 chars"));
  }
  if (!out.city.empty() && !out.citycodes.empty()) {
    return tl::unexpected(invalid("city", "cannot be used with citycode"));
  }
  auto const index = find(parameters, "index");
  if (index && !index->empty() && *index != "address") {
    return tl::unexpected(invalid("index", "only address is served here"));
  }
  return {};
}

Geocoded<void> read_center(http::Parameters const& parameters, GeocodeDialect const& dialect,
                           GeocodeQuestion& out) {
  auto const lat =
      dialect.addok ? find_any(parameters, {"lat", "latitude"}) : find_any(parameters, {"lat"});
  auto const lon = dialect.addok ? find_any(parameters, {"lon", "lng", "long", "longitude"})
                                 : find_any(parameters, {"lon"});
  if (!lat && !lon) return {};
  if (!lat || !lon) return tl::unexpected(missing(lat ? "lon" : "lat"));
  out.place = read_place(*lon, *lat);
  if (!out.place) return tl::unexpected(invalid("lon", "lon and lat must be degrees"));
  return {};
}

Geocoded<std::size_t> read_limit(http::Parameters const& parameters, Limit const& limit) {
  auto const text = find(parameters, "limit");
  if (!text || text->empty()) return limit.usual;
  std::size_t number = 0;
  auto const* const end = text->data() + text->size();
  auto const [stop, error] = std::from_chars(text->data(), end, number);
  if (error != std::errc() || stop != end || number < 1 || number > limit.most) {
    return tl::unexpected(
        invalid("limit", fmt::format("must be an integer between 1 and {}", limit.most)));
  }
  return number;
}

}  // namespace

GeocodeFault missing(std::string_view parameter) {
  return {"Missing parameter", fmt::format("The '{}' parameter is required", parameter),
          std::string(parameter)};
}

GeocodeFault invalid(std::string_view parameter, std::string const& why) {
  return {"Invalid parameter", why, std::string(parameter)};
}

http::Response to_response(GeocodeFault const& named, GeocodeDialect const& dialect) {
  auto fault = named;
  // A form's names are any bytes; an answer is UTF-8.
  for (auto* const text : {&fault.parameter, &fault.description}) {
    if (!is_utf8(*text)) *text = "a name that is not UTF-8";
  }
  http::Response response;
  response.status = fault.status;
  response.content_type = http::kJson;
  response.headers = http::kNoStore;
  if (dialect.addok) {
    response.body = encode_addok_fault(
        fault.title,
        fault.parameter.empty() ? fault.description : fault.parameter + ": " + fault.description);
  } else if (fault.parameter.empty()) {
    response.body = encode_geoplateforme_fault(fault.status, fault.description, {});
  } else {
    response.body = encode_geoplateforme_fault(fault.status, "Failed parsing query",
                                               fault.parameter + ": " + fault.description);
  }
  return response;
}

std::optional<MatchKind> kind_named(std::string_view name) {
  if (name == "housenumber") return MatchKind::kHousenumber;
  if (name == "street") return MatchKind::kStreet;
  if (name == "locality") return MatchKind::kLocality;
  if (name == "municipality") return MatchKind::kMunicipality;
  return std::nullopt;
}

std::optional<LonLat> read_place(std::string_view lon, std::string_view lat) {
  auto const x = read_number(lon, "lon");
  auto const y = read_number(lat, "lat");
  if (!x || !y) return std::nullopt;
  auto const place = check_point(*x, *y);
  if (!place) return std::nullopt;
  return *place;
}

bool is_askable(std::string_view text) {
  return !text.empty() && is_alphanumeric(text.front()) && count_characters(text) >= kLeastText;
}

Geocoded<void> check_text(std::optional<std::string_view> text, GeocodeDialect const& dialect) {
  auto const size = text ? count_characters(*text) : 0;
  if (dialect.addok) {
    if (size == 0) return tl::unexpected(missing("q"));
    if (size <= kLongestQuery) return {};
    return tl::unexpected(
        GeocodeFault{"Query too long",
                     fmt::format("Query too long, {} chars, limit is {}", size, kLongestQuery),
                     {},
                     413});
  }
  if (text && is_askable(*text) && size <= kLongestQuery) return {};
  return tl::unexpected(
      invalid("q", "must contain between 3 and 200 chars and start with a number or a letter"));
}

Geocoded<GeocodeQuestion> read_geocode_question(http::Parameters const& parameters,
                                                GeocodeDialect const& dialect, Limit const& limit) {
  GeocodeQuestion out;
  out.text = find(parameters, "q");
  if (auto const read = read_filters(parameters, out); !read) return tl::unexpected(read.error());
  if (!dialect.addok) {
    if (auto const read = read_city(parameters, out); !read) return tl::unexpected(read.error());
  }
  auto const center = read_center(parameters, dialect, out);
  if (!center) return tl::unexpected(center.error());
  if (auto const text = find(parameters, "autocomplete"); text && !text->empty()) {
    auto const autocomplete = flag(*text);
    if (!autocomplete) return tl::unexpected(invalid("autocomplete", "must be a boolean"));
    out.autocomplete = *autocomplete;
  }
  auto const wanted = read_limit(parameters, limit);
  if (!wanted) return tl::unexpected(wanted.error());
  out.limit = *wanted;
  return out;
}

}  // namespace qpv::handlers
