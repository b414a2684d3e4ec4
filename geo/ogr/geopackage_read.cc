// SPDX-License-Identifier: EUPL-1.2
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

#include "geo/ogr/gdal.h"
#include "geo/ogr/geopackage.h"
#include "geo/ogr/geopackage_layout.h"
#include "geo/ogr/geos.h"
#include "geo/ogr/layer.h"

namespace qpv::ogr {
namespace {

tl::unexpected<Error> corrupt(std::string const& what) {
  return fail(ErrorCode::kCorruptData, "perimeters.gpkg : " + what, "perimeters.gpkg");
}

// Typed columns of one feature; remembers whether one was missing.
class Fields {
 public:
  explicit Fields(OGRFeatureH feature) : feature_(feature) {}

  std::string text(char const* name) {
    int const index = OGR_F_GetFieldIndex(feature_, name);
    if (index < 0) missing_ = name;
    if (index < 0 || OGR_F_IsFieldSetAndNotNull(feature_, index) == 0) return {};
    return OGR_F_GetFieldAsString(feature_, index);
  }
  int number(char const* name) {
    int const index = OGR_F_GetFieldIndex(feature_, name);
    if (index < 0) missing_ = name;
    return index < 0 ? 0 : OGR_F_GetFieldAsInteger(feature_, index);
  }
  Validity validity() {
    auto const from = parse_date(text(kFrom));
    auto const end = text(kTo);
    auto const to = parse_date(end);
    if (!from || (!to && !end.empty())) missing_ = kFrom;
    return {from.value_or(Date{}), to};
  }
  [[nodiscard]] char const* missing() const { return missing_; }

 private:
  OGRFeatureH feature_;
  char const* missing_ = nullptr;
};

Perimeter perimeter_of(Fields& fields) {
  Perimeter out{fields.text(kCode),
                fields.text(kName),
                fields.text(kKind),
                fields.number(kGeneration),
                fields.validity(),
                {},
                {},
                fields.number(kInTerritory) != 0,
                {},
                {}};
  auto const codes = split_exact(fields.text(kCommuneCodes));
  auto const names = split_exact(fields.text(kCommuneNames));
  for (std::size_t i = 0; i < names.size(); ++i) {
    bool const known = i < codes.size() && !codes[i].empty();
    out.communes.push_back({known ? std::optional(codes[i]) : std::nullopt, names[i]});
  }
  out.epcis = split_exact(fields.text(kEpcis));
  return out;
}

Result<MultiPolygon> shape_of(Geos const* geos, RawFeature& raw, std::string const& name) {
  if (raw.closed_rings != 0 || raw.dropped_rings != 0) return corrupt(name + " a un anneau ouvert");
  if (geos == nullptr) return std::move(raw.shape);
  auto const geometry = geos->multipolygon(raw.shape);
  if (!geometry) return corrupt(name + " n'a pas de forme");
  if (auto const flaw = geos->flaw(geometry.get())) {
    return corrupt(fmt::format("{} est invalide ({})", name, flaw->reason));
  }
  return std::move(raw.shape);
}

// Attributes first, then shapes through the reader that imports use, in the same order.
template <class Item, class Make>
Result<std::vector<Item>> read_table(GDALDatasetH dataset, char const* name, Geos const* geos,
                                     Make const& make) {
  OGRLayerH const layer = GDALDatasetGetLayerByName(dataset, name);
  if (layer == nullptr) return corrupt(fmt::format("il manque la table « {} »", name));
  if (OGR_L_GetFeatureCount(layer, TRUE) == 0) return std::vector<Item>();
  std::vector<Item> out;
  OGR_L_ResetReading(layer);
  while (FeatureHandle const feature{OGR_L_GetNextFeature(layer)}) {
    Fields fields(feature.get());
    out.push_back(make(fields));
    if (fields.missing() != nullptr) {
      return corrupt(
          fmt::format("table « {} », colonne « {} » absente ou fausse", name, fields.missing()));
    }
  }
  auto raw =
      read_features(layer, Columns{-1, -1, -1, -1, -1}, [](std::string const&) { return true; });
  if (!raw) return corrupt(raw.error().message);
  if (raw->size() != out.size()) return corrupt(fmt::format("la table « {} » est abîmée", name));
  for (std::size_t i = 0; i < out.size(); ++i) {
    auto shape = shape_of(geos, (*raw)[i], fmt::format("{} {}", name, i + 1));
    if (!shape) return tl::unexpected(shape.error());
    out[i].shape = std::move(*shape);
  }
  return out;
}

}  // namespace

std::string join_list(std::vector<std::string> const& elements) {
  std::string out;
  for (std::size_t i = 0; i < elements.size(); ++i) {
    if (i != 0) out += ';';
    auto element = elements[i];
    std::replace(element.begin(), element.end(), ';', ' ');
    out += element;
  }
  return out;
}

std::vector<std::string> split_exact(std::string_view joined) {
  std::vector<std::string> out;
  if (joined.empty()) return out;
  for (;;) {
    auto const end = joined.find(';');
    out.emplace_back(joined.substr(0, end));
    if (end == std::string_view::npos) return out;
    joined.remove_prefix(end + 1);
  }
}

Result<GeoPackage> read_geopackage(std::filesystem::path const& file, Shapes shapes) {
  auto bytes = read_regular_file(file, kMaxFileBytes);
  if (!bytes) return corrupt(bytes.error().message);
  auto const opened =
      OpenedFile::open({"perimeters.gpkg", Format::kGeoPackage, {{"gpkg", std::move(*bytes)}}});
  if (!opened) return corrupt(opened.error().message);
  GdalErrors const errors;
  Geos const checker;
  Geos const* const geos = shapes == Shapes::kChecked ? &checker : nullptr;
  auto perimeters = read_table<Perimeter>(opened->dataset(), kPerimetersLayer, geos, perimeter_of);
  if (!perimeters) return tl::unexpected(perimeters.error());
  auto coverage =
      read_table<CoverageArea>(opened->dataset(), kCoverageLayer, geos, [](Fields& fields) {
        return CoverageArea{fields.number(kGeneration), fields.validity(), {}};
      });
  if (!coverage) return tl::unexpected(coverage.error());
  if (errors.failed()) return corrupt(errors.failure());
  return GeoPackage{std::move(*perimeters), std::move(*coverage)};
}

}  // namespace qpv::ogr
