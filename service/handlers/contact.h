// SPDX-License-Identifier: EUPL-1.2
//
// What pages say at their end: whom to ask, as the territory's file names it, and what the data are
// worth.
#pragma once

#include <string_view>

#include "geo/dataset/dataset.h"
#include "service/handlers/html.h"
#include "service/handlers/language.h"

namespace qpv::handlers {

// Both are nothing where the dataset names nobody. They link only to what is certainly a number, an
// address or a page: the territory's file is data.
//
// In the notes of a page: the service, its number, its address and its page.
Html contact_of(Dataset const& dataset, Language const& language = french());
// In an answer that leaves something open: whom to call for a sure one.
Html whom_to_call(Dataset const& dataset, Language const& language);

// "données officielles publiées par l’État", or that they are not.
std::string_view standing_of(Manifest const& manifest);

}  // namespace qpv::handlers
