// SPDX-License-Identifier: EUPL-1.2
//
// JSON bodies, and JSON text as answers have it.
#include <fmt/format.h>

#include <cmath>
#include <optional>
#include <string>

#include "geo/core/utf8.h"
#include "geo/json/area_body.h"
#include "geo/json/decode.h"
#include "geo/json/encode.h"
#include "geo/json/parse.h"
#include "tests/fuzz/fuzz.h"
#include "tests/fuzz/geometry.h"

namespace {

using qpv::fuzz::require;

void add(std::string& out, char const* name, std::optional<double> value) {
  if (!value) return;
  require(std::isfinite(*value), "a number of a body is finite");
  out += fmt::format(R"({}"{}":{})", out.size() > 1 ? "," : "", name, *value);
}

void check_point_body(std::string_view text) {
  auto const body = qpv::decode_point_body(text);
  if (!body) return;
  std::string out = "{";
  add(out, "lon", body->lon);
  add(out, "lat", body->lat);
  add(out, "accuracy", body->accuracy);
  if (body->date) {
    out +=
        fmt::format(R"({}"date":{})", out.size() > 1 ? "," : "", qpv::encode_string(*body->date));
  }
  auto const again = qpv::decode_point_body(out + "}");
  require(again.has_value() && again->lon == body->lon && again->lat == body->lat &&
              again->accuracy == body->accuracy && again->date == body->date,
          "a body written again is the same body");
}

void check_area_body(std::string_view text) {
  constexpr std::size_t kMaxVertices = 50;
  auto const area = qpv::decode_area_body(text, kMaxVertices);
  if (!area) return;
  require(!area->empty(), "an area has ground");
  qpv::fuzz::require_rings(*area);
  std::size_t vertices = 0;
  for (auto const& part : *area) {
    vertices += part.outer.size();
    for (auto const& hole : part.holes) vertices += hole.size();
  }
  require(vertices <= kMaxVertices, "an area has no more vertices than it may");
  auto const written = qpv::fuzz::geometry_text(*area);
  auto const again = qpv::decode_area_body(written, kMaxVertices);
  require(again.has_value() && qpv::fuzz::geometry_text(*again) == written,
          "an area written again is the same area");
}

// Texts of sources (names of quartiers, layers) go into answers as they are.
void check_string(std::string_view text) {
  if (!qpv::is_utf8(text)) return;
  auto const parsed = qpv::json::parse(qpv::encode_string(text));
  require(parsed.has_value() && parsed->IsString(), "a text that is encoded is JSON");
  require(std::string_view(parsed->GetString(), parsed->GetStringLength()) == text,
          "a text that is encoded is the same text");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  auto const text = qpv::fuzz::text_of(data, size);
  check_point_body(text);
  check_area_body(text);
  check_string(text);
  return 0;
}
