// SPDX-License-Identifier: EUPL-1.2
#include "geo/batch/summary_plan.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <optional>

namespace qpv::batch {
namespace {

constexpr double kWidth = 1000;
constexpr double kMargin = 30;
constexpr double kLeastStep = 0.8;  // between vertices that can be told apart
constexpr double kLeastRadius = 8;
constexpr double kMostRadius = 34;

struct Spot {
  double x;
  double y;
};

// Where positions are on the page.
class Sheet {
 public:
  explicit Sheet(Box const& box)
      : box_(box),
        squeeze_(std::cos((box.min.lat + box.max.lat) / 2 * std::numbers::pi / 180)),
        scale_((kWidth - 2 * kMargin) / ((box.max.lon - box.min.lon) * squeeze_)) {}
  [[nodiscard]] Spot at(LonLat p) const {
    return {kMargin + (p.lon - box_.min.lon) * squeeze_ * scale_,
            kMargin + (box_.max.lat - p.lat) * scale_};
  }
  [[nodiscard]] double height() const {
    return 2 * kMargin + (box_.max.lat - box_.min.lat) * scale_;
  }

 private:
  Box box_;
  double squeeze_;
  double scale_;
};

void extend(std::optional<Box>& box, Ring const& ring) {
  for (auto const& p : ring) {
    if (!box) box = Box{p, p};
    box->min = {std::min(box->min.lon, p.lon), std::min(box->min.lat, p.lat)};
    box->max = {std::max(box->max.lon, p.lon), std::max(box->max.lat, p.lat)};
  }
}

Box box_of(Perimeter const& perimeter) {
  std::optional<Box> box;
  for (auto const& part : perimeter.shape) extend(box, part.outer);
  return *box;
}

void append_ring(std::string& path, Ring const& ring, Sheet const& sheet) {
  std::optional<Spot> last;
  for (auto const& p : ring) {
    auto const spot = sheet.at(p);
    if (last && std::hypot(spot.x - last->x, spot.y - last->y) < kLeastStep) continue;
    fmt::format_to(std::back_inserter(path), "{}{:.1f} {:.1f}", last ? "L" : "M", spot.x, spot.y);
    last = spot;
  }
  path += 'Z';
}

std::string path_of(Perimeter const& perimeter, Sheet const& sheet) {
  std::string path;
  for (auto const& part : perimeter.shape) {
    append_ring(path, part.outer, sheet);
    for (auto const& hole : part.holes) append_ring(path, hole, sheet);
  }
  return path;
}

// A circle whose area is the count's part of the largest one.
std::string mark_of(QuartierCount const& quartier, SummaryCounts const& counts, std::uint64_t most,
                    Sheet const& sheet, Dataset const& dataset) {
  auto const& count = quartier.count;
  if (counts.sheet.shown(count) != CountSheet::Shown::kYes || counts.sheet.value(count) == 0) {
    return {};
  }
  auto const box = box_of(dataset.perimeters[quartier.perimeters.front()]);
  auto const middle = sheet.at({(box.min.lon + box.max.lon) / 2, (box.min.lat + box.max.lat) / 2});
  auto const part = static_cast<double>(counts.sheet.value(count)) /
                    static_cast<double>(std::max<std::uint64_t>(most, 1));
  auto const radius = kLeastRadius + (kMostRadius - kLeastRadius) * std::sqrt(part);
  return fmt::format(
      "<circle cx=\"{0:.1f}\" cy=\"{1:.1f}\" r=\"{2:.1f}\"/><text x=\"{0:.1f}\" "
      "y=\"{3:.1f}\">{4}</text>\n",
      middle.x, middle.y, radius, middle.y + 5, counts.text(count, 0));
}

}  // namespace

std::string escaped(std::string_view text) {
  std::string out;
  for (char const c : text) {
    if (c == '&') {
      out += "&amp;";
    } else if (c == '<') {
      out += "&lt;";
    } else if (c == '>') {
      out += "&gt;";
    } else if (c == '"') {
      out += "&quot;";
    } else {
      out += c;
    }
  }
  return out;
}

std::string draw_plan(SummaryCounts const& counts, SummaryTerms const& terms,
                      Dataset const& dataset) {
  std::optional<Box> box;
  std::uint64_t most = 0;
  for (auto const& quartier : counts.quartiers) {
    for (auto const idx : quartier.perimeters) {
      auto const& perimeter = dataset.perimeters[idx];
      // One far away would leave no room for the others.
      if (!perimeter.in_territory || !perimeter.validity.contains(terms.date)) continue;
      for (auto const& part : perimeter.shape) extend(box, part.outer);
    }
    if (counts.sheet.shown(quartier.count) == CountSheet::Shown::kYes) {
      most = std::max(most, counts.sheet.value(quartier.count));
    }
  }
  if (!box) return {};
  Sheet const sheet(*box);
  std::string shapes;
  std::string marks;
  for (auto const& quartier : counts.quartiers) {
    auto const& first = dataset.perimeters[quartier.perimeters.front()];
    if (!first.in_territory || !first.validity.contains(terms.date)) continue;
    for (auto const idx : quartier.perimeters) {
      fmt::format_to(std::back_inserter(shapes),
                     "<path d=\"{}\"><title>{}\u00A0: {}</title></path>\n",
                     path_of(dataset.perimeters[idx], sheet), escaped(quartier.name),
                     counts.text(quartier.count, terms.least_count));
    }
    marks += mark_of(quartier, counts, most, sheet, dataset);
  }
  return fmt::format(
      "<svg viewBox=\"0 0 {:.0f} {:.0f}\" role=\"img\" aria-label=\"Plan des quartiers, avec le "
      "nombre de lignes de la liste dans chacun ; les mêmes nombres sont dans le tableau.\">\n"
      "<g class=\"shapes\">{}</g>\n<g class=\"marks\">{}</g></svg>\n",
      kWidth, sheet.height(), shapes, marks);
}

}  // namespace qpv::batch
