// SPDX-License-Identifier: EUPL-1.2
#include "geo/dataset/diff.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <string>

#include "geo/core/date.h"
#include "geo/ogr/measure.h"
#include "geo/ogr/shape_change.h"

namespace qpv {
namespace {

std::vector<std::string> commune_names(Perimeter const& perimeter) {
  std::vector<std::string> out;
  for (auto const& commune : perimeter.communes) {
    out.push_back(commune.code ? *commune.code + " " + commune.name : commune.name);
  }
  return out;
}

std::optional<std::string> last_day(Validity const& validity) {
  return validity.to ? std::optional(format_date(*validity.to)) : std::nullopt;
}

std::vector<TextChange> diff_texts(Perimeter const& before, Perimeter const& after) {
  std::vector<TextChange> out;
  auto const compare = [&](char const* field, std::optional<std::string> old_text,
                           std::optional<std::string> new_text) {
    if (old_text != new_text) out.push_back({field, std::move(old_text), std::move(new_text)});
  };
  auto const flag = [](bool value) { return value ? "true" : "false"; };
  compare("name", before.name, after.name);
  compare("kind", before.kind, after.kind);
  compare("generation", std::to_string(before.generation), std::to_string(after.generation));
  compare("valid_from", format_date(before.validity.from), format_date(after.validity.from));
  compare("valid_to", last_day(before.validity), last_day(after.validity));
  compare("quartier", before.quartier, after.quartier);
  compare("in_territory", flag(before.in_territory), flag(after.in_territory));
  return out;
}

void diff_list(char const* field, std::vector<std::string> before, std::vector<std::string> after,
               std::vector<ListChange>& out) {
  std::ranges::sort(before);
  std::ranges::sort(after);
  ListChange change{field, {}, {}};
  std::ranges::set_difference(after, before, std::back_inserter(change.added));
  std::ranges::set_difference(before, after, std::back_inserter(change.removed));
  if (!change.added.empty() || !change.removed.empty()) out.push_back(std::move(change));
}

ShapeSize size_of(MultiPolygon const& shape) {
  std::size_t holes = 0;
  for (auto const& polygon : shape) holes += polygon.holes.size();
  return {ogr::area_m2(shape), shape.size(), holes};
}

LonePerimeter lone(Perimeter const& perimeter) {
  return {perimeter.code, perimeter.name, perimeter.generation, commune_names(perimeter),
          ogr::area_m2(perimeter.shape)};
}

Result<PerimeterDiff> diff_one(Perimeter const& before, Perimeter const& after) {
  PerimeterDiff out{after.code, after.name, after.generation, diff_texts(before, after), {}, {}};
  diff_list("communes", commune_names(before), commune_names(after), out.lists);
  diff_list("epcis", before.epcis, after.epcis, out.lists);
  auto const change = ogr::shape_change(before.shape, after.shape);
  if (!change) return tl::unexpected(change.error());
  if (*change) {
    auto const& found = **change;
    out.shape = ShapeDiff{size_of(before.shape), size_of(after.shape), found.gained_m2,
                          found.lost_m2,         found.moved_m,        found.moved_at};
  }
  return out;
}

std::map<int, std::string> coverage_of(Manifest const& manifest) {
  std::map<int, std::string> out;
  for (auto const& row : manifest.generations) out.emplace(row.generation, row.coverage);
  return out;
}

}  // namespace

Result<PerimetersDiff> diff_perimeters(std::span<Perimeter const> before,
                                       std::span<Perimeter const> after) {
  PerimetersDiff out;
  auto old_one = before.begin();
  auto new_one = after.begin();
  while (old_one != before.end() || new_one != after.end()) {
    if (new_one == after.end() || (old_one != before.end() && old_one->code < new_one->code)) {
      out.removed.push_back(lone(*old_one++));
      continue;
    }
    if (old_one == before.end() || new_one->code < old_one->code) {
      out.added.push_back(lone(*new_one++));
      continue;
    }
    auto changed = diff_one(*old_one++, *new_one++);
    if (!changed) return tl::unexpected(changed.error());
    if (changed->texts.empty() && changed->lists.empty() && !changed->shape) {
      ++out.unchanged;
    } else {
      out.changed.push_back(std::move(*changed));
    }
  }
  return out;
}

std::vector<CoverageDiff> diff_coverage(Manifest const& before, Manifest const& after) {
  auto const old_kinds = coverage_of(before);
  auto const new_kinds = coverage_of(after);
  std::vector<CoverageDiff> out;
  for (auto const& [generation, kind] : old_kinds) {
    auto const same = new_kinds.find(generation);
    if (same != new_kinds.end() && same->second != kind) {
      out.push_back({generation, kind, same->second});
    }
  }
  return out;
}

}  // namespace qpv
