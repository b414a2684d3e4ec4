// SPDX-License-Identifier: EUPL-1.2
#include "tests/recall/searched_base.h"

#include <chrono>
#include <span>
#include <stdexcept>
#include <utility>

#include "geo/address/address_builder.h"
#include "geo/ban/address_file.h"
#include "tools/import/lexicon.h"

namespace qpv::test {
namespace {

template <class T>
T value_of(Result<T> result) {
  if (!result) throw std::runtime_error(result.error().message);
  return std::move(*result);
}

std::string build(std::filesystem::path const& file, std::filesystem::path const& lexicon) {
  auto builder = value_of(AddressBuilder::start(value_of(import::read_lexicon_folder(lexicon))));
  auto const content =
      value_of(ban::read_address_file(file, [&](AddressRow const& row) { builder.add(row); }));
  if (content.bad > 0) throw std::runtime_error(file.string() + " has bad rows");
  AddressCounts counts;
  return value_of(builder.finish(counts));
}

}  // namespace

SearchedBase open_searched_base(std::filesystem::path const& path,
                                std::filesystem::path const& lexicon) {
  if (path.extension() != ".idx") {
    auto built = build(path, lexicon);  // too long to be kept inside the string, hence may be moved
    auto index = value_of(AddressIndex::open(std::as_bytes(std::span(built)), IndexCheck::kHeader));
    auto const bytes = built.size();
    return {std::nullopt, std::move(built), std::move(index), bytes, 0};
  }
  auto const began = std::chrono::steady_clock::now();
  auto base = value_of(open_addresses(path, IndexCheck::kHeader));
  std::chrono::duration<double, std::milli> const opened = std::chrono::steady_clock::now() - began;
  auto const bytes = base.file.bytes().size();
  return {std::move(base.file), "", std::move(base.index), bytes, opened.count()};
}

}  // namespace qpv::test
