// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <vector>

#include "geo/json/territory.h"
#include "service/handlers/outline.h"

namespace qpv::handlers {

struct PlanLabel {
  TerritoryCommune const* commune;
  LocalFrame::Point middle;
  bool city;   // written larger
  bool major;  // has room on a narrow screen too, where text takes a larger share of the plan
};

// Names of the larger communes, the most populous first, each near its centre where it covers least
// of the perimeters, and none over another.
std::vector<PlanLabel> place_labels(Territory const& territory, PlanView const& view,
                                    std::vector<Outline> const& outlines);

}  // namespace qpv::handlers
