// SPDX-License-Identifier: EUPL-1.2
#include "tools/import/sources.h"

#include <fmt/format.h>

#include <fstream>
#include <iterator>

#include "geo/dataset/sha256.h"
#include "geo/json/fetch_record.h"

namespace qpv::import {
namespace {

namespace fs = std::filesystem;

tl::unexpected<Error> wrong_file(fs::path const& file, std::string const& why) {
  auto const name = file.filename().string();
  return fail(ErrorCode::kInvalidArgument, name + " : " + why, name);
}

Result<void> add_fetch_record(fs::path const& file, SourceFile& source) {
  auto const beside = fs::path(file.string() + ".fetch.json");
  std::error_code error;
  if (!fs::exists(beside, error)) return {};
  auto const text = read_small_file(beside);
  if (!text) return tl::unexpected(text.error());
  auto const read = read_fetch_record(*text);
  if (!read) return wrong_file(beside, read.error().message);
  auto const* record = record_of(*read, source.sha256, source.bytes);
  if (record == nullptr) {
    return wrong_file(beside,
                      fmt::format("l'empreinte qu'il donne n'est pas celle de {} : le fichier a "
                                  "changé depuis son téléchargement",
                                  source.name));
  }
  source.date = record->date;
  source.edition = record->name;
  source.url = record->url;
  source.official = is_official_url(record->url);
  return {};
}

}  // namespace

Result<std::string> read_small_file(fs::path const& file) {
  constexpr std::uintmax_t kMaxBytes = std::uintmax_t{16} << 20U;
  std::error_code error;
  if (!fs::is_regular_file(file, error)) return wrong_file(file, "ce fichier n'existe pas");
  if (fs::file_size(file, error) > kMaxBytes) return wrong_file(file, "ce fichier dépasse 16 Mio");
  std::ifstream in(file, std::ios::binary);
  if (!in) return wrong_file(file, "ce fichier ne peut pas être lu");
  return std::string((std::istreambuf_iterator<char>(in)), {});
}

Result<SourceFile> describe_source(fs::path const& file, std::string role) {
  std::error_code error;
  if (!fs::is_regular_file(file, error)) return wrong_file(file, "ce fichier n'existe pas");
  SourceFile out{
      file.filename().string(), std::move(role), fs::file_size(file, error), {}, {}, {}, false, {}};
  auto hash = sha256_of_file(file);
  if (!hash) return tl::unexpected(hash.error());
  out.sha256 = std::move(*hash);
  if (auto const added = add_fetch_record(file, out); !added) {
    return tl::unexpected(added.error());
  }
  return out;
}

}  // namespace qpv::import
