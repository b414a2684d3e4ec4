// SPDX-License-Identifier: EUPL-1.2
//
// An address put to a dataset: what the service and the tool for lists ask alike.
#pragma once

#include <vector>

#include "geo/address/address_verdict.h"
#include "geo/dataset/dataset.h"

namespace qpv {

// The dataset has addresses, and `date` is one that it covers. `scratch` is the thread's own.
AddressVerdict decide_address(Dataset const& dataset, AddressQuery const& query, Date date,
                              SearchScratch& scratch);

// The two halves, see address_verdict.h.
std::vector<AddressMatch> find_candidates(Dataset const& dataset, AddressQuery const& query,
                                          SearchScratch& scratch);
AddressVerdict decide_found(Dataset const& dataset, AddressQuery const& query,
                            std::vector<AddressMatch> found, Date date, SearchScratch& scratch);

// For one of the matches, taken for what is meant.
Verdict decide_match(Dataset const& dataset, AddressMatch const& match, Date date);

}  // namespace qpv
