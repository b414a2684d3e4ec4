// SPDX-License-Identifier: EUPL-1.2
#include "tools/import/write_dataset.h"

#include <fstream>
#include <iterator>

#include "geo/dataset/content_id.h"
#include "geo/dataset/dataset.h"
#include "geo/dataset/publish.h"
#include "geo/dataset/sha256.h"
#include "geo/dataset/street_register.h"
#include "geo/ogr/geopackage.h"

namespace qpv::import {
namespace {

namespace fs = std::filesystem;

Result<void> write_text(fs::path const& path, std::string const& text) {
  std::ofstream out(path, std::ios::binary | std::ios::trunc);
  out.write(text.data(), static_cast<std::streamsize>(text.size()));
  out.close();
  if (out) return {};
  return fail(ErrorCode::kIo, path.string() + " : écriture impossible", path.string());
}

Result<void> list_file(fs::path const& directory, std::string const& name, Manifest& manifest) {
  std::error_code error;
  auto const bytes = fs::file_size(directory / name, error);
  auto const hash = sha256_of_file(directory / name);
  if (error || !hash) return fail(ErrorCode::kIo, name + " : relecture impossible", name);
  manifest.files.push_back({name, bytes, *hash});
  return {};
}

// A file that goes into the dataset as it was given, if it was.
Result<void> write_given(fs::path const& directory, char const* name,
                         std::optional<std::string> const& text, Manifest& manifest) {
  if (!text) return {};
  return write_text(directory / name, *text).and_then([&] {
    return list_file(directory, name, manifest);
  });
}

Result<void> write_files(fs::path const& directory, Gathered const& gathered,
                         ImportReport const& report, Manifest& manifest) {
  ogr::GeoPackage content{gathered.perimeters, {}};
  for (auto const& coverage : gathered.coverages) {
    content.coverage.insert(content.coverage.end(), coverage.areas.begin(), coverage.areas.end());
  }
  auto const written =
      ogr::write_geopackage(directory / kPerimetersFile, content)
          .and_then([&] { return list_file(directory, kPerimetersFile, manifest); })
          .and_then([&] { return write_text(directory / kReportFile, write_report(report)); })
          .and_then([&] { return list_file(directory, kReportFile, manifest); });
  if (!written) return written;
  if (gathered.addresses) {
    auto const indexed =
        write_text(directory / kAddressesFile, gathered.addresses->index)
            .and_then([&] { return list_file(directory, kAddressesFile, manifest); })
            .and_then([&] {
              return write_given(directory, kPositionErrorsFile,
                                 gathered.addresses->position_errors, manifest);
            });
    if (!indexed) return indexed;
  }
  return write_given(directory, kTerritoryFile, gathered.territory, manifest).and_then([&] {
    return write_given(directory, kSentinelsFile, gathered.sentinels, manifest);
  });
}

Result<void> write_its_manifest(fs::path const& directory, Manifest& manifest) {
  manifest.id = content_id(manifest);
  return write_text(directory / kManifestFile, write_manifest(manifest));
}

// From the files as they will be served, not from what they were written from: a coordinate that
// was rounded on the way may lie on the other side.
Result<void> write_register(fs::path const& directory, Manifest& manifest) {
  if (auto const written = write_its_manifest(directory, manifest); !written) return written;
  auto const dataset = load_dataset(directory, Verify::kCounts);
  if (!dataset) return tl::unexpected(dataset.error());
  auto const& addresses = *(*dataset)->addresses;
  auto const text = write_street_register((*dataset)->perimeters, addresses.index, addresses.errors,
                                          manifest.generations);
  return write_given(directory, kRegisterFile, text, manifest);
}

}  // namespace

Result<void> write_dataset(fs::path const& out, Gathered const& gathered,
                           ImportReport const& report, Manifest& manifest) {
  auto publication = Publication::begin(out);
  if (!publication) return tl::unexpected(publication.error());
  auto const& staging = publication->staging();
  if (auto const written = write_files(staging, gathered, report, manifest); !written) {
    return written;
  }
  if (gathered.addresses) {
    if (auto const written = write_register(staging, manifest); !written) return written;
  }
  if (auto const written = write_its_manifest(staging, manifest); !written) return written;
  if (auto const readable = load_dataset(staging); !readable) {
    return tl::unexpected(readable.error());
  }
  return publication->commit();
}

}  // namespace qpv::import
