// SPDX-License-Identifier: EUPL-1.2
#include "tools/import/gather.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "geo/core/perimeter_code.h"
#include "geo/json/sentinels.h"
#include "geo/json/territory.h"
#include "geo/ogr/perimeter_source.h"
#include "tools/import/communes.h"
#include "tools/import/editions.h"
#include "tools/import/read_sources.h"
#include "tools/import/sources.h"

namespace qpv::import {
namespace {

std::string file_name(std::filesystem::path const& file) { return file.filename().string(); }

class Gatherer {
 public:
  Gatherer(Options const& options, Progress const& progress)
      : options_(options), progress_(progress) {}

  Result<Gathered> run() {
    for (auto step :
         {&Gatherer::read_territory_file, &Gatherer::read_sentinels_file,
          &Gatherer::read_perimeter_files, &Gatherer::choose, &Gatherer::check_epci,
          &Gatherer::assemble, &Gatherer::check_quartiers, &Gatherer::read_address_files}) {
      if (auto const done = (this->*step)(); !done) return tl::unexpected(done.error());
    }
    return std::move(out_);
  }

 private:
  Result<void> add_source(std::filesystem::path const& file, char const* role) {
    auto described = describe_source(file, role);
    if (!described) return tl::unexpected(described.error());
    out_.sources.push_back(std::move(*described));
    return {};
  }

  Result<void> read_sentinels_file() {
    if (!options_.sentinels) return {};
    auto text = read_small_file(*options_.sentinels);
    if (!text) return tl::unexpected(text.error());
    if (auto const read = read_sentinels(*text); !read) {
      return wrong(file_name(*options_.sentinels) + " : " + read.error().message);
    }
    out_.sentinels = std::move(*text);
    return {};
  }

  Result<void> read_territory_file() {
    out_.epci = options_.epci;
    if (!options_.territory) return {};
    auto text = read_small_file(*options_.territory);
    if (!text) return tl::unexpected(text.error());
    auto territory = read_territory(*text);
    if (!territory) {
      return wrong(file_name(*options_.territory) + " : " + territory.error().message);
    }
    if (options_.epci && *options_.epci != territory->siren) {
      return wrong(fmt::format("--epci {} et {} (SIREN {}) ne désignent pas le même territoire",
                               *options_.epci, file_name(*options_.territory), territory->siren));
    }
    out_.epci = territory->siren;
    out_.territory = std::move(*text);
    for (auto const& commune : territory->communes) table_.add(commune.code, commune.name);
    territory_ = std::move(*territory);
    return {};
  }

  Result<void> read_perimeter_files() {
    auto reads = read_sources(options_.perimeters, progress_);
    if (!reads) return tl::unexpected(reads.error());
    reads_ = std::move(*reads);
    return {};
  }

  Result<void> choose() {
    auto superseding = keep_newest(reads_);
    if (!superseding) return tl::unexpected(superseding.error());
    out_.report.superseded = std::move(superseding->superseded);
    out_.report.remarks = std::move(superseding->remarks);
    for (auto const& read : reads_) {
      for (auto const& perimeter : read.content.perimeters) table_.add(perimeter);
    }
    return match_repeated(reads_);
  }

  // A SIREN that no file knows is a typing mistake, not an empty territory.
  Result<void> check_epci() {
    if (!out_.epci) return {};
    bool any_field = false;
    for (auto const& read : reads_) {
      any_field = any_field || read.content.has_epci;
      for (auto const& perimeter : read.content.perimeters) {
        if (in(perimeter.epcis)) return {};
      }
    }
    if (!any_field) return {};
    return wrong(fmt::format("aucun périmètre de ces fichiers n'est de l'EPCI {}", *out_.epci));
  }

  [[nodiscard]] bool in(std::vector<std::string> const& epcis) const {
    return std::find(epcis.begin(), epcis.end(), *out_.epci) != epcis.end();
  }

  Perimeter perimeter_from(ogr::SourcePerimeter& source, bool has_epci) {
    auto const code = parse_perimeter_code(source.code);
    auto communes = pair_communes(source, table_);
    bool const shown = !out_.epci || !has_epci || in(source.epcis);
    return {source.code,
            source.name,
            "QP",
            code->generation,
            validity_of(code->generation, code->overseas),
            std::move(communes),
            source.epcis,
            shown,
            std::nullopt,
            std::move(source.shape)};
  }

