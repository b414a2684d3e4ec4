// SPDX-License-Identifier: EUPL-1.2
#include "geo/ogr/archive.h"

#include <fmt/format.h>
#include <unistd.h>
#include <zip.h>

#include <algorithm>
#include <array>

#include "geo/ogr/input_files.h"

namespace qpv::ogr {
namespace {

constexpr std::array<char, 2> kZipMagic{'P', 'K'};
constexpr std::int64_t kMaxEntries = 10'000;
constexpr std::uint64_t kMaxTotalBytes = std::uint64_t{1} << 30;
constexpr std::uint64_t kMaxRatio = 200;
constexpr std::uint64_t kRatioFrom = std::uint64_t{1} << 20;  // small files compress as they like

struct ZipClosed {
  void operator()(zip_t* archive) const { zip_discard(archive); }
  void operator()(zip_file_t* file) const { zip_fclose(file); }
};

bool leads_outside(std::string_view name) {
  if (name.empty() || name.front() == '/' || name.find('\\') != std::string_view::npos) return true;
  if (std::any_of(name.begin(), name.end(), [](char c) { return c >= 0 && c < ' '; })) return true;
  std::filesystem::path const path(name);
  return std::any_of(path.begin(), path.end(), [](auto const& part) { return part == ".."; });
}

constexpr zip_uint64_t kNeeded =
    ZIP_STAT_NAME | ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE | ZIP_STAT_ENCRYPTION_METHOD;

Result<void> check_entry(zip_stat_t const& stat) {
  if ((stat.valid & kNeeded) != kNeeded) return wrong("une entrée de l'archive est illisible");
  std::string const name = stat.name;
  if (leads_outside(name)) {
    return wrong("l'archive contient un nom de fichier dangereux (« .. », chemin absolu…)");
  }
  if (stat.encryption_method != ZIP_EM_NONE) return wrong(fmt::format("« {} » est chiffré", name));
  if (stat.size > kMaxFileBytes) {
    return wrong(
        fmt::format("« {} » dépasse {} Mio une fois décompressé", name, kMaxFileBytes >> 20));
  }
  if (stat.size > kRatioFrom && stat.size / kMaxRatio > stat.comp_size) {
    return wrong(
        fmt::format("« {} » est compressé plus de {} fois : c'est une bombe de "
                    "décompression ou un fichier abîmé",
                    name, kMaxRatio));
  }
  return {};
}

}  // namespace

struct Archive::Impl {
  std::unique_ptr<zip_t, ZipClosed> zip;
};

Archive::Archive(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Archive::Archive(Archive&&) noexcept = default;
Archive& Archive::operator=(Archive&&) noexcept = default;
Archive::~Archive() = default;

Result<Archive> Archive::open(std::filesystem::path const& file) {
  auto opened = open_regular_file(file, kMaxTotalBytes);
  if (!opened) return tl::unexpected(opened.error());
  std::array<char, 2> magic{};
  if (pread(opened->fd.get(), magic.data(), magic.size(), 0) != 2 || magic != kZipMagic) {
    return wrong("son contenu n'est pas une archive zip");
  }
  auto impl = std::make_unique<Impl>();
  impl->zip.reset(zip_fdopen(opened->fd.get(), 0, nullptr));
  if (!impl->zip) return wrong("cette archive zip est tronquée ou abîmée");
  opened->fd.release();  // libzip's now
  auto const bytes = opened->bytes;
  Archive archive(std::move(impl));
  std::int64_t const count = zip_get_num_entries(archive.impl_->zip.get(), 0);
  if (count > kMaxEntries) {
    return wrong(fmt::format("cette archive a {} entrées, plus que {}", count, kMaxEntries));
  }
  std::uint64_t total = 0;
  for (std::int64_t i = 0; i < count; ++i) {
    zip_stat_t stat;
    auto const index = static_cast<std::uint64_t>(i);
    if (zip_stat_index(archive.impl_->zip.get(), index, 0, &stat) != 0) {
      return wrong("une entrée de l'archive est illisible");
    }
    if (auto const checked = check_entry(stat); !checked) return tl::unexpected(checked.error());
    total += stat.size;
    if (total > kMaxTotalBytes) return wrong("cette archive dépasse 1 Gio une fois décompressée");
    // Entries may share their compressed bytes: each alone is then modest, all of them a bomb.
    if (total > kRatioFrom && total / kMaxRatio > bytes) {
      return wrong(
          fmt::format("ses fichiers réunis sont compressés plus de {} fois : c'est une "
                      "bombe de décompression",
                      kMaxRatio));
    }
    std::string name = stat.name;
    if (!name.ends_with('/')) archive.entries_.push_back({std::move(name), stat.size, index});
  }
  return archive;
}

Result<std::string> Archive::read(std::size_t entry) const {
  auto const size = entries_[entry].bytes;
  auto const index = entries_[entry].index;
  std::unique_ptr<zip_file_t, ZipClosed> const file(zip_fopen_index(impl_->zip.get(), index, 0));
  auto const damaged = [this, entry] {
    auto const& name = entries_[entry].name;
    return wrong(fmt::format("« {} » est tronqué ou abîmé dans l'archive", name));
  };
  if (!file) return damaged();
  std::string bytes(size, '\0');
  std::uint64_t done = 0;
  while (done < size) {
    auto const got = zip_fread(file.get(), bytes.data() + done, size - done);
    if (got <= 0) return damaged();
    done += static_cast<std::uint64_t>(got);
  }
  // One read more: libzip verifies the checksum at the end, and a lying size shows as more bytes.
  char beyond = 0;
  if (zip_fread(file.get(), &beyond, 1) != 0) return damaged();
  return bytes;
}

}  // namespace qpv::ogr
