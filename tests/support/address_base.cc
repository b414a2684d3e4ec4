// SPDX-License-Identifier: EUPL-1.2
#include "tests/support/address_base.h"

#include <fmt/format.h>

#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>

namespace qpv::test {
namespace {

std::vector<std::uint64_t> aligned(std::string const& bytes) {
  std::vector<std::uint64_t> out((bytes.size() + 7) / 8);
  std::memcpy(out.data(), bytes.data(), bytes.size());
  return out;
}

AddressIndex open(std::vector<std::uint64_t> const& bytes, std::size_t size) {
  auto index = AddressIndex::open(std::as_bytes(std::span(bytes)).first(size));
  if (!index) throw std::runtime_error(index.error().message);
  return std::move(*index);
}

}  // namespace

std::string project_lexicon() {
  auto const* const source = std::getenv("QPV_SOURCE");
  if (source == nullptr) throw std::runtime_error("QPV_SOURCE is not set");
  std::string text;
  for (auto const* name : {"noise", "small", "suffixes", "titles", "types", "words"}) {
    text += fmt::format("# file: {}.tsv\n", name);
    std::ifstream in(fmt::format("{}/data/lexicon/{}.tsv", source, name));
    text.append(std::istreambuf_iterator<char>(in), {});
  }
  return text;
}

std::string build_bytes(std::vector<Row> const& rows) {
  auto builder = AddressBuilder::start(project_lexicon());
  if (!builder) throw std::runtime_error(builder.error().message);
  for (auto const& row : rows) {
    auto const id = fmt::format("{}_{:05}{}{}", row.street_id, row.number,
                                row.suffix.empty() ? "" : "_", row.suffix);
    AddressRow made;
    made.id = id;
    made.street_id = row.street_id;
    made.number = row.number;
    made.suffix = row.suffix;
    made.street = row.street;
    made.postcode = row.postcode;
    made.citycode = row.citycode;
    made.city = row.city;
    made.position = row.position;
    made.type = row.type;
    builder->add(made);
  }
  AddressCounts counts;
  auto bytes = builder->finish(counts);
  if (!bytes) throw std::runtime_error(bytes.error().message);
  return std::move(*bytes);
}

AddressBase::AddressBase(std::vector<Row> const& rows)
    : index_([&] {
        auto const bytes = build_bytes(rows);
        bytes_ = aligned(bytes);
        return open(bytes_, bytes.size());
      }()) {}

}  // namespace qpv::test
