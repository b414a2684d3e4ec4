// SPDX-License-Identifier: EUPL-1.2
#include "service/handlers/lists.h"

#include <fmt/format.h>

#include <string>

#include "geo/json/encode.h"
#include "service/handlers/address_text.h"
#include "service/handlers/answer.h"
#include "service/handlers/answer_parts.h"
#include "service/handlers/assets.h"
#include "service/handlers/contact.h"
#include "service/handlers/html_page.h"
#include "service/handlers/parameters.h"

namespace qpv::handlers {
namespace {

// The territory's communes as the page's script reads them: what postcodes and INSEE codes a column
// may hold.
std::string places_of(Dataset const& dataset) {
  std::string json = "[";
  if (!dataset.territory) return json + "]";
  for (auto const& commune : dataset.territory->communes) {
    if (json.size() > 1) json += ',';
    json += fmt::format(R"({{"code":{},"name":{},"postcodes":[)", encode_string(commune.code),
                        encode_string(commune.name));
    for (auto const& postcode : commune.postcodes) {
      if (json.back() != '[') json += ',';
      json += encode_string(postcode);
    }
    json += "]}";
  }
  return json + "]";
}

// Before a list is sent: what its answers will rest on.
Html warning_of(Dataset const& dataset) {
  if (!dataset.manifest.addresses) {
    return paragraph(
        "fictitious",
        escape("Les données de ce service n’ont pas d’adresses\u00A0: seules les listes "
               "avec longitude et latitude y trouvent une réponse."));
  }
  if (!dataset.manifest.addresses->fictitious) return {};
  return paragraph("fictitious", escape(kFictitious));
}

}  // namespace

http::Response list_page(http::Request const& request, Dataset const& dataset) {
  if (auto const names = check_names(request.query, {}); !names) return to_response(names.error());
  auto const& manifest = dataset.manifest;
  return worker_page(
      fill(asset_bytes("listes.html"),
           {{"territory", escape(dataset.territory ? dataset.territory->name : std::string())},
            {"places", escape(places_of(dataset))},
            {"indicative", escape(kIndicative)},
            {"data_label", escape(manifest.perimeters_label)},
            {"data_standing", escape(standing_of(manifest))},
            {"data_id", escape(manifest.id)},
            {"fictitious", warning_of(dataset)},
            {"contact", contact_of(dataset)}}));
}

}  // namespace qpv::handlers
