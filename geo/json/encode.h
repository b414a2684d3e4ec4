// SPDX-License-Identifier: EUPL-1.2
//
// What the service says, as JSON. The field names are the API's and stay.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "geo/core/types.h"
#include "geo/json/manifest.h"
#include "geo/json/territory.h"

namespace qpv {

// GeoJSON (RFC 7946), coordinates to 1e-7 degree, that is a centimetre.
std::string encode_feature(Perimeter const& perimeter);
std::string encode_feature_collection(std::span<Perimeter const* const> perimeters,
                                      Manifest const& manifest);

// The answer of /v1/about. `territory` may be null.
std::string encode_about(Manifest const& manifest, Territory const* territory);

// One JSON string, quotes included.
std::string encode_string(std::string_view text);

// {"status":"..."} of a probe.
std::string encode_status(std::string_view status);

struct ReadinessText {
  std::string_view status;
  std::string_view dataset;  // id
  // Of the last reload, where it failed; else empty.
  std::string failed_at;  // RFC 3339
  std::string reason;
  std::string detail;  // both in a sentence for people
};
std::string encode_readiness(ReadinessText const& readiness);

}  // namespace qpv
