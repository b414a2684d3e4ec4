// SPDX-License-Identifier: EUPL-1.2
#include "service/handlers/ogc_query.h"

#include <fmt/format.h>

#include <charconv>
#include <string>
#include <utility>

#include "geo/core/shape_index.h"

namespace qpv::handlers {
namespace {

constexpr std::size_t kMostItems = 10'000;

Parsed<std::optional<Box>> read_box(std::optional<std::string_view> text) {
  if (!text) return std::nullopt;
  std::vector<double> numbers;
  for (auto rest = *text; !rest.empty();) {
    auto const end = std::min(rest.find(','), rest.size());
    auto const number = read_number(rest.substr(0, end), "bbox");
    if (!number) break;
    numbers.push_back(**number);
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  if (numbers.size() == 6) numbers = {numbers[0], numbers[1], numbers[3], numbers[4]};
  // West of east: across the antimeridian, where nothing of ours is; both halves are asked for.
  if (numbers.size() != 4 || numbers[1] > numbers[3]) {
    return refuse("bbox", "« bbox » s’écrit ouest,sud,est,nord, en degrés : 2.7,50.3,2.9,50.5.");
  }
  if (numbers[0] > numbers[2]) numbers[2] = 180;
  return Box{{numbers[0], numbers[1]}, {numbers[2], numbers[3]}};
}

// A day, or the day of an instant (RFC 3339); ".." or nothing for an open end.
Parsed<std::optional<Date>> read_end(std::string_view text) {
  if (text.empty() || text == "..") return std::nullopt;
  auto const day = parse_date(text.substr(0, 10));
  if (day && (text.size() == 10 || text[10] == 'T')) return *day;
  return refuse("datetime",
                "« datetime » est un jour (2026-11-23), un instant (RFC 3339) ou deux "
                "séparés par « / », « .. » pour une fin ouverte.");
}

Parsed<std::size_t> read_count(std::optional<std::string_view> text, std::string_view name,
                               std::size_t usual, std::size_t least) {
  if (!text) return usual;
  std::size_t number = 0;
  auto const* const end = text->data() + text->size();
  auto const [stop, error] = std::from_chars(text->data(), end, number);
  if (error == std::errc() && stop == end && number >= least) return number;
  return refuse(name, fmt::format("« {} » doit être un nombre entier, {} au moins.", name, least));
}

// Liang and Barsky: whether a part of the edge is in the box.
bool crosses(Box const& box, LonLat a, LonLat b) {
  double enters = 0;
  double leaves = 1;
  auto const clip = [&](double from, double step, double low, double high) {
    if (step == 0) return from >= low && from <= high;
    auto const one = (low - from) / step;
    auto const other = (high - from) / step;
    enters = std::max(enters, std::min(one, other));
    leaves = std::min(leaves, std::max(one, other));
    return enters <= leaves;
  };
  return clip(a.lon, b.lon - a.lon, box.min.lon, box.max.lon) &&
         clip(a.lat, b.lat - a.lat, box.min.lat, box.max.lat);
}

// An edge of the shape is in the box, or the whole box is in the shape.
bool touches(Box const& box, ShapeIndex const& shape) {
  if (!shape.box().meets(box)) return false;
  bool found = shape.contains(box.min);
  shape.for_each_edge([&](Box const& edges) { return !found && edges.meets(box); },
                      [&](LonLat a, LonLat b) { found = found || crosses(box, a, b); });
  return found;
}

}  // namespace

Parsed<OgcQuery> read_ogc_query(http::Parameters const& parameters) {
  if (auto const names = check_names(parameters, {"bbox", "datetime", "limit", "offset"}); !names) {
    return tl::unexpected(names.error());
  }
  auto const box = read_box(find(parameters, "bbox"));
  if (!box) return tl::unexpected(box.error());
  auto const days = find(parameters, "datetime").value_or("..");
  auto const slash = days.find('/');
  auto const from = read_end(days.substr(0, slash));
  if (!from) return tl::unexpected(from.error());
  auto const to = slash == std::string_view::npos ? from : read_end(days.substr(slash + 1));
  if (!to) return tl::unexpected(to.error());
  auto const limit = read_count(find(parameters, "limit"), "limit", 10, 1);
  if (!limit) return tl::unexpected(limit.error());
  auto const offset = read_count(find(parameters, "offset"), "offset", 0, 0);
  if (!offset) return tl::unexpected(offset.error());
  // The standard wants a larger limit to be taken for the largest.
  return OgcQuery{*box, *from, *to, std::min(*limit, kMostItems), *offset};
}

std::vector<Perimeter const*> select(OgcQuery const& query, Dataset const& dataset) {
  std::vector<Perimeter const*> selected;
  auto const all = dataset.perimeters.all();
  for (std::uint32_t i = 0; i < all.size(); ++i) {
    auto const& days = all[i].validity;
    if (query.to && days.from > *query.to) continue;
    if (query.from && days.to && *days.to < *query.from) continue;
    if (query.box && !touches(*query.box, dataset.perimeters.shape(PerimeterIdx{i}))) continue;
    selected.push_back(&all[i]);
  }
  return selected;
}

}  // namespace qpv::handlers
