// SPDX-License-Identifier: EUPL-1.2
#include "geo/json/geocode_answer.h"

#include <cmath>
#include <cstdint>

#include "geo/core/lambert93.h"
#include "geo/json/address_words.h"
#include "geo/json/compact.h"
#include "geo/json/rounded.h"

namespace qpv {
namespace {

using json::Compact;
using json::kCentimetre;
using json::kScore;
using json::rounded;
using json::write_optional;

constexpr double kMicrodegree = 1e6;

void write_coordinates(Compact& out, LonLat position) {
  out.array([&] {
    out.value(rounded(position.lon, kMicrodegree));
    out.value(rounded(position.lat, kMicrodegree));
  });
}

void write_known(Compact& out, std::string_view name, std::string_view text) {
  if (!text.empty()) out.member(name, text);
}

void write_qpv(Compact& out, QpvAnswer const& qpv) {
  out.key("qpv");
  out.object([&] {
    out.member("reponse", qpv.answer);
    write_optional(out, "code", qpv.codes);
    write_optional(out, "quartier", qpv.names);
    write_optional(out, "doute", qpv.doubt);
    write_optional(out, "probable", qpv.likely);
    out.member("probabilite", qpv.probability);
    out.member("distance_m", qpv.metres);
    out.member("generation", qpv.generation);
    out.member("donnees", qpv.dataset);
  });
}

void write_properties(Compact& out, GeocodeFeature const& feature) {
  auto const& address = feature.address;
  out.member("label", address.label);
  out.member("score", rounded(feature.score, kScore));
  write_known(out, "housenumber", address.housenumber);
  out.member("id", address.id);
  out.member("name", address.name);
  write_known(out, "postcode", address.postcode);
  out.member("citycode", address.citycode);
  if (auto const planar = lambert93(address.position)) {
    out.member("x", rounded(planar->x, kCentimetre));
    out.member("y", rounded(planar->y, kCentimetre));
  }
  out.member("city", address.city);
  write_known(out, "oldcity", address.oldcity);
  write_known(out, "oldcitycode", address.oldcitycode);
  write_known(out, "district", address.district);
  write_known(out, "context", address.context);
  out.member("type", address.type);
  // A key named after the type holds the name, of a number the street's.
  if (!address.street.empty()) out.member("street", address.street);
  if (address.type == "locality" || address.type == "municipality") {
    out.member(address.type, address.name);
  }
  if (feature.metres) {
    out.member("distance", static_cast<std::int64_t>(std::lround(*feature.metres)));
  }
  write_qpv(out, feature.qpv);
}

void write_geocoded(Compact& out, GeocodeFeature const& feature) {
  out.object([&] {
    out.member("type", "Feature");
    out.key("geometry");
    out.object([&] {
      out.member("type", "Point");
      out.key("coordinates");
      write_coordinates(out, feature.address.position);
    });
    out.key("properties");
    out.object([&] { write_properties(out, feature); });
  });
}

void write_result(Compact& out, GeocodeResult const& result) {
  out.object([&] {
    out.key("id");
    out.raw(result.id, rapidjson::kStringType);
    auto const* const found = result.feature ? "ok" : "not-found";
    out.member("status", result.error.empty() ? found : "error");
    if (!result.error.empty()) out.member("error", result.error);
    if (!result.feature) return;
    out.key("result");
    out.object([&] {
      write_properties(out, *result.feature);
      out.key("next_score");
      result.next_score ? out.value(rounded(*result.next_score, kScore)) : out.value(std::nullopt);
      out.member("lon", rounded(result.feature->address.position.lon, kMicrodegree));
      out.member("lat", rounded(result.feature->address.position.lat, kMicrodegree));
    });
  });
}

}  // namespace

std::string encode_geocode_results(std::span<GeocodeResult const> results) {
  Compact out;
  out.object([&] {
    out.key("results");
    out.each(results, [&](GeocodeResult const& result) { write_result(out, result); });
  });
  return out.take();
}

std::string encode_geocode(GeocodeAnswer const& answer) {
  Compact out;
  out.object([&] {
    out.member("type", "FeatureCollection");
    out.member("version", "draft");
    out.key("features");
    out.each(answer.features, [&](GeocodeFeature const& feature) { write_geocoded(out, feature); });
    out.member("attribution", answer.attribution);
    out.member("licence", "ETALAB-2.0");
    if (answer.query) out.member("query", *answer.query);
    if (!answer.filters.empty()) {
      out.key("filters");
      out.object([&] {
        for (auto const& filter : answer.filters) out.member(filter.first, filter.second);
      });
    }
    if (answer.center) {
      out.key("center");
      write_coordinates(out, *answer.center);
    }
    out.member("limit", answer.limit);
  });
  return out.take();
}

}  // namespace qpv
