// SPDX-License-Identifier: EUPL-1.2
#include "geo/address/street_axis.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <span>
#include <vector>

namespace qpv {
namespace {

constexpr double kWindowMetres = 250;  // of the street, to either side of the number
constexpr std::size_t kMostOfParity = 24;
constexpr std::size_t kLeastOfParity = 4;
constexpr double kSideMetres = 20;    // a front is at most this far from the axis
constexpr double kLeastStretch = 40;  // metres along which the boundary must follow the street
constexpr double kMostSlope = 0.15;   // of the boundary against the street
constexpr double kAxisTolerance = 6;  // metres between the drawn limit and the street's axis
constexpr double kLeastSigmas = 3.3;  // 1 in 2,000 that the sides are taken for each other
constexpr double kLeastOfHalf = 1.3;  // each half of the stretch must tell them apart the same way
constexpr double kMostResidual = 2;   // mean square, in sigmas: more is not one straight street

struct Seen {
  double x;  // metres from the number, east and north
  double y;
  double along;  // metres along the street
  double depth;  // metres inside the boundary, negative outside
  double sigma;
  bool odd;
};

// x = odd side, even side, slope: least squares of depth over them.
struct Fit {
  double odd;
  double even;
  double slope;
  double variance_of_difference;
  double variance_of_middle;
  double residual;

  // How far the two sides are from being one, in standard deviations; positive: odd ones inside.
  [[nodiscard]] double sigmas() const { return (odd - even) / std::sqrt(variance_of_difference); }
};

double chance_below(double sigmas) { return 0.5 * std::erfc(-sigmas / std::sqrt(2.0)); }

class Axis {
 public:
  Axis(PerimeterIndex const& perimeters, AddressIndex const& addresses,
       PositionErrors const& errors, Date date)
      : perimeters_(perimeters), addresses_(addresses), errors_(errors), date_(date) {}

  std::optional<double> chance(StreetIdx street, NumberIdx number) {
    collect(street, number);
    if (count(true) < kLeastOfParity || count(false) < kLeastOfParity || !lay_along()) {
      return std::nullopt;
    }
    auto const fit = solve(seen_);
    if (!fit) return std::nullopt;
    double const half = (fit->odd - fit->even) / 2;
    double const middle = (fit->odd + fit->even) / 2;
    double const sigmas = fit->sigmas();
    bool const follows =
        std::abs(fit->slope) <= kMostSlope && fit->residual <= kMostResidual &&
        std::abs(middle) <= kAxisTolerance + 2 * std::sqrt(fit->variance_of_middle);
    if (!follows || std::abs(sigmas) < kLeastSigmas || std::abs(half) > kSideMetres ||
        !halves_agree(sigmas)) {
      return std::nullopt;
    }
    double const odd_inside = chance_below(sigmas);
    return addresses_[number].number % 2 == 1 ? odd_inside : 1 - odd_inside;
  }

 private:
  [[nodiscard]] std::size_t count(bool odd) const {
    return static_cast<std::size_t>(std::ranges::count(seen_, odd, &Seen::odd));
  }

  // The numbers around it whose position may be the front of a house on the boundary's street.
  void collect(StreetIdx street, NumberIdx number) {
    LocalFrame const frame(addresses_[number].position);
    auto const range = addresses_.numbers(street);
    std::vector<Seen> near;
    for (auto i = static_cast<std::uint32_t>(range.first);
         i < static_cast<std::uint32_t>(range.end); ++i) {
      auto const info = addresses_[static_cast<NumberIdx>(i)];
      auto const p = frame.to_metres(info.position);
      if (std::hypot(p.x, p.y) > kWindowMetres) continue;
      near.push_back({p.x, p.y, 0, 0, errors_.of(info.type), info.number % 2 == 1});
    }
    std::ranges::sort(near, {}, [](Seen const& each) { return std::hypot(each.x, each.y); });
    seen_.clear();
    for (auto& each : near) {
      if (count(each.odd) == kMostOfParity) continue;
      auto const at = frame.to_degrees({each.x, each.y});
      double const most = kSideMetres + 3 * each.sigma;
      auto const around = perimeters_.around(LocalFrame(at), date_, most);
      if (!around.nearest) continue;
      each.depth = around.holding.empty() ? -around.nearest->metres : around.nearest->metres;
      seen_.push_back(each);
    }
  }

