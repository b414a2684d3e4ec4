// SPDX-License-Identifier: EUPL-1.2
//
// A question that came by a form, and its answer for a page: whichever page has the form, the
// answer is the same.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "service/handlers/answer.h"
#include "service/handlers/plan.h"
#include "service/http/message.h"

namespace qpv::handlers {

// The form as it was typed, to be shown again; views of its fields.
struct Form {
  std::string_view q = {};
  std::string_view lon = {};
  std::string_view lat = {};
  std::string_view accuracy = {};
  std::string_view date = {};
};
Form form_of(http::Parameters const& fields);

// `action` of answer_form: where forms inside the answer send what they ask, from the page that it
// is on.
struct FormAnswer {
  AnswerText text;
  std::string wrong_field;  // empty: none
  Date date;
  std::optional<PlanMark> mark;  // the place, where there is one
  unsigned status = 200;
};

FormAnswer answer_form(http::Parameters const& fields, Dataset const& dataset,
                       Language const& language, std::string_view action);

// The same to be printed: nothing to press, nothing folded.
FormAnswer printed_answer(http::Parameters const& fields, Dataset const& dataset,
                          Language const& language);

// That of the field `lang`, or of the address's query; French where neither chooses one.
Language const& chosen_language(http::Parameters const& query, http::Parameters const& fields);

// The attributes of a field of that name.
Html invalid_if(bool invalid);

}  // namespace qpv::handlers
