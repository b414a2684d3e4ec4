// SPDX-License-Identifier: EUPL-1.2
//
// A GeoJSON file of perimeters: the check before GDAL sees it, then the reading of the importer.
#include <string>
#include <vector>

#include "geo/core/utf8.h"
#include "geo/json/encode.h"
#include "geo/json/geojson_check.h"
#include "geo/ogr/perimeter_source.h"
#include "tests/fuzz/fuzz.h"
#include "tests/fuzz/geometry.h"
#include "tests/support/temp_dir.h"

namespace {

using qpv::fuzz::require;
using qpv::ogr::SourcePerimeter;

std::string joined(std::vector<std::string> const& elements) {
  std::string out;
  for (auto const& element : elements) out += (out.empty() ? "" : ", ") + element;
  return qpv::encode_string(out);
}

std::string feature_text(SourcePerimeter const& perimeter) {
  return fmt::format(
      R"({{"type":"Feature","properties":{{"code_qp":{},"lib_qp":{},"insee_com":{},"lib_com":{},)"
      R"("siren_epci":{}}},"geometry":{}}})",
      qpv::encode_string(perimeter.code), qpv::encode_string(perimeter.name),
      joined(perimeter.commune_codes), joined(perimeter.commune_names), joined(perimeter.epcis),
      qpv::fuzz::geometry_text(perimeter.shape));
}

void require_perimeter(SourcePerimeter const& perimeter) {
  require(!perimeter.shape.empty(), "a perimeter has ground");
  require(qpv::is_utf8(perimeter.code) && qpv::is_utf8(perimeter.name), "texts are UTF-8");
  qpv::fuzz::require_rings(perimeter.shape);
}

qpv::Result<qpv::ogr::PerimeterSource> read(std::string_view text) {
  static qpv::test::TempDir const dir;
  qpv::test::write_file(dir / "a.geojson", text);
  return qpv::ogr::read_perimeters(dir / "a.geojson");
}

// What was read and perhaps repaired is read again as it is.
void require_stable(qpv::ogr::PerimeterSource const& source) {
  std::string text;
  for (auto const& perimeter : source.perimeters) {
    require_perimeter(perimeter);
    text += (text.empty() ? "" : ",") + feature_text(perimeter);
  }
  auto const again = read(R"({"type":"FeatureCollection","features":[)" + text + "]}");
  require(again.has_value(), again ? "" : again.error().message);
  require(again->repairs.empty(), "what was repaired needs no repair");
  require(again->perimeters.size() == source.perimeters.size(), "no perimeter is lost");
  for (std::size_t i = 0; i < source.perimeters.size(); ++i) {
    auto const& one = source.perimeters[i];
    auto const& two = again->perimeters[i];
    require(one.code == two.code && one.name == two.name && one.epcis == two.epcis &&
                one.commune_codes == two.commune_codes && one.commune_names == two.commune_names,
            "a perimeter read again says the same");
    require(feature_text(one) == feature_text(two), "a perimeter read again has the same shape");
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  auto const text = qpv::fuzz::text_of(data, size);
  auto const checked = qpv::check_geojson(text);
  auto const last = text.find_last_not_of(" \t\r\n");
  require(!checked || !qpv::check_geojson(text.substr(0, last)), "a text cut short is refused");
  auto const source = read(text);
  require(checked || !source, "what the check refuses is not read");
  if (source) require_stable(*source);
  return 0;
}
