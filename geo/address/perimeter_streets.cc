// SPDX-License-Identifier: EUPL-1.2
#include "geo/address/perimeter_streets.h"

#include <algorithm>
#include <tuple>

#include "geo/address/street_tree.h"
#include "geo/core/shape_index.h"

namespace qpv {
namespace {

// Whatever is nearer than kBorderingMetres to the box, and a little more.
Box grown(Box const& box) {
  auto const corner = LocalFrame(box.min).around(kBorderingMetres);
  double const lon = box.min.lon - corner.min.lon;
  double const lat = box.min.lat - corner.min.lat;
  return {{box.min.lon - lon, box.min.lat - lat}, {box.max.lon + lon, box.max.lat + lat}};
}

class Listing {
 public:
  Listing(PerimeterIndex const& perimeters, PerimeterIdx perimeter, AddressIndex const& addresses)
      : perimeters_(perimeters),
        perimeter_(perimeter),
        addresses_(addresses),
        shape_(perimeters.shape(perimeter)),
        reach_(grown(shape_.box())),
        day_(perimeters[perimeter].validity.from) {}

  [[nodiscard]] std::vector<PerimeterStreet> list() {
    std::vector<PerimeterStreet> streets;
    visit_meeting(addresses_.data(), reach_, [&](std::uint32_t street) {
      auto listed = look_at(static_cast<StreetIdx>(street));
      if (!listed.ranges.empty()) streets.push_back(std::move(listed));
    });
    auto const key = [this](PerimeterStreet const& each) {
      auto const street = addresses_[each.street];
      return std::tuple(addresses_[street.commune].name, street.name, each.street);
    };
    std::ranges::sort(streets, {}, key);
    return streets;
  }

 private:
  [[nodiscard]] bool holds(LonLat position) const {
    return std::ranges::binary_search(perimeters_.containing(position, day_), perimeter_);
  }
  [[nodiscard]] bool borders(LonLat position) const {
    return shape_.nearest(LocalFrame(position), kBorderingMetres).metres < kBorderingMetres;
  }

  PerimeterStreet look_at(StreetIdx street) {
    PerimeterStreet out{street, StreetSituation::kBordering, 0, {}};
    auto const numbers = addresses_.numbers(street);
    mark(numbers, [this](LonLat position) { return holds(position); });
    auto const inside = std::ranges::count(marked_, true);
    out.inside = static_cast<std::size_t>(inside);
    if (out.inside > 0) {
      out.situation =
          out.inside == numbers.size() ? StreetSituation::kWithin : StreetSituation::kPartly;
    } else {
      mark(numbers, [this](LonLat position) { return borders(position); });
    }
    each_run(
        addresses_, numbers, [this](std::size_t i) { return static_cast<bool>(marked_[i]); },
        [&](NumberRange const& run, bool marked) {
          if (marked) out.ranges.push_back(run);
        });
    return out;
  }

  template <class Test>
  void mark(IdxRange<NumberIdx> numbers, Test const& test) {
    marked_.clear();
    for (std::size_t i = 0; i < numbers.size(); ++i) {
      auto const position = addresses_[at(numbers, i)].position;
      marked_.push_back(reach_.contains(position) && test(position));
    }
  }

  static NumberIdx at(IdxRange<NumberIdx> numbers, std::size_t i) {
    return static_cast<NumberIdx>(static_cast<std::size_t>(numbers.first) + i);
  }

  PerimeterIndex const& perimeters_;
  PerimeterIdx perimeter_;
  AddressIndex const& addresses_;
  ShapeIndex const& shape_;
  Box reach_;
  Date day_;
  std::vector<bool> marked_;  // of the street's numbers
};

}  // namespace

std::vector<PerimeterStreet> streets_of(PerimeterIndex const& perimeters, PerimeterIdx perimeter,
                                        AddressIndex const& addresses) {
  return Listing(perimeters, perimeter, addresses).list();
}

}  // namespace qpv
