// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <cmath>

#include "geo/address/index_data.h"
#include "geo/address/search.h"
#include "geo/address/street_tree.h"
#include "geo/core/ground.h"

namespace qpv {

std::vector<ReverseMatch> reverse(AddressIndex const& index, LonLat at, double max_metres,
                                  std::size_t limit) {
  auto const& data = index.data();
  LocalFrame const from(at);
  std::vector<ReverseMatch> found;
  if (limit == 0) return found;
  auto const farthest = [&] { return found.size() < limit ? max_metres : found.back().metres; };
  visit_nearest(data, from, max_metres, [&](std::uint32_t street) {
    ReverseMatch best{static_cast<StreetIdx>(street), NumberIdx{0}, farthest()};
    bool any = false;
    auto const range = data.numbers_of(street);
    for (auto i = static_cast<std::size_t>(range.first); i < static_cast<std::size_t>(range.end);
         ++i) {
      auto const p = from.to_metres(unpack(data.positions[i]));
      double const metres = std::hypot(p.x, p.y);
      if (metres > best.metres || (any && metres == best.metres)) continue;
      best.number = static_cast<NumberIdx>(i);
      best.metres = metres;
      any = true;
    }
    if (any) {
      auto const place = std::ranges::upper_bound(found, best.metres, {}, &ReverseMatch::metres);
      found.insert(place, best);
      if (found.size() > limit) found.pop_back();
    }
    return farthest();
  });
  return found;
}

}  // namespace qpv
