// SPDX-License-Identifier: EUPL-1.2
#include "geo/ogr/repair.h"

#include <chrono>

#include "geo/ogr/effort_limit.h"
#include "geo/ogr/geos.h"

namespace qpv::ogr {
namespace {

// A wild scribble of a few thousand vertices crosses itself millions of times; an official
// perimeter is repaired in milliseconds.
constexpr std::chrono::seconds kPatience{2};

struct ParamsFreed {
  GEOSContextHandle_t context;
  void operator()(GEOSMakeValidParams* params) const {
    GEOSMakeValidParams_destroy_r(context, params);
  }
};

Geos::Geometry make_valid(Geos const& geos, GEOSGeometry const* geometry) {
  EffortLimit const limit(kPatience);
  std::unique_ptr<GEOSMakeValidParams, ParamsFreed> const params(
      GEOSMakeValidParams_create_r(geos.handle()), ParamsFreed{geos.handle()});
  GEOSMakeValidParams_setMethod_r(geos.handle(), params.get(), GEOS_MAKE_VALID_STRUCTURE);
  GEOSMakeValidParams_setKeepCollapsed_r(geos.handle(), params.get(), 0);
  return geos.own(GEOSMakeValidWithParams_r(geos.handle(), geometry, params.get()));
}

}  // namespace

Result<std::optional<Repaired>> repair(MultiPolygon const& shape) {
  Geos const geos;
  auto const before = geos.multipolygon(shape);
  if (!before) return geos.failure("lecture de la forme");
  auto const flaw = geos.flaw(before.get());
  if (!flaw) return std::optional<Repaired>();
  auto const after = make_valid(geos, before.get());
  if (!after) {
    return fail(ErrorCode::kInvalidArgument,
                "sa forme est invalide (" + flaw->reason + ") et GEOS ne peut pas la réparer");
  }
  Repaired out{geos.shape(after.get()), flaw->reason};
  auto const kept = geos.multipolygon(out.shape);
  if (out.shape.empty() || !kept || geos.flaw(kept.get())) {
    return fail(ErrorCode::kInvalidArgument, "sa forme est invalide (" + flaw->reason +
                                                 ") et n'a plus de surface une fois "
                                                 "réparée");
  }
  return std::optional<Repaired>(std::move(out));
}

}  // namespace qpv::ogr
