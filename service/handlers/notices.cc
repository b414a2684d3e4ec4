// SPDX-License-Identifier: EUPL-1.2
#include "service/handlers/notices.h"

#include "service/handlers/assets.h"
#include "service/handlers/contact.h"
#include "service/handlers/document.h"
#include "service/handlers/parameters.h"

namespace qpv::handlers {
namespace {

http::Response notice(http::Request const& request, Dataset const& dataset, std::string_view title,
                      std::string_view file) {
  if (auto const names = check_names(request.query, {}); !names) return to_response(names.error());
  auto const name = dataset.territory ? dataset.territory->name : std::string();
  return document({title, "Suis-je dans un quartier prioritaire\u00A0?", "./"},
                  fill(asset_bytes(file),
                       {{"territory",
                         name.empty() ? Html{"l’organisme qui publie ce service"} : isolated(name)},
                        {"contact", contact_of(dataset, french())}}));
}

}  // namespace

http::Response privacy_page(http::Request const& request, Dataset const& dataset) {
  return notice(request, dataset, "Confidentialité", "privacy.html");
}

http::Response accessibility_page(http::Request const& request, Dataset const& dataset) {
  return notice(request, dataset, "Accessibilité", "accessibility.html");
}

}  // namespace qpv::handlers
