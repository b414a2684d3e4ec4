// SPDX-License-Identifier: EUPL-1.2
#include "geo/batch/answer.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "geo/address/ban_address.h"
#include "geo/dataset/decide.h"

namespace qpv::batch {
namespace {

RowAnswer without_date(DateFault fault, AnswerTerms const& terms) {
  RowAnswer out{};
  out.verdict.answer = Answer::kUncertain;
  out.date_fault = fault;
  out.doubtful = true;
  out.compared.assign(terms.compared.size(), out.verdict);
  return out;
}

}  // namespace

Result<std::vector<ComparedDay>> compared_days(std::vector<int> const& generations, Date today,
                                               Dataset const& dataset) {
  std::vector<ComparedDay> days;
  for (auto const generation : generations) {
    std::optional<Date> day;
    // Overseas a generation ended later: the day must be one for all.
    for (auto const& row : dataset.manifest.generations) {
      if (row.generation != generation) continue;
      auto const last =
          row.validity.contains(today) ? today : row.validity.to.value_or(row.validity.from);
      day = std::min(day.value_or(last), last);
    }
    if (!day) {
      return fail(
          ErrorCode::kInvalidArgument,
          fmt::format("le jeu de données n’a pas de périmètres de la génération {}", generation));
    }
    days.push_back({generation, *day});
  }
  return days;
}

RowAnswer Answerer::answer(Question const& question) {
  if (question.date_unreadable) return without_date(DateFault::kUnreadable, terms_);
  auto const date = question.date.value_or(terms_.date);
  if (!dataset_.perimeters.in_force(date)) return without_date(DateFault::kNotCovered, terms_);
  auto out = question.has_address() ? of_address(question, date) : of_place(question, date);
  out.date = date;
  return out;
}

RowAnswer Answerer::of_place(Question const& question, Date date) {
  RowAnswer out{};
  auto const decide_on = [&](Date day) {
    return question.place ? decide_point(dataset_.perimeters, {*question.place, 0}, day)
                          : not_found();
  };
  out.verdict = decide_on(date);
  for (auto const& day : terms_.compared) out.compared.push_back(decide_on(day.date));
  out.doubtful = out.verdict.answer == Answer::kUncertain;
  return out;
}

// What a question finds, once for all days: with its INSEE and, where that finds nothing, without.
struct Answerer::Search {
  AddressQuery query;
  std::vector<AddressMatch> found;
  std::optional<std::vector<AddressMatch>> found_wider;
};

AddressVerdict Answerer::decide(Search& search, Date date) {
  auto found = decide_found(dataset_, search.query, search.found, date, scratch_);
  if (found.verdict.answer != Answer::kNotFound || search.query.only_citycode.empty()) return found;
  auto wider = search.query;
  wider.only_citycode = {};
  if (!search.found_wider) search.found_wider = find_candidates(dataset_, wider, scratch_);
  return decide_found(dataset_, wider, *search.found_wider, date, scratch_);
}

RowAnswer Answerer::of_address(Question const& question, Date date) {
  RowAnswer out{};
  if (!dataset_.addresses) {
    out.verdict = not_found();
    out.compared.assign(terms_.compared.size(), out.verdict);
    return out;
  }
  auto const query = to_query(question);
  Search search{query, find_candidates(dataset_, query, scratch_), std::nullopt};
  auto found = decide(search, date);
  out.verdict = std::move(found.verdict);
  out.match = found.address;
  out.doubtful = !is_settled(out.verdict.answer);
  if (out.doubtful) out.candidates = std::move(found.candidates);
  for (auto const& day : terms_.compared) {
    out.compared.push_back(day.date == date ? out.verdict : decide(search, day.date).verdict);
  }
  if (out.doubtful && terms_.choices != nullptr) choose(question, date, out);
  return out;
}

void Answerer::choose(Question const& question, Date date, RowAnswer& out) {
  auto const choice = terms_.choices->find(group_key(question));
  if (!choice) return;
  if (choice->id.empty()) {
    out.verdict = not_found();
    out.match.reset();
    std::ranges::fill(out.compared, not_found());
    out.chosen = Chosen::kNone;
    out.doubtful = false;
    return;
  }
  auto const& index = dataset_.addresses->index;
  auto const meant = std::ranges::find_if(out.candidates, [&](AddressMatch const& match) {
    return ban_address(index, match).id == choice->id;
  });
  if (meant == out.candidates.end()) {
    out.chosen = Chosen::kNotThere;
    return;
  }
  out.chosen = Chosen::kTaken;
  out.match = *meant;
  out.verdict = decide_match(dataset_, *meant, date);
  for (std::size_t i = 0; i < out.compared.size(); ++i) {
    out.compared[i] = decide_match(dataset_, *meant, terms_.compared[i].date);
  }
  out.doubtful = !is_settled(out.verdict.answer);
}

}  // namespace qpv::batch
