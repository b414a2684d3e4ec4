// SPDX-License-Identifier: EUPL-1.2
#include "service/handlers/address_question.h"

#include <array>

#include "geo/core/commune_code.h"
#include "geo/dataset/decide.h"

namespace qpv::handlers {
namespace {

constexpr Limit kLimit{5, 20};

struct Part {
  std::string_view name;
  std::string_view AddressQuery::*text;
};
constexpr std::array<Part, 6> kParts{{{"q", &AddressQuery::text},
                                      {"housenumber", &AddressQuery::housenumber},
                                      {"street", &AddressQuery::street},
                                      {"postcode", &AddressQuery::postcode},
                                      {"city", &AddressQuery::city},
                                      {"citycode", &AddressQuery::only_citycode}}};

Parsed<AddressQuery> read_query(Inputs const& inputs) {
  AddressQuery query;
  for (auto const& part : kParts) {
    auto const text = find_text(inputs, part.name);
    if (!text) return tl::unexpected(text.error());
    query.*part.text = text->value_or(std::string_view());
  }
  if (query.text.empty() && query.street.empty() && query.city.empty() && query.postcode.empty()) {
    return refuse("q",
                  "Le paramètre « q » (adresse sur une ligne) manque ; « street », « city » ou "
                  "« postcode » peuvent le remplacer.");
  }
  if (!query.only_citycode.empty() && !is_commune_code(query.only_citycode)) {
    return refuse("citycode", "« citycode » doit être un code INSEE de 5 caractères, comme 62498.");
  }
  auto const limit = find_limit(inputs, kLimit);
  if (!limit) return tl::unexpected(limit.error());
  query.limit = *limit;
  return query;
}

}  // namespace

Parsed<AddressQuestion> check_address_question(Inputs const& inputs, Dataset const& dataset) {
  auto const query = read_query(inputs);
  if (!query) return tl::unexpected(query.error());
  auto const date = find_text(inputs, "date");
  if (!date) return tl::unexpected(date.error());
  auto const day = check_date(*date, dataset);
  if (!day) return tl::unexpected(day.error());
  auto const explain = find_flag(inputs, "explain");
  if (!explain) return tl::unexpected(explain.error());
  return AddressQuestion{*query, *day, *explain};
}

SearchScratch& thread_scratch() {
  thread_local SearchScratch scratch;
  return scratch;
}

AddressVerdict decide(AddressQuestion const& question, Dataset const& dataset) {
  return decide_address(dataset, question.query, question.date, thread_scratch());
}

}  // namespace qpv::handlers