  // Along the line that fits the positions best; whether they make a stretch of street.
  bool lay_along() {
    double mean_x = 0;
    double mean_y = 0;
    for (auto const& each : seen_) {
      mean_x += each.x / static_cast<double>(seen_.size());
      mean_y += each.y / static_cast<double>(seen_.size());
    }
    double xx = 0;
    double xy = 0;
    double yy = 0;
    for (auto const& each : seen_) {
      xx += (each.x - mean_x) * (each.x - mean_x);
      xy += (each.x - mean_x) * (each.y - mean_y);
      yy += (each.y - mean_y) * (each.y - mean_y);
    }
    double const angle = 0.5 * std::atan2(2 * xy, xx - yy);
    double least = 0;
    double most = 0;
    for (auto& each : seen_) {
      each.along = each.x * std::cos(angle) + each.y * std::sin(angle);
      least = std::min(least, each.along);
      most = std::max(most, each.along);
    }
    return most - least >= kLeastStretch;
  }

  // Where the boundary bends or crosses the street, the sides of its halves contradict each other.
  [[nodiscard]] bool halves_agree(double sigmas) {
    std::ranges::sort(seen_, {}, &Seen::along);
    auto const middle = seen_.size() / 2;
    auto const agrees = [sigmas](std::span<Seen const> half) {
      auto const fit = solve(half);
      return fit && fit->sigmas() * (sigmas > 0 ? 1 : -1) >= kLeastOfHalf;
    };
    return agrees(std::span(seen_).first(middle)) && agrees(std::span(seen_).subspan(middle));
  }

  // Weighted by the positions' errors, at the number itself (along = 0).
  [[nodiscard]] static std::optional<Fit> solve(std::span<Seen const> seen) {
    std::array<std::array<double, 3>, 3> a{};
    std::array<double, 3> b{};
    for (auto const& each : seen) {
      double const weight = 1 / std::max(each.sigma * each.sigma, 0.25);
      std::array<double, 3> const row{each.odd ? 1.0 : 0.0, each.odd ? 0.0 : 1.0, each.along};
      for (std::size_t i = 0; i < 3; ++i) {
        for (std::size_t k = 0; k < 3; ++k) a[i][k] += weight * row[i] * row[k];
        b[i] += weight * row[i] * each.depth;
      }
    }
    auto const inverse = invert(a);
    if (!inverse) return std::nullopt;
    std::array<double, 3> s{};
    for (std::size_t i = 0; i < 3; ++i) {
      for (std::size_t k = 0; k < 3; ++k) s[i] += (*inverse)[i][k] * b[k];
    }
    auto const& v = *inverse;
    return Fit{s[0],
               s[1],
               s[2],
               v[0][0] + v[1][1] - 2 * v[0][1],
               (v[0][0] + v[1][1] + 2 * v[0][1]) / 4,
               residual(seen, s)};
  }

  static double residual(std::span<Seen const> seen, std::array<double, 3> const& s) {
    double sum = 0;
    for (auto const& each : seen) {
      double const off = each.depth - (each.odd ? s[0] : s[1]) - s[2] * each.along;
      sum += off * off / std::max(each.sigma * each.sigma, 0.25);
    }
    return seen.size() > 3 ? sum / static_cast<double>(seen.size() - 3) : 0;
  }

  using Matrix = std::array<std::array<double, 3>, 3>;
  static std::optional<Matrix> invert(Matrix const& m) {
    auto const minor = [&](std::size_t i, std::size_t k) {
      auto const r = [i](std::size_t n) { return (i + n) % 3; };
      auto const c = [k](std::size_t n) { return (k + n) % 3; };
      return m[r(1)][c(1)] * m[r(2)][c(2)] - m[r(1)][c(2)] * m[r(2)][c(1)];
    };
    double const determinant =
        m[0][0] * minor(0, 0) + m[0][1] * minor(0, 1) + m[0][2] * minor(0, 2);
    if (!(std::abs(determinant) > 1e-12)) return std::nullopt;
    Matrix inverse{};
    for (std::size_t i = 0; i < 3; ++i) {
      for (std::size_t k = 0; k < 3; ++k) inverse[i][k] = minor(k, i) / determinant;
    }
    return inverse;
  }

  PerimeterIndex const& perimeters_;
  AddressIndex const& addresses_;
  PositionErrors const& errors_;
  Date date_;
  std::vector<Seen> seen_;
};

}  // namespace

std::optional<double> chance_by_axis(PerimeterIndex const& perimeters,
                                     AddressIndex const& addresses, StreetIdx street,
                                     NumberIdx number, PositionErrors const& errors, Date date) {
  return Axis(perimeters, addresses, errors, date).chance(street, number);
}

}  // namespace qpv
