// SPDX-License-Identifier: EUPL-1.2
#include "geo/address/street_register.h"

#include <algorithm>
#include <utility>

#include "geo/address/commune_verdict.h"
#include "geo/address/number_runs.h"

namespace qpv {
namespace {

Standing standing_of(Verdict const& verdict) {
  return {verdict.perimeters, side_of(verdict.answer), verdict.doubt};
}

class Compiler {
 public:
  Compiler(PerimeterIndex const& perimeters, AddressIndex const& addresses,
           PositionErrors const& errors, Date date, VerdictRules const& rules)
      : perimeters_(perimeters),
        addresses_(addresses),
        errors_(errors),
        date_(date),
        rules_(rules) {}

  RegisterStreet compile(StreetIdx street) {
    auto const numbers = addresses_.numbers(street);
    if (numbers.empty()) return {street, {{std::nullopt, numbers, 0, of_itself(street)}}};
    number_sides(perimeters_, addresses_, street, errors_, date_, rules_, sides_);
    standings_.clear();
    for (auto& each : sides_) {
      standings_.push_back({std::move(each.covering), each.side, each.doubt});
    }
    bool const alike = std::ranges::all_of(
        standings_, [this](Standing const& each) { return each == standings_.front(); });
    if (alike) {
      return {street, {{std::nullopt, numbers, numbers.size(), standings_.front()}}};
    }
    return {street, ranges_of(numbers)};
  }

 private:
  [[nodiscard]] Standing of_itself(StreetIdx street) const {
    auto const info = addresses_[street];
    double const sigma = info.kind == RowKind::kLocality ? errors_.locality : errors_.street;
    return standing_of(decide_point(perimeters_, {info.position, sigma}, date_, rules_));
  }

  [[nodiscard]] std::vector<RegisterRange> ranges_of(IdxRange<NumberIdx> numbers) const {
    std::vector<RegisterRange> ranges;
    each_run(
        addresses_, numbers, [this](std::size_t i) { return standings_[i]; },
        [&](NumberRange const& run, Standing const& standing) {
          ranges.push_back({run.odd, {run.first, after(run.last)}, run.numbers, standing});
        });
    return ranges;
  }

  PerimeterIndex const& perimeters_;
  AddressIndex const& addresses_;
  PositionErrors const& errors_;
  Date date_;
  VerdictRules const& rules_;
  std::vector<NumberSide> sides_;
  std::vector<Standing> standings_;
};

}  // namespace

RegisterCommune register_commune(PerimeterIndex const& perimeters, AddressIndex const& addresses,
                                 CommuneIdx commune, PositionErrors const& errors, Date date,
                                 VerdictRules const& rules) {
  RegisterCommune out{commune, std::nullopt, {}};
  if (auto const whole = decide_commune(perimeters, addresses, commune, date, rules)) {
    out.whole = standing_of(*whole);
    return out;
  }
  Compiler compiler(perimeters, addresses, errors, date, rules);
  auto const streets = addresses.streets(commune);
  out.streets.reserve(streets.size());
  for (auto i = static_cast<std::uint32_t>(streets.first);
       i < static_cast<std::uint32_t>(streets.end); ++i) {
    out.streets.push_back(compiler.compile(static_cast<StreetIdx>(i)));
  }
  return out;
}

}  // namespace qpv
