// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "geo/address/address_verdict.h"
#include "service/handlers/answer.h"

namespace qpv::handlers {

// The answer to an address in words, with what was found for it and, where several may be meant, a
// button for each. The dataset has addresses.
AnswerText describe(AddressVerdict const& verdict, Date date, Dataset const& dataset,
                    Reader const& reader);

inline constexpr std::string_view kFictitious =
    "Adresses de démonstration, fictives\u00A0: elles ne disent rien d’une adresse réelle.";

}  // namespace qpv::handlers
