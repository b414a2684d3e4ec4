// SPDX-License-Identifier: EUPL-1.2
#include "tests/recall/tally.h"

#include "tests/recall/thread_time.h"

namespace qpv::test {
namespace {

double share(std::size_t part, std::size_t whole, double otherwise) {
  return whole == 0 ? otherwise : 100.0 * static_cast<double>(part) / static_cast<double>(whole);
}

}  // namespace

Outcome ask(AddressIndex const& index, Asked const& asked, SearchScratch& scratch,
            std::vector<AddressMatch>& found) {
  auto const query = to_query(asked);
  auto const began = thread_microseconds();
  search(index, query, scratch, found);
  Outcome outcome;
  outcome.microseconds = static_cast<float>(thread_microseconds() - began);
  if (found.empty()) {
    outcome.found = "-";
    return outcome;
  }
  auto const& best = found.front();
  outcome.score = best.score;
  outcome.label = label(index, best);
  if (best.kind == MatchKind::kMunicipality) {
    outcome.found = index[best.commune].citycode;
    return outcome;
  }
  outcome.names_street = true;
  outcome.found = best.kind == MatchKind::kHousenumber ? index.id(best.street, best.number)
                                                       : index.id(best.street);
  outcome.exact = outcome.found == asked.id;
  outcome.street = index.id(best.street) == asked.street_id;
  return outcome;
}

void Tally::add(Asked const& one, Outcome const& outcome) {
  ++asked;
  if (one.street_id.empty()) ++absent;
  if (outcome.exact) ++exact;
  if (outcome.street) ++street;
  if (outcome.sure()) ++sure;
  if (outcome.wrong()) ++wrong;
  microseconds.push_back(outcome.microseconds);
}

void Tally::add(Tally const& other) {
  asked += other.asked;
  exact += other.exact;
  street += other.street;
  sure += other.sure;
  wrong += other.wrong;
  absent += other.absent;
  microseconds.insert(microseconds.end(), other.microseconds.begin(), other.microseconds.end());
}

double Tally::exact_share() const { return share(exact, asked - absent, 100); }
double Tally::street_share() const { return share(street, asked - absent, 100); }
double Tally::wrong_share() const { return share(wrong, sure, 0); }

}  // namespace qpv::test
