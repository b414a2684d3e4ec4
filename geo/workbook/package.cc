// SPDX-License-Identifier: EUPL-1.2
#include "geo/workbook/package.h"

#include <fmt/format.h>
#include <zip.h>

#include <algorithm>

#include "geo/workbook/zip_source.h"

namespace qpv::workbook {
namespace {

constexpr std::int64_t kMaxParts = 10'000;
constexpr std::uint64_t kMaxPartBytes = std::uint64_t{1} << 30;
constexpr std::uint64_t kMaxRatio = 200;
constexpr std::uint64_t kRatioFrom = std::uint64_t{1} << 20;  // small parts compress as they like
// A third of the time of zlib's default, and the same size within a hundredth; libzip takes its
// slowest, a sixth of the speed, unless a level comes with another method than the part had.
constexpr zip_uint32_t kCompressionLevel = 5;

tl::unexpected<Error> wrong(std::string message, std::string where = {}) {
  return fail(ErrorCode::kInvalidArgument, std::move(message), std::move(where));
}

tl::unexpected<Error> damaged(std::string const& part) {
  return fail(ErrorCode::kCorruptData,
              fmt::format("le fichier est tronqué ou abîmé ({} est illisible)", part), part);
}

Result<void> check_part(Part const& part) {
  if (part.encrypted) {
    return wrong(fmt::format("le fichier est protégé par un mot de passe ({} est chiffré)\u00A0: "
                             "enregistrez-le sans mot de passe",
                             part.name),
                 part.name);
  }
  if (part.bytes > kMaxPartBytes) {
    return fail(ErrorCode::kTooLarge,
                fmt::format("{} dépasse 1\u00A0Gio une fois décompressé", part.name), part.name);
  }
  if (part.bytes > kRatioFrom && part.bytes / kMaxRatio > part.compressed) {
    return wrong(fmt::format("{} est compressé plus de {} fois\u00A0: c’est une bombe de "
                             "décompression ou un fichier abîmé",
                             part.name, kMaxRatio),
                 part.name);
  }
  return {};
}

bool same_but_for_case(std::string_view a, std::string_view b) {
  auto const lower = [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  };
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [&](char x, char y) { return lower(x) == lower(y); });
}

Result<std::vector<Part>> list_parts(zip_t* zip, std::uint64_t file_bytes) {
  auto const count = zip_get_num_entries(zip, 0);
  if (count > kMaxParts) {
    return wrong(fmt::format("ce fichier zip a {} entrées, plus que {}", count, kMaxParts));
  }
  constexpr zip_uint64_t kNeeded = ZIP_STAT_NAME | ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE;
  std::vector<Part> parts;
  std::uint64_t stored = 0;
  for (std::int64_t i = 0; i < count; ++i) {
    zip_stat_t stat;
    if (zip_stat_index(zip, static_cast<std::uint64_t>(i), 0, &stat) != 0 ||
        (stat.valid & kNeeded) != kNeeded) {
      return wrong("une entrée de ce fichier zip est illisible");
    }
    bool const encrypted =
        (stat.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 && stat.encryption_method != ZIP_EM_NONE;
    parts.push_back({stat.name, stat.size, stat.comp_size, encrypted});
    stored += std::min(stat.comp_size, file_bytes + 1);
  }
  if (stored > file_bytes) {
    return wrong(
        "les entrées de ce fichier zip se recouvrent\u00A0: c’est une bombe de "
        "décompression ou un fichier abîmé");
  }
  return parts;
}

// One part while it is read.
struct Reading {
  std::shared_ptr<void const> archive;
  ZipFault const* fault;  // the archive's
  std::unique_ptr<zip_file_t, ZipClosed> file;
  std::string name;
  std::uint64_t left;
};

Result<std::size_t> read_on(Reading& reading, std::span<char> room) {
  auto const got = zip_fread(reading.file.get(), room.data(), room.size());
  if (got < 0 && reading.fault->error) return tl::unexpected(*reading.fault->error);
  if (got < 0) return damaged(reading.name);
  auto const bytes = static_cast<std::uint64_t>(got);
  // Sizes may lie: never more than was announced and looked at.
  if (bytes > reading.left || (bytes == 0 && reading.left > 0)) return damaged(reading.name);
  reading.left -= bytes;
  return static_cast<std::size_t>(bytes);
}

}  // namespace

struct Package::Zip {
  Input input;
  ZipFault fault;
  ZipArchive archive;
};

Result<Package> Package::open(Input input) {
  Package package;
  package.input_ = std::move(input);
  package.zip_ = std::make_shared<Zip>(Zip{package.input_, {}, nullptr});
  auto& zip = *package.zip_;
  zip.archive = open_zip(zip.input, nullptr, zip.fault);
  if (!zip.archive) {
    if (zip.fault.error) return tl::unexpected(*zip.fault.error);
    return fail(ErrorCode::kCorruptData, "le fichier est tronqué ou abîmé");
  }
  auto parts = list_parts(zip.archive.get(), package.input_.bytes);
  if (!parts) return tl::unexpected(parts.error());
  package.parts_ = std::move(*parts);
  return package;
}

std::optional<std::size_t> Package::find(std::string_view name) const {
  if (name.starts_with('/')) name.remove_prefix(1);
  auto found = std::find_if(parts_.begin(), parts_.end(),
                            [&](Part const& part) { return part.name == name; });
  if (found == parts_.end()) {
    found = std::find_if(parts_.begin(), parts_.end(),
                         [&](Part const& part) { return same_but_for_case(part.name, name); });
  }
  if (found == parts_.end()) return std::nullopt;
  return static_cast<std::size_t>(found - parts_.begin());
}

Result<PartReader> Package::read(std::size_t part) const {
  auto const& described = parts_[part];
  if (auto const checked = check_part(described); !checked) return tl::unexpected(checked.error());
  auto const reading = std::make_shared<Reading>(
      Reading{zip_, &zip_->fault, nullptr, described.name, described.bytes});
  reading->file.reset(zip_fopen_index(zip_->archive.get(), part, 0));
  if (!reading->file && zip_->fault.error) return tl::unexpected(*zip_->fault.error);
  if (!reading->file) return damaged(described.name);
  return PartReader([reading](std::span<char> room) { return read_on(*reading, room); });
}

Result<std::string> Package::read_whole(std::size_t part, std::uint64_t at_most) const {
  auto const& described = parts_[part];
  if (described.bytes > at_most) {
    return fail(ErrorCode::kTooLarge, fmt::format("{} est trop grand", described.name),
                described.name);
  }
  auto const reader = read(part);
  if (!reader) return tl::unexpected(reader.error());
  std::string bytes(described.bytes + 1, '\0');
  std::size_t done = 0;
  for (;;) {
    auto const got = (*reader)({bytes.data() + done, bytes.size() - done});
    if (!got) return tl::unexpected(got.error());
    if (*got == 0) break;
    done += *got;
  }
  bytes.resize(done);
  return bytes;
}

Result<void> Package::write_with(std::size_t part, PartWriter const& content,
                                 WriteAt const& out) const {
  ZipFault fault;
  auto archive = open_zip(input_, &out, fault);
  auto const failed = [&]() -> tl::unexpected<Error> {
    if (fault.error) return tl::unexpected(*fault.error);
    std::string const why = archive ? zip_strerror(archive.get()) : "";
    return fail(ErrorCode::kIo, fmt::format("écriture du classeur impossible ({})", why));
  };
  if (!archive) return failed();
  zip_stat_t stat;
  if (zip_stat_index(archive.get(), part, 0, &stat) != 0) return failed();
  auto* const source = zip_content(archive.get(), content, stat, fault);
  if (source == nullptr) return failed();
  if (zip_file_replace(archive.get(), part, source, 0) != 0) {
    zip_source_free(source);
    return failed();
  }
  if (zip_set_file_compression(archive.get(), part, ZIP_CM_DEFAULT, kCompressionLevel) != 0 ||
      zip_close(archive.get()) != 0) {
    return failed();
  }
  static_cast<void>(archive.release());  // zip_close() freed it
  return {};
}

}  // namespace qpv::workbook
