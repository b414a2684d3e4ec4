// SPDX-License-Identifier: EUPL-1.2
//
// What every page says at its end: whom to ask, and what the data are worth.
#pragma once

#include <string_view>

#include "geo/dataset/dataset.h"
#include "service/handlers/html.h"

namespace qpv::handlers {

// A paragraph; empty where the territory names nobody. Links only to what is certainly a number, an
// address or a page: the territory's file is data.
Html contact_of(Dataset const& dataset);

// "données officielles publiées par l’État", or that they are not.
std::string_view standing_of(Manifest const& manifest);

}  // namespace qpv::handlers
