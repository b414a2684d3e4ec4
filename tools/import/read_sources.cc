// SPDX-License-Identifier: EUPL-1.2
#include "tools/import/read_sources.h"

#include <fmt/format.h>

#include "tools/import/sources.h"

namespace qpv::import {
namespace {

Result<Read> read_source(SourceOption const& option) {
  // First of all, whoever knows what may be opened looks at it.
  auto content = ogr::read_perimeters(option.file);
  if (!content) return tl::unexpected(content.error());
  auto described = describe_source(option.file, kRolePerimeters);
  if (!described) return tl::unexpected(described.error());
  if (auto const added = add_edition(option.edition, *described); !added) {
    return tl::unexpected(added.error());
  }
  return Read{option, std::move(*described), std::move(*content)};
}

}  // namespace

Result<void> add_edition(std::optional<Edition> const& given, SourceFile& file) {
  if (!given) return {};
  bool const agrees = file.edition.value_or(given->name) == given->name &&
                      file.date.value_or(given->date) == given->date;
  if (!agrees) {
    return fail(ErrorCode::kInvalidArgument,
                fmt::format("{} : --edition {}:{} contredit {}.fetch.json, qui dit {} du {}",
                            file.name, given->name, given->date, file.name,
                            file.edition.value_or("une édition"), *file.date),
                file.name);
  }
  file.edition = given->name;
  file.date = given->date;
  return {};
}

std::string source_label(SourceFile const& source) {
  auto const name = source.edition.value_or(source.name);
  return source.date ? fmt::format("{} ({})", name, *source.date) : name;
}

Result<std::vector<Read>> read_sources(std::vector<SourceOption> const& options,
                                       Progress const& progress) {
  std::vector<Read> out;
  for (auto const& option : options) {
    progress("lecture de " + option.file.filename().string());
    auto read = read_source(option);
    if (!read) return tl::unexpected(read.error());
    out.push_back(std::move(*read));
  }
  return out;
}

}  // namespace qpv::import
