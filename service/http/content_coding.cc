// SPDX-License-Identifier: EUPL-1.2
#include "service/http/content_coding.h"

#include "service/http/field_value.h"

namespace qpv::http {

std::optional<Coding> AcceptedCodings::best_of_both() const {
  if (gzip > 0 && gzip >= identity) return Coding::kGzip;
  if (identity > 0) return Coding::kIdentity;
  return std::nullopt;
}

AcceptedCodings read_accept_encoding(std::string_view accept_encoding) {
  constexpr int kLeast = 1;  // identity stays acceptable where nothing is said of it
  std::optional<int> gzip;
  std::optional<int> identity;
  std::optional<int> any;
  for (auto const& element : parse_field_list(accept_encoding)) {
    auto const quality = quality_of(element);
    if (!quality) continue;
    if (equal_ignoring_case(element.value, "gzip") ||
        equal_ignoring_case(element.value, "x-gzip")) {
      gzip = quality;
    } else if (equal_ignoring_case(element.value, "identity")) {
      identity = quality;
    } else if (element.value == "*") {
      any = quality;
    }
  }
  return {gzip.value_or(any.value_or(0)), identity.value_or(any.value_or(kLeast))};
}

bool is_compressible(std::string_view content_type) {
  if (content_type.starts_with("application/problem+json")) return false;
  return content_type.starts_with("text/") || content_type.starts_with("application/json") ||
         content_type.find("+json") != std::string_view::npos ||
         content_type.find("+xml") != std::string_view::npos;
}

}  // namespace qpv::http
