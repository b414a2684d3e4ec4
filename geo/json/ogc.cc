// SPDX-License-Identifier: EUPL-1.2
#include "geo/json/ogc.h"

#include <algorithm>
#include <vector>

#include "geo/json/compact.h"
#include "geo/json/encode.h"

namespace qpv {
namespace {

using json::Compact;

constexpr char kJsonType[] = "application/json";
constexpr char kGeoJsonType[] = "application/geo+json";
constexpr char kCrs[] = "http://www.opengis.net/def/crs/OGC/1.3/CRS84";
constexpr char kConforms[] = "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/";
constexpr char kTitle[] = "Quartiers prioritaires de la politique de la ville (QPV)";

void link(Compact& out, std::string_view rel, std::string_view type, std::string_view href) {
  out.object([&] {
    out.member("rel", rel);
    out.member("type", type);
    out.member("href", href);
  });
}

std::string collections_of(std::string_view root) { return std::string(root) + "/collections"; }
std::string collection_of(std::string_view root) {
  return collections_of(root) + "/" + std::string(kOgcCollection);
}

// From the first day of the first generation to the last of the last, where that is known.
void write_days(Compact& out, Manifest const& manifest) {
  std::optional<Validity> days;
  for (auto const& row : manifest.generations) {
    if (!days) days = row.validity;
    days->from = std::min(days->from, row.validity.from);
    bool const open = !days->to || !row.validity.to;
    days->to = open ? std::nullopt : std::optional(std::max(*days->to, *row.validity.to));
  }
  out.array([&] {
    out.array([&] {
      out.value(days ? std::optional(format_date(days->from) + "T00:00:00Z") : std::nullopt);
      out.value(days && days->to ? std::optional(format_date(*days->to) + "T23:59:59Z")
                                 : std::nullopt);
    });
  });
}

void write_extent(Compact& out, Manifest const& manifest) {
  auto const& box = manifest.extent;
  out.key("extent");
  out.object([&] {
    out.key("spatial");
    out.object([&] {
      out.key("bbox");
      out.array([&] {
        out.each(std::vector{box.min.lon, box.min.lat, box.max.lon, box.max.lat},
                 [&](double number) { out.value(number); });
      });
      out.member("crs", kCrs);
    });
    out.key("temporal");
    out.object([&] {
      out.key("interval");
      write_days(out, manifest);
    });
  });
}

void write_collection(Compact& out, std::string_view root, Manifest const& manifest) {
  out.object([&] {
    out.member("id", kOgcCollection);
    out.member("title", kTitle);
    out.member("description", manifest.perimeters_label);
    out.member("itemType", "feature");
    out.key("crs");
    out.array([&] { out.value(kCrs); });
    write_extent(out, manifest);
    out.key("links");
    out.array([&] {
      link(out, "self", kJsonType, collection_of(root));
      link(out, "items", kGeoJsonType, collection_of(root) + "/items");
    });
  });
}

}  // namespace

std::string encode_ogc_landing(std::string_view root, std::string_view description) {
  Compact out;
  out.object([&] {
    out.member("title", kTitle);
    out.member("description", "Les périmètres servis, selon OGC API Features.");
    out.key("links");
    out.array([&] {
      link(out, "self", kJsonType, root);
      link(out, "service-desc", kJsonType, description);
      link(out, "conformance", kJsonType, std::string(root) + "/conformance");
      link(out, "data", kJsonType, collections_of(root));
    });
  });
  return out.take();
}

std::string encode_ogc_conformance(std::string_view root) {
  Compact out;
  out.object([&] {
    out.key("conformsTo");
    out.array([&] {
      out.value(std::string(kConforms) + "core");
      out.value(std::string(kConforms) + "geojson");
    });
    out.key("links");
    out.array([&] { link(out, "self", kJsonType, std::string(root) + "/conformance"); });
  });
  return out.take();
}

std::string encode_ogc_collections(std::string_view root, Manifest const& manifest) {
  Compact out;
  out.object([&] {
    out.key("links");
    out.array([&] { link(out, "self", kJsonType, collections_of(root)); });
    out.key("collections");
    out.array([&] { write_collection(out, root, manifest); });
  });
  return out.take();
}

std::string encode_ogc_collection(std::string_view root, Manifest const& manifest) {
  Compact out;
  write_collection(out, root, manifest);
  return out.take();
}

std::string encode_ogc_items(std::string_view root, OgcPage const& page) {
  std::string features;
  for (auto const* perimeter : page.perimeters) {
    if (!features.empty()) features += ',';
    features += encode_feature(*perimeter);
  }
  Compact out;
  out.object([&] {
    out.member("type", "FeatureCollection");
    out.member("numberMatched", page.matched);
    out.member("numberReturned", page.perimeters.size());
    out.key("links");
    out.array([&] {
      link(out, "self", kGeoJsonType, page.self);
      if (page.next) link(out, "next", kGeoJsonType, *page.next);
      if (page.previous) link(out, "prev", kGeoJsonType, *page.previous);
      link(out, "collection", kJsonType, collection_of(root));
    });
    out.key("features");
    out.raw("[" + features + "]", rapidjson::kArrayType);
  });
  return out.take();
}

std::string encode_ogc_item(std::string_view root, Perimeter const& perimeter) {
  auto feature = encode_feature(perimeter);
  Compact out;
  out.array([&] {
    link(out, "self", kGeoJsonType, collection_of(root) + "/items/" + perimeter.code);
    link(out, "collection", kJsonType, collection_of(root));
  });
  feature.pop_back();
  return feature + ",\"links\":" + out.take() + "}";
}

}  // namespace qpv
