// SPDX-License-Identifier: EUPL-1.2
//
// What several pages say alike.
#pragma once

#include "geo/dataset/dataset.h"
#include "service/handlers/html.h"
#include "service/handlers/language.h"

namespace qpv::handlers {

// That addresses are made up, where they are.
Html fictitious_mention(Dataset const& dataset, Language const& language);

// What an answer is worth, which data it rests on and what those are.
Html state_of_data(Dataset const& dataset, Language const& language);

// That nobody whose language it is has read the translation; nothing where somebody has.
Html unreviewed(Language const& language);

}  // namespace qpv::handlers