  Result<void> assemble() {
    for (auto& read : reads_) {
      auto remarks = remarks_of(read);
      std::vector<Perimeter> perimeters;
      for (auto& source : read.content.perimeters) {
        perimeters.push_back(perimeter_from(source, read.content.has_epci));
      }
      if (auto const done = add_coverage(read, perimeters, remarks); !done) return done;
      for (auto& perimeter : perimeters) {
        if (!read.repeated.contains(perimeter.code)) {
          out_.perimeters.push_back(std::move(perimeter));
        }
      }
    }
    std::sort(out_.perimeters.begin(), out_.perimeters.end(),
              [](auto const& a, auto const& b) { return a.code < b.code; });
    return options_.territory ? add_source(*options_.territory, kRoleTerritory) : Result<void>();
  }

  Result<void> add_coverage(Read const& read, std::vector<Perimeter> const& perimeters,
                            std::vector<std::string>& remarks) {
    auto const& name = read.file.name;
    auto coverage = coverage_of(perimeters, name, read.option.coverage);
    if (!coverage) return tl::unexpected(coverage.error());
    std::vector<std::string> layers;
    ReportSource report{name, perimeters.size(), read.content.has_epci, {}, {}, {}, {}};
    for (auto const& layer : read.content.layers) {
      if (layer.perimeters_taken != 0) layers.push_back(layer.name);
      report.layers.push_back({layer.name, layer.crs, layer.encoding, layer.perimeters_taken,
                               layer.perimeters_in_layer});
    }
    for (auto const& repair : read.content.repairs) {
      report.repairs.push_back(
          {repair.code, repair.reason, repair.area_before_m2, repair.area_after_m2});
    }
    report.coverage = coverage->kinds.begin()->second;
    report.remarks = std::move(remarks);
    out_.report.sources.push_back(std::move(report));
    out_.coverages.push_back(std::move(*coverage));
    out_.sources.push_back(read.file);
    out_.sources.back().layers = std::move(layers);
    bool const polygons = read.option.coverage && *read.option.coverage != kFrance;
    return polygons ? add_source(*read.option.coverage, kRoleCoverage) : Result<void>();
  }

  [[nodiscard]] std::vector<std::string> remarks_of(Read const& read) const {
    auto remarks = read.content.remarks;
    if (!read.repeated.empty()) {
      remarks.push_back(
          fmt::format("{} de ses périmètres sont déjà, les mêmes, dans un autre "
                      "fichier de l'édition",
                      read.repeated.size()));
    }
    if (out_.epci && !read.content.has_epci) {
      remarks.push_back(
          fmt::format("ce fichier ne donne pas l'EPCI : --epci {} ne le filtre pas, "
                      "tous ses périmètres sont montrés",
                      *out_.epci));
    }
    std::size_t unknown = 0;
    for (auto const& perimeter : read.content.perimeters) {
      auto const codes = perimeter.commune_codes.size();
      auto const names = perimeter.commune_names.size();
      if (codes != 0 && codes != names) {
        remarks.push_back(fmt::format("{} : {} codes et {} noms de communes, les codes font foi",
                                      perimeter.code, codes, names));
      }
      if (codes != 0) continue;
      auto const pairs = pair_communes(perimeter, table_);
      unknown += static_cast<std::size_t>(std::count_if(
          pairs.begin(), pairs.end(), [](Commune const& commune) { return !commune.code; }));
    }
    if (unknown != 0) {
      remarks.push_back(
          fmt::format("{} communes restent sans code INSEE : le fichier n'en donne "
                      "que le nom",
                      unknown));
    }
    return remarks;
  }

  Result<void> check_quartiers() {
    if (!territory_) return {};
    std::set<std::string> known;
    for (auto const& perimeter : out_.perimeters) known.insert(perimeter.code);
    for (auto const& quartier : territory_->quartiers) {
      for (auto const& code : quartier.perimeters) {
        if (known.contains(code)) continue;
        out_.report.remarks.push_back(fmt::format(
            "quartier « {} » : le périmètre {} n'est dans aucun fichier", quartier.name, code));
      }
    }
    return {};
  }

  // Last: they take longest.
  Result<void> read_address_files() {
    if (options_.addresses.empty()) return {};
    auto addresses = read_addresses(options_, progress_);
    if (!addresses) return tl::unexpected(addresses.error());
    for (auto const& source : addresses->sources) out_.sources.push_back(source);
    out_.report.addresses = addresses->report;
    out_.addresses = std::move(*addresses);
    return {};
  }

  Options const& options_;
  Progress const& progress_;
  CommuneTable table_;
  std::optional<Territory> territory_;
  std::vector<Read> reads_;
  Gathered out_;
};

}  // namespace

Result<Gathered> gather(Options const& options, Progress const& progress) {
  return Gatherer(options, progress).run();
}

}  // namespace qpv::import
