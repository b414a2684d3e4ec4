// SPDX-License-Identifier: EUPL-1.2
#include "geo/json/encode.h"

#include "geo/json/compact.h"

namespace qpv {
namespace {

using json::Compact;
using json::rounded;

std::string_view word(Answer answer) {
  switch (answer) {
    case Answer::kInside:
      return "inside";
    case Answer::kOutside:
      return "outside";
    case Answer::kUncertain:
      break;
  }
  return "uncertain";
}

std::optional<std::string_view> word(Doubt doubt) {
  switch (doubt) {
    case Doubt::kNearBoundary:
      return "near_boundary";
    case Doubt::kNotCovered:
      return "not_covered";
    case Doubt::kNone:
      break;
  }
  return std::nullopt;
}

std::optional<std::string_view> side(std::optional<bool> inside) {
  if (!inside) return std::nullopt;
  return *inside ? "inside" : "outside";
}

std::optional<std::string> day(std::optional<Date> date) {
  if (!date) return std::nullopt;
  return format_date(*date);
}

void write_validity(Compact& out, Validity const& validity) {
  out.member("valid_from", format_date(validity.from));
  out.member("valid_to", day(validity.to));
}

void write_communes(Compact& out, Perimeter const& perimeter) {
  out.key("communes");
  out.each(perimeter.communes, [&](Commune const& commune) {
    out.object([&] {
      out.member("code", commune.code);
      out.member("name", commune.name);
    });
  });
}

void write_perimeter_members(Compact& out, Perimeter const& perimeter) {
  out.member("code", perimeter.code);
  out.member("name", perimeter.name);
  out.member("kind", perimeter.kind);
  out.member("generation", perimeter.generation);
  write_validity(out, perimeter.validity);
  write_communes(out, perimeter);
  out.member("quartier", perimeter.quartier);
}

void write_dataset(Compact& out, Manifest const& manifest) {
  out.key("dataset");
  out.object([&] {
    out.member("id", manifest.id);
    out.member("official", manifest.official);
    out.member("perimeters", manifest.perimeters_label);
    out.member("addresses", std::nullopt);
  });
}

void write_boundary(Compact& out, std::optional<PerimeterIndex::Near> const& boundary,
                    PerimeterIndex const& index) {
  out.key("boundary");
  if (!boundary) return out.value(std::nullopt);
  out.object([&] {
    out.member("code", index[boundary->idx].code);
    out.member("name", index[boundary->idx].name);
    out.member("distance_m", rounded(boundary->metres, 1e2));
  });
}

void write_ring(Compact& out, Ring const& ring) {
  out.each(ring, [&](LonLat p) {
    out.array([&] {
      out.value(rounded(p.lon, 1e7));
      out.value(rounded(p.lat, 1e7));
    });
  });
}

void write_feature(Compact& out, Perimeter const& perimeter) {
  out.object([&] {
    out.member("type", "Feature");
    out.member("id", perimeter.code);
    out.key("properties");
    out.object([&] {
      write_perimeter_members(out, perimeter);
      out.key("epcis");
      out.each(perimeter.epcis, [&](std::string const& siren) { out.value(siren); });
      out.member("in_territory", perimeter.in_territory);
    });
    out.key("geometry");
    out.object([&] {
      out.member("type", "MultiPolygon");
      out.key("coordinates");
      out.each(perimeter.shape, [&](Polygon const& polygon) {
        out.array([&] {
          write_ring(out, polygon.outer);
          for (auto const& hole : polygon.holes) write_ring(out, hole);
        });
      });
    });
  });
}

}  // namespace

std::string encode_point_answer(PointAnswer const& answer, PerimeterIndex const& index,
                                Manifest const& manifest) {
  auto const& verdict = answer.verdict;
  Compact out;
  out.object([&] {
    out.member("answer", word(verdict.answer));
    out.member("likely", side(verdict.likely_inside));
    out.key("probability");
    verdict.probability ? out.value(rounded(*verdict.probability, 1e6)) : out.value(std::nullopt);
    out.member("doubt", word(verdict.doubt));
    out.member("date", format_date(answer.date));
    out.key("point");
    out.object([&] {
      out.member("lon", answer.point.lon);
      out.member("lat", answer.point.lat);
    });
    out.key("perimeters");
    out.each(verdict.perimeters, [&](PerimeterIdx idx) {
      out.object([&] { write_perimeter_members(out, index[idx]); });
    });
    write_boundary(out, verdict.boundary, index);
    out.member("within_300_m", verdict.within_neighbourhood);
    write_dataset(out, manifest);
  });
  return out.take();
}

std::string encode_feature(Perimeter const& perimeter) {
  Compact out;
  write_feature(out, perimeter);
  return out.take();
}

std::string encode_feature_collection(std::span<Perimeter const* const> perimeters,
                                      Manifest const& manifest) {
  Compact out;
  out.object([&] {
    out.member("type", "FeatureCollection");
    out.key("features");
    out.each(perimeters, [&](Perimeter const* perimeter) { write_feature(out, *perimeter); });
    write_dataset(out, manifest);
  });
  return out.take();
}

std::string encode_string(std::string_view text) {
  Compact out;
  out.value(text);
  return out.take();
}

std::string encode_status(std::string_view status) {
  Compact out;
  out.object([&] { out.member("status", status); });
  return out.take();
}

}  // namespace qpv
