// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "geo/ban/cells.h"
#include "geo/ban/fault.h"
#include "geo/core/result.h"

namespace qpv::ban {

// Turns the records of one CSV file into rows: house numbers, or localities where the header has
// nom_lieu_dit. Columns are known by their names, whatever their order and case.
class CsvRows {
 public:
  // kInvalidArgument names the columns that are missing.
  static Result<CsvRows> of_header(std::span<std::string_view const> header);

  // Its texts are in the cells, or in here until the next one.
  MaybeRow row(std::span<std::string_view const> cells);

  [[nodiscard]] RowKind kind() const { return kind_; }
  // The columns that a file should have and this one has not, for a remark.
  [[nodiscard]] std::string missing() const;

 private:
  enum Column : std::size_t;
  static constexpr std::size_t kColumns = 13;
  static constexpr std::size_t kAbsent = static_cast<std::size_t>(-1);
  static std::span<std::string_view const, kColumns> names();

  CsvRows() { at_.fill(kAbsent); }
  [[nodiscard]] std::string_view cell(Column column) const;
  MaybeRow read(std::span<std::string_view const> cells);
  tl::expected<void, Fault> read_codes(AddressRow& row);
  tl::expected<void, Fault> read_names(AddressRow& row);
  void give_ids(AddressRow& row);

  std::array<std::size_t, kColumns> at_{};
  std::size_t columns_ = 0;
  std::size_t shift_ = 0;  // R writes the names of rows under no name of a column
  bool settled_ = false;   // the shift is known
  RowKind kind_ = RowKind::kHousenumber;
  std::span<std::string_view const> cells_;
  Code citycode_;
  Code old_citycode_;
  Code postcode_;
  std::string id_;
  std::string street_id_;
};

}  // namespace qpv::ban
