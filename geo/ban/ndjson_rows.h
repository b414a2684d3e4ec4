// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "geo/ban/cells.h"
#include "geo/ban/fault.h"
#include "geo/json/ban_record.h"

namespace qpv::ban {

// Turns one line of addok's file into rows: a commune once for each of its postcodes; a street or a
// locality itself, then its numbers.
class NdjsonRows {
 public:
  using Take = std::function<void(MaybeRow const& row)>;

  // Every row, good or bad: one that the whole line spoils counts as one. Its texts are good only
  // inside the call.
  void rows(BanRecord const& record, Take const& take);

 private:
  MaybeRow common(BanRecord const& record);
  tl::expected<void, Fault> read_codes(BanRecord const& record, AddressRow& row);
  void communes(BanRecord const& record, AddressRow row, Take const& take);
  void street(BanRecord const& record, AddressRow row, Take const& take);
  MaybeRow number(BanNumber const& number, AddressRow const& street);

  Code citycode_;
  Code old_citycode_;
  Code postcode_;
  std::string id_;
  std::string street_id_;
};

}  // namespace qpv::ban
