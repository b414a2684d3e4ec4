// SPDX-License-Identifier: EUPL-1.2
//
// OGC API Features, part 1 (core), over the perimeters: what its pages say. `root` is the address
// of the landing page: "https://example.org/qpv/ogc".
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "geo/core/types.h"
#include "geo/json/manifest.h"

namespace qpv {

inline constexpr std::string_view kOgcCollection = "qpv";

// `description`: the address of the service's OpenAPI document.
std::string encode_ogc_landing(std::string_view root, std::string_view description);
std::string encode_ogc_conformance(std::string_view root);
std::string encode_ogc_collections(std::string_view root, Manifest const& manifest);
std::string encode_ogc_collection(std::string_view root, Manifest const& manifest);

struct OgcPage {
  std::span<Perimeter const* const> perimeters;
  std::size_t matched;  // on all pages
  std::string self;
  std::optional<std::string> next;
  std::optional<std::string> previous;
};
std::string encode_ogc_items(std::string_view root, OgcPage const& page);
std::string encode_ogc_item(std::string_view root, Perimeter const& perimeter);

}  // namespace qpv
