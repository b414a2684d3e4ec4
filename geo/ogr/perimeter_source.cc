// SPDX-License-Identifier: EUPL-1.2
#include "geo/ogr/perimeter_source.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <numeric>

#include "geo/core/perimeter_code.h"
#include "geo/ogr/input_files.h"
#include "geo/ogr/layer.h"
#include "geo/ogr/lists.h"
#include "geo/ogr/measure.h"
#include "geo/ogr/repair.h"
#include "geo/ogr/reproject.h"
#include "geo/ogr/shapefile_check.h"
#include "geo/ogr/text_encoding.h"

namespace qpv::ogr {
namespace {

// Puts where it happened before what happened.
auto at(std::string const& place) {
  return [place](Error error) {
    error.message = place + " : " + error.message;
    return error;
  };
}

std::string upper_trimmed(std::string const& text) {
  std::string out;
  for (char const c : text) {
    if (static_cast<unsigned char>(c) > ' ') {
      out += c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
    }
  }
  return out;
}

// Collects the perimeters of one input, layer after layer.
class Collector {
 public:
  explicit Collector(bool archive) : archive_(archive) {}

  Result<void> take_file(OpenedFile const& file) {
    for (int i = 0; i < file.layer_count(); ++i) {
      auto const label = file.label(i);
      auto const columns = find_columns(file.layer(i));
      bool const alone = !archive_ && file.layer_count() == 1;
      if (columns.code < 0) {
        if (alone && is_empty(file.layer(i))) return wrong("il ne contient aucun périmètre");
        without_code_.push_back(label);
        continue;
      }
      auto taken = take_layer(file, i, columns);
      if (!taken) {
        return alone ? taken : std::move(taken).map_error(at("couche « " + label + " »"));
      }
    }
    return {};
  }

  Result<PerimeterSource> finish() {
    if (out_.layers.empty()) {
      return wrong("aucun champ de code (CODE_QP ou code_qp) n'y est reconnu");
    }
    for (auto const& label : without_code_) {
      out_.remarks.push_back(
          fmt::format("la couche « {} » n'a pas de champ de code : elle n'est pas lue", label));
    }
    std::sort(out_.perimeters.begin(), out_.perimeters.end(),
              [](auto const& a, auto const& b) { return a.code < b.code; });
    std::sort(out_.repairs.begin(), out_.repairs.end(),
              [](auto const& a, auto const& b) { return a.code < b.code; });
    return std::move(out_);
  }

 private:
  Result<void> take_layer(OpenedFile const& file, int index, Columns const& columns) {
    auto const reprojection = Reprojection::of(file.layer(index));
    if (!reprojection) return tl::unexpected(reprojection.error());
    auto features = read_features(file.layer(index), columns, [&](std::string const& raw) {
      return !from_layer_.contains(upper_trimmed(raw));
    });
    if (!features) return tl::unexpected(features.error());
    auto const decoder = decoder_for(file.file(), *features);
    std::map<std::string, long long> codes;  // of this layer, to the feature
    std::size_t taken = 0;
    for (auto& feature : *features) {
      auto perimeter = decoded(feature, decoder);
      if (!perimeter) return tl::unexpected(perimeter.error());
      if (!codes.try_emplace(perimeter->code, feature.id).second) {
        return wrong(fmt::format("le code {} s'y trouve deux fois", perimeter->code));
      }
      if (from_layer_.contains(perimeter->code)) continue;
      auto shaped = shape(feature, *reprojection, *perimeter);
      if (!shaped) return std::move(shaped).map_error(at(perimeter->code));
      vertices_ += vertices_of(perimeter->shape);
      if (vertices_ > kMaxVertices) {
        return wrong(fmt::format("ses couches ont ensemble plus de {} sommets", kMaxVertices));
      }
      out_.perimeters.push_back(std::move(*perimeter));
      ++taken;
    }
    for (auto const& [code, id] : codes) from_layer_.insert(code);
    if (taken != 0) out_.has_epci = out_.has_epci || columns.epcis >= 0;
    out_.layers.push_back(
        {file.label(index), reprojection->crs(), decoder.encoding(), taken, features->size()});
    return {};
  }

