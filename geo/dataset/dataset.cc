// SPDX-License-Identifier: EUPL-1.2
#include "geo/dataset/dataset.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <string>

#include "geo/dataset/content_id.h"
#include "geo/dataset/guard.h"
#include "geo/dataset/sha256.h"
#include "geo/dataset/text_file.h"
#include "geo/ogr/dissolve.h"
#include "geo/ogr/effort_limit.h"
#include "geo/ogr/geopackage.h"

namespace qpv {
namespace {

namespace fs = std::filesystem;

tl::unexpected<Error> corrupt(std::string const& file, std::string const& why) {
  return fail(ErrorCode::kCorruptData, file + " : " + why, file);
}

Result<void> check_file(fs::path const& directory, DatasetFile const& file, Verify verify) {
  // A manifest that was tampered with must not make us read elsewhere.
  if (fs::path(file.name).filename() != fs::path(file.name)) {
    return corrupt(kManifestFile, fmt::format("nom de fichier « {} »", file.name));
  }
  std::error_code error;
  auto const size = fs::file_size(directory / file.name, error);
  if (error) return fail(ErrorCode::kIo, fmt::format("il manque « {} »", file.name), file.name);
  if (size != file.bytes) {
    return corrupt(file.name, fmt::format("{} octets au lieu de {}", size, file.bytes));
  }
  if (verify == Verify::kCounts) return {};
  auto const hash = sha256_of_file(directory / file.name);
  if (!hash) return tl::unexpected(hash.error());
  if (*hash != file.sha256) return corrupt(file.name, "son empreinte n’est pas celle du manifeste");
  return {};
}

bool lists(Manifest const& manifest, std::string_view name) {
  return std::any_of(manifest.files.begin(), manifest.files.end(),
                     [&](DatasetFile const& file) { return file.name == name; });
}

Result<Manifest> read_checked_manifest(fs::path const& directory, Verify verify) {
  auto const text = read_text_file(directory / kManifestFile);
  if (!text) return tl::unexpected(text.error());
  auto manifest = read_manifest(*text);
  if (!manifest) return corrupt(kManifestFile, manifest.error().message);
  if (content_id(*manifest) != manifest->id) {
    return corrupt(kManifestFile, "son identifiant n’est pas celui de son contenu");
  }
  if (!lists(*manifest, kPerimetersFile))
    return corrupt(kManifestFile, "il manque perimeters.gpkg");
  for (auto const& file : manifest->files) {
    if (auto const checked = check_file(directory, file, verify); !checked) {
      return tl::unexpected(checked.error());
    }
  }
  return manifest;
}

Result<void> check_counts(Manifest const& manifest, std::vector<Perimeter> const& perimeters) {
  auto const in_territory = static_cast<std::size_t>(
      std::count_if(perimeters.begin(), perimeters.end(),
                    [](Perimeter const& perimeter) { return perimeter.in_territory; }));
  if (perimeters.size() == manifest.perimeters && in_territory == manifest.in_territory) return {};
  return corrupt(
      kPerimetersFile,
      fmt::format("{} périmètres dont {} du territoire, au lieu de {} dont {}", perimeters.size(),
                  in_territory, manifest.perimeters, manifest.in_territory));
}

void name_quartiers(std::vector<Perimeter>& perimeters, Territory const& territory) {
  for (auto const& quartier : territory.quartiers) {
    for (auto& perimeter : perimeters) {
      auto const& codes = quartier.perimeters;
      if (std::find(codes.begin(), codes.end(), perimeter.code) != codes.end()) {
        perimeter.quartier = quartier.name;
      }
    }
  }
}

void mark_renewals(std::vector<Perimeter>& perimeters, Territory const& territory) {
  for (auto const& renewal : territory.renewals) {
    for (auto& perimeter : perimeters) {
      if (perimeter.code == renewal.perimeter) perimeter.npnru = renewal.convention;
    }
  }
}

Result<std::optional<Territory>> read_its_territory(fs::path const& directory,
                                                    Manifest const& manifest) {
  if (!lists(manifest, kTerritoryFile)) return std::optional<Territory>();
  auto const text = read_text_file(directory / kTerritoryFile);
  if (!text) return tl::unexpected(text.error());
  auto territory = read_territory(*text);
  if (!territory) return corrupt(kTerritoryFile, territory.error().message);
  return std::optional<Territory>(std::move(*territory));
}

Result<std::vector<Sentinel>> read_its_sentinels(fs::path const& directory,
                                                 Manifest const& manifest) {
  if (!lists(manifest, kSentinelsFile)) return std::vector<Sentinel>();
  auto const text = read_text_file(directory / kSentinelsFile);
  if (!text) return tl::unexpected(text.error());
  auto sentinels = read_sentinels(*text);
  if (!sentinels) return corrupt(kSentinelsFile, sentinels.error().message);
  return sentinels;
}

Result<PositionErrors> read_its_position_errors(fs::path const& directory,
                                                Manifest const& manifest) {
  if (!lists(manifest, kPositionErrorsFile)) {
    return corrupt(kManifestFile, std::string("il manque ") + kPositionErrorsFile);
  }
  auto const text = read_text_file(directory / kPositionErrorsFile);
  if (!text) return tl::unexpected(text.error());
  auto errors = read_position_errors(*text);
  if (!errors) return corrupt(kPositionErrorsFile, errors.error().message);
  return errors;
}

Result<std::optional<AddressBase>> open_its_addresses(fs::path const& directory,
                                                      Manifest const& manifest, Verify verify) {
  bool const listed = lists(manifest, kAddressesFile);
  if (listed != manifest.addresses.has_value()) {
    return corrupt(kManifestFile, "il ne dit pas des adresses ce que le jeu en a");
  }
  if (!listed) return std::optional<AddressBase>();
  auto const errors = read_its_position_errors(directory, manifest);
  if (!errors) return tl::unexpected(errors.error());
  auto base =
      open_addresses(directory / kAddressesFile,
                     verify == Verify::kCounts ? IndexCheck::kHeader : IndexCheck::kEverything);
  if (!base) return tl::unexpected(base.error());
  auto const counts = base->index.counts();
  auto const& said = *manifest.addresses;
  if (counts.communes != said.communes || counts.streets != said.streets ||
      counts.localities != said.localities || counts.numbers != said.numbers) {
    return corrupt(kAddressesFile,
                   fmt::format("{} voies et {} numéros, au lieu de {} et {}", counts.streets,
                               counts.numbers, said.streets, said.numbers));
  }
  base->errors = *errors;
  return std::optional<AddressBase>(std::move(*base));
}

std::vector<CommuneIdx> communes_of(std::optional<Territory> const& territory,
                                    std::optional<AddressBase> const& addresses) {
  std::vector<CommuneIdx> communes;
  if (!territory || !addresses) return communes;
  for (auto const& commune : territory->communes) {
    if (auto const found = addresses->index.find_commune(commune.code)) communes.push_back(*found);
  }
  std::sort(communes.begin(), communes.end());
  return communes;
}

std::vector<Ground> ground_of(std::vector<Perimeter> const& perimeters,
                              std::vector<CoverageArea> const& coverage) {
  std::vector<Ground> ground;
  ground.reserve(perimeters.size() + coverage.size());
  for (auto const& perimeter : perimeters) ground.push_back({perimeter.validity, perimeter.shape});
  for (auto const& area : coverage) ground.push_back({area.validity, area.shape});
  return ground;
}

// The ground that the perimeters and the coverage hold, in pieces whose masses can be added.
// Content that no import of ours made could keep GEOS busy for ever.
Result<PerimeterIndex> make_index(ogr::GeoPackage content) {
  constexpr std::chrono::seconds kPatience{10};
  ogr::EffortLimit const limit(kPatience);
  auto footprints = ogr::dissolve(ground_of(content.perimeters, {}));
  if (!footprints) return corrupt(kPerimetersFile, footprints.error().message);
  auto covered = ogr::dissolve(ground_of(content.perimeters, content.coverage));
  if (!covered) return corrupt(kPerimetersFile, covered.error().message);
  return PerimeterIndex(std::move(content.perimeters), *covered, *footprints);
}

Result<std::shared_ptr<Dataset const>> load_once(fs::path const& directory, Verify verify) {
  std::error_code error;
  if (!fs::is_directory(directory, error)) {
    return fail(ErrorCode::kIo, "ce dossier n’existe pas", directory.string());
  }
  // One look at where a link leads: a publication meanwhile must not mix two datasets.
  auto const home = fs::canonical(directory, error);
  auto manifest = read_checked_manifest(home, verify);
  if (!manifest) return tl::unexpected(manifest.error());
  auto content = ogr::read_geopackage(home / kPerimetersFile, verify == Verify::kCounts
                                                                  ? ogr::Shapes::kTrusted
                                                                  : ogr::Shapes::kChecked);
  if (!content) return tl::unexpected(content.error());
  if (auto const checked = check_counts(*manifest, content->perimeters); !checked) {
    return tl::unexpected(checked.error());
  }
  auto territory = read_its_territory(home, *manifest);
  if (!territory) return tl::unexpected(territory.error());
  if (*territory) {
    name_quartiers(content->perimeters, **territory);
    mark_renewals(content->perimeters, **territory);
  }
  auto sentinels = read_its_sentinels(home, *manifest);
  if (!sentinels) return tl::unexpected(sentinels.error());
  auto addresses = open_its_addresses(home, *manifest, verify);
  if (!addresses) return tl::unexpected(addresses.error());
  auto index = make_index(std::move(*content));
  if (!index) return tl::unexpected(index.error());
  PointEncoder encoder(*index, *manifest);
  auto communes = communes_of(*territory, *addresses);
  auto dataset = std::make_shared<Dataset const>(
      Dataset{std::move(*manifest), std::move(*territory), std::move(*index), std::move(encoder),
              std::move(*sentinels), std::move(*addresses), std::move(communes)});
  if (auto const held = check_sentinels(*dataset, dataset->sentinels); !held) {
    return tl::unexpected(held.error());
  }
  return dataset;
}

}  // namespace

std::string content_id(Manifest manifest) {
  constexpr std::size_t kDigits = 16;
  manifest.id.clear();
  return sha256_of(write_manifest(manifest)).substr(0, kDigits);
}

Result<std::shared_ptr<Dataset const>> load_dataset(fs::path const& directory, Verify verify) {
  // A publication while we read may show us files of two datasets: the hashes tell, and the second
  // look is at the new one alone.
  constexpr int kAttempts = 3;
  for (int attempt = 1;; ++attempt) {
    auto const before = read_text_file(directory / kManifestFile);
    auto loaded = load_once(directory, verify);
    if (loaded || attempt == kAttempts) return loaded;
    auto const after = read_text_file(directory / kManifestFile);
    if (before.has_value() == after.has_value() && before.value_or("") == after.value_or("")) {
      return loaded;
    }
  }
}

}  // namespace qpv
