// SPDX-License-Identifier: EUPL-1.2
//
// The answer in words. Nothing else writes one: the page's script shows what this wrote.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "geo/core/verdict.h"
#include "geo/dataset/dataset.h"
#include "service/handlers/html.h"

namespace qpv::handlers {

// The answer region of the page: what it says in one word, for the page's title, and the region.
struct AnswerText {
  std::string_view word;
  Html region;
};

// Before anything is asked.
AnswerText no_answer_yet();

// `accuracy` is the radius in metres that holds the position 95 times in 100; 0 means exact.
AnswerText describe(Verdict const& verdict, LonLat point, double accuracy, Date date,
                    Dataset const& dataset);

// The question cannot be answered as it is: `sentence` says what to change in which `field`.
AnswerText describe_problem(std::string_view sentence, std::string_view field);

inline constexpr std::string_view kIndicative =
    "Réponse indicative\u00A0: seul le périmètre annexé au décret a valeur juridique.";

}  // namespace qpv::handlers
