// SPDX-License-Identifier: EUPL-1.2
#include "geo/dataset/decide.h"

namespace qpv {

AddressVerdict decide_address(Dataset const& dataset, AddressQuery const& query, Date date,
                              SearchScratch& scratch) {
  auto const& addresses = *dataset.addresses;
  return decide_address(dataset.perimeters, addresses.index, query, date,
                        {.errors = addresses.errors}, scratch);
}

Verdict decide_match(Dataset const& dataset, AddressMatch const& match, Date date) {
  auto const& addresses = *dataset.addresses;
  return decide_match(dataset.perimeters, addresses.index, match, date,
                      {.errors = addresses.errors});
}

}  // namespace qpv
