// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "geo/address/ban_address.h"
#include "geo/json/qpv_columns.h"

namespace qpv {

// GeocodeJSON as the BAN's geocoder writes it.
struct GeocodeFeature {
  BanAddress address;
  double score;
  std::optional<double> metres;  // from the place that was given
  QpvAnswer qpv;
};
struct GeocodeAnswer {
  std::vector<GeocodeFeature> features;
  std::string_view attribution;
  std::optional<std::string_view> query;
  std::vector<std::pair<std::string_view, std::string_view>> filters;
  std::optional<LonLat> center;
  std::size_t limit;
};

// Coordinates to 1e-6 degree and the centimetre, distances to the metre, scores to 1e-4.
std::string encode_geocode(GeocodeAnswer const& answer);

// One of several answers at once.
struct GeocodeResult {
  std::string id;                         // as JSON
  std::optional<GeocodeFeature> feature;  // none: not found, or an error
  std::optional<double> next_score;
  std::string error;  // empty where there is none
};
std::string encode_geocode_results(std::span<GeocodeResult const> results);

}  // namespace qpv
