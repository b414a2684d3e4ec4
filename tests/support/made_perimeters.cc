// SPDX-License-Identifier: EUPL-1.2
#include "tests/support/made_perimeters.h"

#include <fmt/format.h>

#include <cmath>
#include <numbers>
#include <random>
#include <vector>

#include "geo/core/france.h"
#include "geo/core/ground.h"

namespace qpv::test {
namespace {

class Maker {
 public:
  explicit Maker(unsigned seed) : random_(seed) {}

  std::string feature(std::size_t i) {
    // One in twenty is overseas, one in twenty a neighbour of the one before.
    bool const overseas = i % 20 == 19;
    auto const& zone = french_zones()[overseas ? 1 + i / 20 % 5 : 0];
    auto const departement =
        overseas ? std::string(zone.departement) : fmt::format("0{:02}", 1 + i / 99);
    auto const number = overseas ? 1 + i / 100 : 1 + i % 99;
    if (i % 20 != 7) centre_ = within(zone.box);
    if (i % 20 == 7) centre_ = LocalFrame(centre_).to_degrees({400, 0});
    auto const radius = real(150, 600);
    auto parts = polygon(centre_, radius, i % 20 == 3);
    if (i % 20 == 5) {
      parts += "," + polygon(LocalFrame(centre_).to_degrees({3 * radius, 0}), radius / 2, false);
    }
    return fmt::format(
        R"({{"type":"Feature","properties":{{"code_qp":"QN{}{:02}M","lib_qp":"Quartier {}",)"
        R"("insee_com":"{}01","lib_com":"Commune {}","siren_epci":"2{:08}"}},)"
        R"("geometry":{{"type":"MultiPolygon","coordinates":[{}]}}}})",
        departement, number, i, departement, i, i, parts);
  }

 private:
  double real(double low, double high) {
    // Not std::uniform_real_distribution: its numbers differ between libraries.
    return low +
           (high - low) * static_cast<double>(random_()) / static_cast<double>(std::mt19937::max());
  }

  LonLat within(Box const& box) {
    constexpr double kMargin = 0.2;
    return {real(box.min.lon + kMargin, box.max.lon - kMargin),
            real(box.min.lat + kMargin, box.max.lat - kMargin)};
  }

  // A star around its centre: it cannot cross itself.
  std::string ring(LonLat centre, double radius, int vertices) {
    LocalFrame const frame(centre);
    std::string text;
    std::string first;
    for (int i = 0; i < vertices; ++i) {
      double const angle = 2 * std::numbers::pi * i / vertices;
      double const distance = radius * (1 + 0.3 * std::sin(3 * angle)) * real(0.85, 1);
      auto const p = frame.to_degrees({distance * std::cos(angle), distance * std::sin(angle)});
      auto const vertex = fmt::format("[{:.7f},{:.7f}]", p.lon, p.lat);
      if (i == 0) first = vertex;
      text += vertex + ",";
    }
    return "[" + text + first + "]";
  }

  std::string polygon(LonLat centre, double radius, bool hole) {
    auto text = ring(centre, radius, static_cast<int>(real(60, 150)));
    if (hole) text += "," + ring(centre, radius / 4, 12);
    return "[" + text + "]";
  }

  std::mt19937 random_;
  LonLat centre_{};
};

}  // namespace

std::string made_perimeters(std::size_t count, unsigned seed) {
  Maker maker(seed);
  std::string text = "{\"type\":\"FeatureCollection\",\"features\":[\n";
  for (std::size_t i = 0; i < count; ++i) {
    if (i != 0) text += ",\n";
    text += maker.feature(i);
  }
  return text + "\n]}\n";
}

}  // namespace qpv::test
