// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "geo/dataset/dataset.h"
#include "service/handlers/html.h"
#include "service/handlers/language.h"

namespace qpv::handlers {

// How a list is shown at first: a screen has a button for the rest, paper has none.
enum class Fold { kClosed, kOpen };

// What a quartier may open on that day, as the territory's file knows it, each with its days and
// its source; what is over, or has not begun, is not shown. Nothing where there is none.
Html rights_on(Date date, Dataset const& dataset, Language const& language, Fold fold);

}  // namespace qpv::handlers
