// SPDX-License-Identifier: EUPL-1.2
#include "service/handlers/held_dataset.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace qpv::handlers {

Parsed<void> check_held_dataset(http::Parameters const& query, Dataset const& dataset) {
  auto const named = [](auto const& parameter) { return parameter.first == kHeldDataset; };
  if (std::count_if(query.begin(), query.end(), named) > 1) {
    return refuse(kHeldDataset, "Le paramètre « dataset » est donné deux fois.");
  }
  auto const held = find(query, kHeldDataset);
  if (!held || *held == dataset.manifest.id) return {};
  return tl::unexpected(
      Refusal{http::ProblemType::kDatasetChanged,
              fmt::format("Le jeu de données demandé n’est pas celui qui est servi ({}).",
                          dataset.manifest.id),
              std::string(kHeldDataset)});
}

http::Request without_held_dataset(http::Request request) {
  std::erase_if(request.query,
                [](auto const& parameter) { return parameter.first == kHeldDataset; });
  return request;
}

}  // namespace qpv::handlers
