// SPDX-License-Identifier: EUPL-1.2
#include "geo/json/words.h"

namespace qpv::json {

std::string_view word(Answer answer) {
  switch (answer) {
    case Answer::kInside:
      return "inside";
    case Answer::kOutside:
      return "outside";
    case Answer::kNotFound:
      return "not_found";
    case Answer::kUncertain:
      break;
  }
  return "uncertain";
}

std::string_view json_word(Doubt doubt) {
  switch (doubt) {
    case Doubt::kNearBoundary:
      return R"("near_boundary")";
    case Doubt::kNotCovered:
      return R"("not_covered")";
    case Doubt::kStreetMixed:
      return R"("street_mixed")";
    case Doubt::kWeakMatch:
      return R"("weak_match")";
    case Doubt::kAmbiguous:
      return R"("ambiguous")";
    case Doubt::kNone:
      break;
  }
  return "null";
}

std::string_view json_side(std::optional<bool> inside) {
  if (!inside) return "null";
  return *inside ? R"("inside")" : R"("outside")";
}

void write_validity(Compact& out, Validity const& validity) {
  out.member("valid_from", format_date(validity.from));
  out.member("valid_to", validity.to ? std::optional(format_date(*validity.to)) : std::nullopt);
}

void write_perimeter_members(Compact& out, Perimeter const& perimeter) {
  out.member("code", perimeter.code);
  out.member("name", perimeter.name);
  out.member("kind", perimeter.kind);
  out.member("generation", perimeter.generation);
  write_validity(out, perimeter.validity);
  out.key("communes");
  out.each(perimeter.communes, [&](Commune const& commune) {
    out.object([&] {
      out.member("code", commune.code);
      out.member("name", commune.name);
    });
  });
  out.member("quartier", perimeter.quartier);
}

void write_stamp(Compact& out, Manifest const& manifest) {
  out.member("id", manifest.id);
  out.member("official", manifest.official);
  out.member("perimeters", manifest.perimeters_label);
  out.key("addresses");
  manifest.addresses ? out.value(manifest.addresses->label) : out.value(std::nullopt);
  out.member("fictitious", manifest.addresses && manifest.addresses->fictitious);
}

void write_dataset(Compact& out, Manifest const& manifest) {
  out.key("dataset");
  out.object([&] { write_stamp(out, manifest); });
}

}  // namespace qpv::json
