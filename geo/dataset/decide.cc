// SPDX-License-Identifier: EUPL-1.2
#include "geo/dataset/decide.h"

#include <utility>

namespace qpv {

AddressVerdict decide_address(Dataset const& dataset, AddressQuery const& query, Date date,
                              SearchScratch& scratch) {
  return decide_found(dataset, query, find_candidates(dataset, query, scratch), date, scratch);
}

std::vector<AddressMatch> find_candidates(Dataset const& dataset, AddressQuery const& query,
                                          SearchScratch& scratch) {
  return find_candidates(dataset.addresses->index, query, scratch);
}

AddressVerdict decide_found(Dataset const& dataset, AddressQuery const& query,
                            std::vector<AddressMatch> found, Date date, SearchScratch& scratch) {
  auto const& addresses = *dataset.addresses;
  return decide_found(dataset.perimeters, addresses.index, query, std::move(found), date,
                      {.errors = addresses.errors}, scratch);
}

Verdict decide_match(Dataset const& dataset, AddressMatch const& match, Date date) {
  auto const& addresses = *dataset.addresses;
  return decide_match(dataset.perimeters, addresses.index, match, date,
                      {.errors = addresses.errors});
}

}  // namespace qpv