  static TextDecoder decoder_for(LayerFile const& file, std::vector<RawFeature> const& features) {
    std::vector<std::string> values;
    values.reserve(features.size() * 5);
    for (auto const& feature : features) {
      values.push_back(feature.code);
      values.push_back(feature.name);
      values.push_back(feature.commune_codes);
      values.push_back(feature.commune_names);
      values.push_back(feature.epcis);
    }
    auto const cpg = file.members.find("cpg");
    return {values, cpg == file.members.end() ? std::string_view() : cpg->second};
  }

  Result<SourcePerimeter> decoded(RawFeature const& feature, TextDecoder const& decoder) {
    SourcePerimeter out;
    out.code = upper_trimmed(decoder.decode(feature.code));
    if (!parse_perimeter_code(out.code)) {
      return wrong(
          fmt::format("l'objet {} a un code inconnu, « {} » (attendus : QP062001, QN06226M)",
                      feature.id, decoder.decode(feature.code)));
    }
    out.name = squeezed(decoder.decode(feature.name));
    if (out.name.empty()) {
      out.name = out.code;
      out_.remarks.push_back(fmt::format("{} n'a pas de nom : son code en tient lieu", out.code));
    }
    for (auto const& code : split_list(decoder.decode(feature.commune_codes))) {
      out.commune_codes.push_back(whole_insee_code(code));
    }
    out.commune_names = split_list(decoder.decode(feature.commune_names));
    out.epcis = split_list(decoder.decode(feature.epcis));
    return out;
  }

  // Reprojects, checks against the code's département, repairs.
  Result<void> shape(RawFeature& feature, Reprojection const& reprojection,
                     SourcePerimeter& perimeter) {
    if (auto const done = reprojection.apply(feature.shape); !done) return done;
    auto const code = parse_perimeter_code(perimeter.code);
    auto const* const zone = zone_of(code->departement);
    auto const box = box_of(feature.shape);
    if (zone != nullptr && !(zone->box.contains(box.min) && zone->box.contains(box.max))) {
      return wrong(
          fmt::format("son code le dit en {}, ses coordonnées ({:.4f}, {:.4f}) n'y sont pas",
                      zone->name, box.min.lon, box.min.lat));
    }
    double const before = area_m2(feature.shape);
    auto repaired = repair(feature.shape);
    if (!repaired) return tl::unexpected(repaired.error());
    std::vector<std::string> reasons;
    if (feature.closed_rings != 0) {
      reasons.push_back(fmt::format("{} anneau(x) non fermé(s)", feature.closed_rings));
    }
    if (feature.dropped_rings != 0) {
      reasons.push_back(fmt::format("{} anneau(x) sans surface retiré(s)", feature.dropped_rings));
    }
    if (*repaired) reasons.push_back((*repaired)->reason);
    perimeter.shape = *repaired ? std::move((*repaired)->shape) : std::move(feature.shape);
    if (!reasons.empty()) {
      out_.repairs.push_back({perimeter.code, fmt::format("{}", fmt::join(reasons, " ; ")), before,
                              area_m2(perimeter.shape)});
    }
    return {};
  }

  bool archive_;
  PerimeterSource out_{{}, false, {}, {}, {}};
  std::set<std::string> from_layer_;  // codes that a layer already gave
  std::vector<std::string> without_code_;
  std::size_t vertices_ = 0;  // of all layers
};

std::vector<std::size_t> order_of(InputFiles const& files) {
  std::vector<std::size_t> order(files.labels.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](auto a, auto b) { return files.preferences[a] < files.preferences[b]; });
  return order;
}

Result<PerimeterSource> collect(InputFiles const& files) {
  Collector collector(files.archive);
  for (auto const i : order_of(files)) {
    auto file = files.read(i);
    if (!file) return tl::unexpected(file.error());
    auto opened = OpenedFile::open(std::move(*file));
    auto taken = opened ? collector.take_file(*opened) : tl::unexpected(opened.error());
    if (!taken) {
      bool const named = !files.archive || taken.error().message.starts_with("couche");
      return tl::unexpected(named ? taken.error()
                                  : at("« " + files.labels[i] + " »")(taken.error()));
    }
  }
  return collector.finish();
}

}  // namespace

Result<PerimeterSource> read_perimeters(std::filesystem::path const& file) {
  auto source = open_input(file).and_then(collect);
  if (source) return source;
  auto error = at(file.filename().string())(source.error());
  error.where = file.filename().string();
  return tl::unexpected(std::move(error));
}

}  // namespace qpv::ogr
