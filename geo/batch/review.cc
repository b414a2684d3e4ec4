// SPDX-License-Identifier: EUPL-1.2
#include "geo/batch/review.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "geo/batch/column_words.h"

namespace qpv::batch {
namespace {

std::string street_text(Question const& question) {
  auto text = question.text;
  for (auto const& part : {question.housenumber, question.street}) {
    if (!text.empty() && !part.empty()) text += ' ';
    text += part;
  }
  return folded_words(text);
}

std::string with_place(std::string_view text, Question const& question) {
  return fmt::format("{}|{}|{}|{}", text, folded_words(question.postcode),
                     folded_words(question.city), question.citycode);
}

}  // namespace

std::string group_key(Question const& question) {
  return with_place(street_text(question), question);
}

std::string street_key(Question const& question) {
  auto text = street_text(question);
  auto const name = text.find_first_not_of("0123456789 ");
  return with_place(name == std::string::npos ? text : text.substr(name), question);
}

}  // namespace qpv::batch
