// SPDX-License-Identifier: EUPL-1.2
#include "geo/address/address_verdict.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "geo/address/commune_verdict.h"

namespace qpv {
namespace {

constexpr double kFoundScore = 0.45;    // below, nothing like it was found
constexpr float kSureTown = 0.97F;      // the commune is the one that is asked for
constexpr float kSameEntrance = 0.97F;  // of MatchParts::number
constexpr double kOtherEntrance = 15;   // metres, where "12 bis" is asked for and only 12 is known
constexpr double kExactScore = 0.97;
// What is left of doubt in a good match, measured on some hundred thousand queries: at 0.8 and
// above, one street in 2,000 is a wrong one, at full score one in 10,000.
constexpr double kDoubtOfExact = 0.0001;
constexpr double kDoubtOfGood = 0.0005;
// How much likelier a match is than another one for each hundredth of score between them.
constexpr double kPerHundredth = 0.25;

class Decision {
 public:
  Decision(PerimeterIndex const& perimeters, AddressIndex const& addresses, Date date,
           AddressRules const& rules)
      : perimeters_(perimeters), addresses_(addresses), date_(date), rules_(rules) {}

  void decide(AddressVerdict& out) {
    auto const& candidates = out.candidates;
    if (candidates.empty()) {
      out.verdict = not_found();
      return;
    }
    auto const& best = candidates.front();
    if (best.score < kFoundScore || best.kind == MatchKind::kMunicipality) {
      decide_by_commune(out);
      return;
    }
    out.address = best;
    out.position = position_of(best);
    out.verdict = of(best, out.street);
    if (best.score < rules_.good_score) {
      doubt_weak(out);
    } else {
      doubt_rivals(out);
    }
  }

  Verdict of_certain(AddressMatch const& match) {
    if (match.kind != MatchKind::kMunicipality) {
      std::optional<StreetSides> ignored;
      auto verdict = of(match, ignored);
      leave_doubt(verdict, kDoubtOfExact);
      return verdict;
    }
    auto const whole = decide_commune(perimeters_, addresses_, match.commune, date_, rules_.point);
    if (whole) return *whole;
    Verdict verdict{};
    verdict.answer = Answer::kUncertain;
    verdict.doubt = Doubt::kAmbiguous;
    return verdict;
  }

 private:
  [[nodiscard]] LonLat position_of(AddressMatch const& match) const {
    if (match.kind == MatchKind::kHousenumber) return addresses_[match.number].position;
    if (match.kind == MatchKind::kMunicipality) return addresses_[match.commune].centre;
    return addresses_[match.street].position;
  }

  Verdict of(AddressMatch const& match, std::optional<StreetSides>& street) {
    if (match.kind == MatchKind::kHousenumber) return of_number(match);
    if (!addresses_.numbers(match.street).empty()) return of_street(match, street);
    bool const locality = match.kind == MatchKind::kLocality;
    return decide_point(
        perimeters_, {position_of(match), locality ? rules_.errors.locality : rules_.errors.street},
        date_, rules_.point);
  }

  [[nodiscard]] Verdict of_number(AddressMatch const& match) const {
    double sigma = rules_.errors.of(addresses_[match.number].type);
    if (match.parts.number < kSameEntrance) sigma = std::hypot(sigma, kOtherEntrance);
    return decide_number(perimeters_, addresses_, match.street, match.number, sigma, rules_.errors,
                         date_, rules_.point)
        .verdict;
  }

  Verdict of_street(AddressMatch const& match, std::optional<StreetSides>& street) {
    number_sides(perimeters_, addresses_, match.street, rules_.errors, date_, rules_.point, sides_);
    street = summarise(perimeters_, addresses_, sides_, date_);
    Verdict verdict{};
    verdict.within_neighbourhood = sides_.front().within_neighbourhood;
    double sum = 0;
    for (auto const& each : sides_) {
      sum += each.probability;
      if (each.within_neighbourhood != verdict.within_neighbourhood) {
        verdict.within_neighbourhood.reset();
      }
    }
    verdict.probability = sum / static_cast<double>(sides_.size());
    verdict.perimeters = street->perimeters;
    if (street->doubt == 0 && (street->inside == 0 || street->outside == 0)) {
      verdict.answer = street->inside > 0 ? Answer::kInside : Answer::kOutside;
    } else {
      verdict.answer = Answer::kUncertain;
      verdict.doubt = doubt_of(*street);
    }
    if (verdict.doubt == Doubt::kNotCovered) {
      verdict.probability.reset();
    } else {
      set_likely(verdict);
    }
    return verdict;
  }

