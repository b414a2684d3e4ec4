// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include "geo/address/address_row.h"
#include "geo/core/result.h"

namespace qpv {

// What the built index holds.
struct AddressCounts {
  std::size_t communes = 0;
  std::size_t streets = 0;  // localities included
  std::size_t localities = 0;
  std::size_t numbers = 0;
  std::size_t repeated = 0;  // rows left out: the same address was there already
};

// Turns rows into the bytes of an address index (address_index.h). Rows may come in any order, but
// those of one street next to each other are faster. The same rows in the same order give the same
// bytes. Memory: about 20 bytes a number and 200 a street. Cost: under a microsecond a row.
class AddressBuilder {
 public:
  // `lexicon`: the text of data/lexicon, as read_lexicon (lexicon.h) takes it; it becomes part of
  // the index, so that names and queries are always read alike. kInvalidArgument says where it is
  // wrong.
  static Result<AddressBuilder> start(std::string_view lexicon);
  AddressBuilder(AddressBuilder&&) noexcept;
  AddressBuilder& operator=(AddressBuilder&&) noexcept;
  ~AddressBuilder();

  // The row must have been checked: a citycode of 5 characters, a finite position, a street id for
  // anything but a municipality.
  void add(AddressRow const& row);

  // Ends the building: the builder is empty afterwards. kTooLarge beyond what an index can number
  // (2^31 addresses).
  [[nodiscard]] Result<std::string> finish(AddressCounts& counts);

 private:
  struct Impl;
  explicit AddressBuilder(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace qpv
