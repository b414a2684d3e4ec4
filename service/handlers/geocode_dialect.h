// SPDX-License-Identifier: EUPL-1.2
//
// What the two geocoders that partners know differ in: addok's at "/", Géoplateforme's under
// "/geocodage".
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "geo/address/search.h"
#include "service/handlers/inputs.h"

namespace qpv::handlers {

struct GeocodeDialect {
  bool addok;          // its errors, its names of coordinates
  Limit search_limit;  // of /search
  Limit reverse_limit;
  double reverse_metres;  // how far /reverse looks
};

inline constexpr GeocodeDialect kAddok{true, {5, 100}, {1, 100}, 1000};
inline constexpr GeocodeDialect kGeoplateforme{false, {10, 20}, {1, 20}, 200};

// What is wrong with a request, in the words that clients know: English.
struct GeocodeFault {
  std::string title;  // addok's
  std::string description;
  std::string parameter = {};  // Géoplateforme names it before its description
  unsigned status = 400;
};
template <class T>
using Geocoded = tl::expected<T, GeocodeFault>;

http::Response to_response(GeocodeFault const& fault, GeocodeDialect const& dialect);

GeocodeFault missing(std::string_view parameter);
GeocodeFault invalid(std::string_view parameter, std::string const& why);

// The parameters of /search and /reverse; those that are not known are not looked at. Its texts are
// in the request's parameters and in `citycodes` and `postcodes`.
struct GeocodeQuestion {
  std::optional<std::string_view> text;
  std::string_view city;
  std::string citycodes;  // parted by spaces
  std::string postcodes;
  std::string kinds_text;
  MatchKinds kinds;
  std::optional<LonLat> place;
  bool autocomplete = true;
  std::size_t limit = 0;
};
Geocoded<GeocodeQuestion> read_geocode_question(http::Parameters const& parameters,
                                                GeocodeDialect const& dialect, Limit const& limit);
// Of /search: too short, too long or nothing to begin with.
Geocoded<void> check_text(std::optional<std::string_view> text, GeocodeDialect const& dialect);

// "housenumber", "street", "locality" or "municipality".
std::optional<MatchKind> kind_named(std::string_view name);
// Degrees, both on Earth.
std::optional<LonLat> read_place(std::string_view lon, std::string_view lat);
// Long enough to be an address, and begins as one: from `least` characters on, with a letter or a
// digit.
bool is_askable(std::string_view text);

}  // namespace qpv::handlers
