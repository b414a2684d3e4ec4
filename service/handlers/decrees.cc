// SPDX-License-Identifier: EUPL-1.2
#include "service/handlers/decrees.h"

#include <set>
#include <string_view>

#include "geo/core/perimeter_code.h"

namespace qpv::handlers {
namespace {

std::string_view decrees(int generation, bool overseas) {
  if (generation == 2015) {
    return "n° 2014-1750 du 30 décembre 2014, corrigé par le n° 2015-1138";
  }
  if (overseas) return "n° 2024-1211 et n° 2024-1212 du 27 décembre 2024";
  return "n° 2023-1314 du 28 décembre 2023, corrigé par le n° 2024-806 du 13 juillet 2024";
}

}  // namespace

std::string decrees_of(Perimeter const& perimeter) {
  auto const code = parse_perimeter_code(perimeter.code);
  return std::string(decrees(perimeter.generation, code && code->overseas));
}

std::string decrees_on(Dataset const& dataset, Date date) {
  std::set<std::string> found;
  for (auto const& perimeter : dataset.perimeters.all()) {
    if (perimeter.validity.contains(date)) found.insert(decrees_of(perimeter));
  }
  std::string text;
  for (auto const& each : found) text += (text.empty() ? "" : "\u00A0; ") + each;
  return text;
}

}  // namespace qpv::handlers
