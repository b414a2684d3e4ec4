// SPDX-License-Identifier: EUPL-1.2
//
// A question about an address, whichever door it comes through.
#pragma once

#include "geo/address/address_verdict.h"
#include "service/handlers/inputs.h"

namespace qpv::handlers {

struct AddressQuestion {
  AddressQuery query;  // its texts are the inputs'
  Date date;
  bool explain = false;  // what the scores are made of
};

// Refuses a question without anything to look for.
Parsed<AddressQuestion> check_address_question(Inputs const& inputs, Dataset const& dataset);

// The dataset has addresses.
AddressVerdict decide(AddressQuestion const& question, Dataset const& dataset);

// What this thread's searches remember: one at a time uses it.
SearchScratch& thread_scratch();

}  // namespace qpv::handlers