  [[nodiscard]] Doubt doubt_of(StreetSides const& street) const {
    if (street.inside > 0 && street.outside > 0) return Doubt::kStreetMixed;
    bool const near = std::ranges::any_of(
        sides_, [](NumberSide const& each) { return each.doubt == Doubt::kNearBoundary; });
    if (!near) return Doubt::kNotCovered;
    return street.inside + street.outside > 0 ? Doubt::kStreetMixed : Doubt::kNearBoundary;
  }

  static void set_likely(Verdict& verdict) {
    verdict.likely_inside.reset();
    if (verdict.probability && *verdict.probability != 0.5) {
      verdict.likely_inside = *verdict.probability > 0.5;
    }
  }

  // A town alone, or one in which the street was not found.
  void decide_by_commune(AddressVerdict& out) {
    auto const& best = out.candidates.front();
    bool const asked_alone = best.kind == MatchKind::kMunicipality && best.score >= kSureTown;
    auto const whole = communes_of(out.candidates);
    if (asked_alone || whole) {
      out.address = best;
      out.position = position_of(best);
    }
    if (whole) {
      out.verdict = *whole;
    } else if (asked_alone) {
      out.verdict.answer = Answer::kUncertain;
      out.verdict.doubt = Doubt::kAmbiguous;
    } else {
      out.verdict = not_found();
    }
  }

  // What holds for any address of the match's commune, where that is certain.
  [[nodiscard]] std::optional<Verdict> commune_of(AddressMatch const& match) const {
    if (match.parts.locality < kSureTown) return std::nullopt;
    return decide_commune(perimeters_, addresses_, match.commune, date_, rules_.point);
  }

  // The same, where a postcode or a name stands for several: what all of them have in common.
  [[nodiscard]] std::optional<Verdict> communes_of(std::vector<AddressMatch> const& all) const {
    auto const first = commune_of(all.front());
    for (auto const& other : std::span(all).subspan(1)) {
      if (!first || all.front().score - other.score > rules_.clear_margin) break;
      auto const same = commune_of(other);
      if (!same || same->answer != first->answer) return std::nullopt;
    }
    return first;
  }

  // Not certainly what was asked for: the answer stays open, unless it is the same all over town.
  void doubt_weak(AddressVerdict& out) {
    if (auto const whole = communes_of(out.candidates)) {
      out.verdict = *whole;
      out.street.reset();
      return;
    }
    double weights = 0;
    double inside = 0;
    auto const best = out.candidates.front().score;
    for (auto const& candidate : out.candidates) {
      if (candidate.kind == MatchKind::kMunicipality) continue;
      std::optional<StreetSides> ignored;
      auto const verdict = of(candidate, ignored);
      if (!verdict.probability) continue;
      double const weight = std::exp((candidate.score - best) * 100 * kPerHundredth);
      weights += weight;
      inside += weight * *verdict.probability;
    }
    bool const equal = out.candidates.size() > 1 &&
                       out.candidates[1].kind != MatchKind::kMunicipality &&
                       best - out.candidates[1].score < rules_.clear_margin / 10;
    out.verdict.answer = Answer::kUncertain;
    out.verdict.doubt = equal ? Doubt::kAmbiguous : Doubt::kWeakMatch;
    out.verdict.probability.reset();
    if (weights > 0) out.verdict.probability = inside / weights;
    set_likely(out.verdict);
  }

