// SPDX-License-Identifier: EUPL-1.2
#include "geo/json/sentinels.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "geo/json/parse.h"

namespace qpv {
namespace {

constexpr std::pair<std::string_view, Sentinel::Expects> kWords[] = {
    {"inside", Sentinel::Expects::kInside},
    {"outside", Sentinel::Expects::kOutside},
    {"never_outside", Sentinel::Expects::kNeverOutside},
};

Sentinel::Expects read_expects(json::Fields& fields) {
  auto const word = fields.text("expects");
  for (auto const& [name, expects] : kWords) {
    if (word == name) return expects;
  }
  fields.wrong("expects", "« inside », « outside » ou « never_outside » est attendu");
  return Sentinel::Expects::kInside;
}

Sentinel read_sentinel(json::Fields& fields) {
  Sentinel out;
  out.name = fields.text("name");
  out.point = {fields.real("lon"), fields.real("lat")};
  if (std::abs(out.point.lon) > 180) fields.wrong("lon", "hors de la Terre");
  if (std::abs(out.point.lat) > 90) fields.wrong("lat", "hors de la Terre");
  auto const date = parse_date(fields.text("date"));
  if (!date) fields.wrong("date", "une date AAAA-MM-JJ est attendue");
  out.date = date.value_or(Date{});
  out.expects = read_expects(fields);
  bool const inside = out.expects == Sentinel::Expects::kInside;
  if (inside) out.perimeters = fields.texts("perimeters");
  if (inside && out.perimeters.empty()) fields.wrong("perimeters", "au moins un code est attendu");
  std::sort(out.perimeters.begin(), out.perimeters.end());
  return out;
}

}  // namespace

Result<std::vector<Sentinel>> read_sentinels(std::string_view text) {
  auto const document = json::parse(text);
  if (!document) return fail(ErrorCode::kInvalidArgument, document.error().message);
  std::optional<Error> problem;
  json::Fields fields(*document, "", problem);
  std::vector<Sentinel> out;
  fields.objects("sentinels", [&](json::Fields& item) { out.push_back(read_sentinel(item)); });
  if (!problem && out.empty()) fields.wrong("sentinels", "au moins un point est attendu");
  if (problem) return fail(ErrorCode::kInvalidArgument, problem->message, problem->where);
  return out;
}

}  // namespace qpv
