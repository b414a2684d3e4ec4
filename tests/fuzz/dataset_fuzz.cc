// SPDX-License-Identifier: EUPL-1.2
//
// Opening a dataset of which one file is not what an import wrote. The manifest is made to agree
// with it, as whoever forges a dataset would, so that what comes after the hashes is reached.
//
// The first byte says which file: "m" the manifest as it follows; "t", "s", "g" the territory, the
// sentinels or the GeoPackage; "p" the GeoPackage with bytes changed: three for the place, one for
// the value, and so on.
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "geo/core/verdict.h"
#include "geo/dataset/content_id.h"
#include "geo/dataset/dataset.h"
#include "geo/dataset/sha256.h"
#include "geo/json/encode.h"
#include "geo/json/parse.h"
#include "tests/fuzz/fuzz.h"
#include "tests/support/temp_dir.h"
#include "tools/import/import.h"

namespace {

using qpv::fuzz::require;
using qpv::test::read_file;
using qpv::test::write_file;

constexpr char kPerimeters[] =
    R"({"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"code_qp":"QN06201M","lib_qp":"a","insee_com":"62498","lib_com":"Lens",
 "siren_epci":"246200364"},"geometry":{"type":"Polygon","coordinates":
 [[[2.8,50.4],[2.81,50.4],[2.81,50.41],[2.8,50.41],[2.8,50.4]],
  [[2.802,50.402],[2.804,50.404],[2.802,50.404],[2.802,50.402]]]}},
{"type":"Feature","properties":{"code_qp":"QN06202M","lib_qp":"b","insee_com":"62498","lib_com":"Lens",
 "siren_epci":"246200364"},"geometry":{"type":"Polygon","coordinates":
 [[[2.82,50.4],[2.83,50.4],[2.83,50.41],[2.82,50.4]]]}}]})";
constexpr char kCoverage[] =
    R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{},"geometry":
{"type":"Polygon","coordinates":[[[2.7,50.3],[2.9,50.3],[2.9,50.5],[2.7,50.5],[2.7,50.3]]]}}]})";
constexpr char kTerritory[] =
    R"({"siren":"246200364","name":"a","contract":"b","communes":[{"code":"62498","name":"Lens",
"postcodes":["62300"],"population":1,"centre":{"lon":2.8,"lat":50.4}}],
"quartiers":[{"name":"A","perimeters":["QN06201M"]}]})";
constexpr char kSentinels[] =
    R"({"sentinels":[{"name":"a","lon":2.805,"lat":50.405,"date":"2026-01-01","expects":"inside",
"perimeters":["QN06201M"]}]})";

// A good dataset, and a copy of which one file changes from input to input.
class Forge {
 public:
  Forge() {
    write_file(dir_ / "a.geojson", kPerimeters);
    write_file(dir_ / "c.geojson", kCoverage);
    write_file(dir_ / "t.json", kTerritory);
    auto const done = qpv::import::import_files(
        {{{dir_ / "a.geojson", dir_ / "c.geojson"}}, "246200364", dir_ / "t.json", home()},
        [](std::string const&) {});
    if (!done) throw std::runtime_error(done.error().message);
    manifest_ = done->manifest;
    perimeters_ = read_file(home() / qpv::kPerimetersFile);
    give(qpv::kSentinelsFile, kSentinels);
    manifest_ = qpv::read_manifest(read_file(home() / qpv::kManifestFile)).value();
    write_file(dir_ / "manifest", read_file(home() / qpv::kManifestFile));
    require(qpv::load_dataset(home()).has_value(), "the dataset is good before it is changed");
  }

  [[nodiscard]] std::filesystem::path home() const { return dir_ / "d"; }
  [[nodiscard]] std::string const& perimeters() const { return perimeters_; }

  // Puts the bytes in the file's place and writes a manifest that says so.
  void give(std::string const& name, std::string_view bytes) {
    write_file(home() / name, bytes);
    auto manifest = manifest_;
    std::erase_if(manifest.files, [&](auto const& file) { return file.name == name; });
    manifest.files.push_back({name, bytes.size(), qpv::sha256_of(bytes)});
    manifest.id = qpv::content_id(manifest);
    write_file(home() / qpv::kManifestFile, qpv::write_manifest(manifest));
  }
  void give_manifest(std::string_view bytes) const {
    write_file(home() / qpv::kManifestFile, bytes);
  }

  void restore() {
    write_file(home() / qpv::kManifestFile, read_file(dir_ / "manifest"));
    write_file(home() / qpv::kPerimetersFile, perimeters_);
    write_file(home() / qpv::kTerritoryFile, kTerritory);
    write_file(home() / qpv::kSentinelsFile, kSentinels);
  }

 private:
  qpv::test::TempDir dir_;
  qpv::Manifest manifest_;
  std::string perimeters_;
};

std::string patched(std::string bytes, std::string_view patches) {
  auto const byte = [&](std::size_t i) {
    return std::size_t{static_cast<unsigned char>(patches[i])};
  };
  for (std::size_t i = 0; i + 4 <= patches.size(); i += 4) {
    std::size_t const at = byte(i) | (byte(i + 1) << 8U) | (byte(i + 2) << 16U);
    bytes[at % bytes.size()] = patches[i + 3];
  }
  return bytes;
}

void change(Forge& forge, char which, std::string_view rest) {
  switch (which) {
    case 'm':
      return forge.give_manifest(rest);
    case 't':
      return forge.give(qpv::kTerritoryFile, rest);
    case 's':
      return forge.give(qpv::kSentinelsFile, rest);
    case 'g':
      return forge.give(qpv::kPerimetersFile, rest);
    default:
      return forge.give(qpv::kPerimetersFile, patched(forge.perimeters(), rest));
  }
}

// Whatever was let in can be asked and shown.
void use(qpv::Dataset const& dataset) {
  std::vector<qpv::Perimeter const*> all;
  for (auto const& perimeter : dataset.perimeters.all()) all.push_back(&perimeter);
  require(qpv::json::parse(qpv::encode_feature_collection(all, dataset.manifest)).has_value(),
          "perimeters are shown as JSON");
  auto const* territory = dataset.territory ? &*dataset.territory : nullptr;
  require(qpv::json::parse(qpv::encode_about(dataset.manifest, territory)).has_value(),
          "a dataset is told as JSON");
  for (double const lon : {2.805, 2.815, 2.95}) {
    qpv::Position const position{{lon, 50.405}, 20};
    auto const verdict =
        qpv::decide_point(dataset.perimeters, position, qpv::make_date(2026, 1, 1));
    auto const chance = verdict.probability.value_or(0);
    require(chance >= 0 && chance <= 1, "a probability is one");
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  static Forge forge;
  if (size == 0) return 0;
  auto const text = qpv::fuzz::text_of(data, size);
  change(forge, text.front(), text.substr(1));
  auto const whole = qpv::load_dataset(forge.home(), qpv::Verify::kEverything);
  auto const quick = qpv::load_dataset(forge.home(), qpv::Verify::kCounts);
  require(quick || !whole, "what is wholly verified also opens quickly");
  if (whole) use(**whole);
  if (quick) use(**quick);
  forge.restore();
  return 0;
}