  // A good match: what its own doubt leaves, and candidates that are as good and lie elsewhere.
  void doubt_rivals(AddressVerdict& out) {
    auto& verdict = out.verdict;
    auto const& best = out.candidates.front();
    for (auto const& rival : std::span(out.candidates).subspan(1)) {
      if (best.score - rival.score >= rules_.clear_margin) break;
      if (rival.kind == MatchKind::kMunicipality) continue;
      std::optional<StreetSides> ignored;
      auto const other = of(rival, ignored);
      if (other.answer == verdict.answer && other.perimeters == verdict.perimeters) continue;
      verdict.answer = Answer::kUncertain;
      verdict.doubt = Doubt::kAmbiguous;
      if (verdict.probability && other.probability) {
        verdict.probability = (*verdict.probability + *other.probability) / 2;
      }
      set_likely(verdict);
      return;
    }
    leave_doubt(verdict, best.score >= kExactScore ? kDoubtOfExact : kDoubtOfGood);
  }

  static void leave_doubt(Verdict& verdict, double doubt) {
    if (verdict.probability) verdict.probability = *verdict.probability * (1 - doubt) + 0.5 * doubt;
  }

  PerimeterIndex const& perimeters_;
  AddressIndex const& addresses_;
  Date date_;
  AddressRules const& rules_;
  std::vector<NumberSide> sides_;
};

// Whether the text itself names another commune than the one it is looked for in.
bool names_elsewhere(AddressIndex const& addresses, AddressQuery query, CommuneIdx commune,
                     AddressRules const& rules, SearchScratch& scratch) {
  query.only_citycode = {};
  query.only_postcode = {};
  std::vector<AddressMatch> found;
  search(addresses, query, scratch, found);
  if (found.empty()) return false;
  auto const& best = found.front();
  return best.score >= rules.good_score && best.parts.locality >= kSureTown &&
         best.commune != commune;
}

// A wrong INSEE or postcode must not make a "no" (or a "yes") of what holds all over its commune.
void doubt_codes(AddressIndex const& addresses, AddressQuery const& query,
                 AddressRules const& rules, SearchScratch& scratch, AddressVerdict& out) {
  auto& verdict = out.verdict;
  bool const held_to_codes = !query.only_citycode.empty() || !query.only_postcode.empty();
  if (!held_to_codes || out.candidates.empty()) return;
  if (verdict.answer != Answer::kInside && verdict.answer != Answer::kOutside) return;
  auto const& best = out.candidates.front();
  if (best.score >= rules.good_score) return;
  if (!names_elsewhere(addresses, query, best.commune, rules, scratch)) return;
  verdict.answer = Answer::kUncertain;
  verdict.doubt = Doubt::kWeakMatch;
  verdict.probability.reset();
  verdict.likely_inside.reset();
}

// However few are asked for, others that are as good must be known.
AddressQuery with_rivals(AddressQuery query) {
  constexpr std::size_t kLeastCandidates = 5;
  query.limit = std::max(query.limit, kLeastCandidates);
  return query;
}

}  // namespace

std::vector<AddressMatch> find_candidates(AddressIndex const& addresses, AddressQuery const& query,
                                          SearchScratch& scratch) {
  std::vector<AddressMatch> found;
  search(addresses, with_rivals(query), scratch, found);
  return found;
}

AddressVerdict decide_found(PerimeterIndex const& perimeters, AddressIndex const& addresses,
                            AddressQuery const& query, std::vector<AddressMatch> found, Date date,
                            AddressRules const& rules, SearchScratch& scratch) {
  AddressVerdict out{};
  out.candidates = std::move(found);
  Decision(perimeters, addresses, date, rules).decide(out);
  doubt_codes(addresses, with_rivals(query), rules, scratch, out);
  if (out.verdict.answer == Answer::kNotFound) out.candidates.clear();
  if (out.candidates.size() > query.limit) out.candidates.resize(query.limit);
  return out;
}

AddressVerdict decide_address(PerimeterIndex const& perimeters, AddressIndex const& addresses,
                              AddressQuery const& query, Date date, AddressRules const& rules,
                              SearchScratch& scratch) {
  return decide_found(perimeters, addresses, query, find_candidates(addresses, query, scratch),
                      date, rules, scratch);
}

Verdict decide_match(PerimeterIndex const& perimeters, AddressIndex const& addresses,
                     AddressMatch const& match, Date date, AddressRules const& rules) {
  return Decision(perimeters, addresses, date, rules).of_certain(match);
}

}  // namespace qpv
