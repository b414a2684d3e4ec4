// SPDX-License-Identifier: EUPL-1.2
#include "tests/support/made_addresses.h"

#include <cstring>
#include <stdexcept>

#include "geo/address/address_id.h"
#include "tools/import/lexicon.h"
#include "tools/import/position_errors.h"

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

std::string build_bytes(std::vector<Row> const& rows) {
  auto builder = AddressBuilder::start(import::embedded_lexicon());
  if (!builder) throw std::runtime_error(builder.error().message);
  for (auto const& row : rows) {
    auto const id = number_id(row.street_id, row.number, row.suffix);
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

PositionErrors own_position_errors() {
  auto const errors = read_position_errors(import::embedded_position_errors());
  if (!errors) throw std::runtime_error(errors.error().message);
  return *errors;
}

MadeAddresses::MadeAddresses(std::vector<Row> const& rows)
    : index_([&] {
        auto const bytes = build_bytes(rows);
        bytes_ = aligned(bytes);
        return open(bytes_, bytes.size());
      }()) {}

}  // namespace qpv::test
