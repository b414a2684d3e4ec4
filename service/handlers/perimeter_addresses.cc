// SPDX-License-Identifier: EUPL-1.2
#include "service/handlers/perimeter_addresses.h"

#include <string>
#include <utility>
#include <vector>

#include "geo/json/perimeter_addresses.h"
#include "service/handlers/address.h"
#include "service/handlers/address_table.h"
#include "service/handlers/parameters.h"
#include "service/http/problem.h"

namespace qpv::handlers {
namespace {

// Calls `write` with the perimeter asked for and its streets.
template <class Write>
http::Response listed(http::Request const& request, Dataset const& dataset, Write const& write) {
  if (auto const names = check_names(request.query, {}); !names) return to_response(names.error());
  if (!dataset.addresses) return no_addresses();
  auto const perimeter = dataset.perimeters.find(request.path_parameter("code"));
  if (!perimeter) {
    return http::problem(http::ProblemType::kNotFound,
                         "Aucun périmètre de ces données ne porte ce code.", "code");
  }
  auto const streets = streets_of(dataset.perimeters, *perimeter, dataset.addresses->index);
  http::Response response;
  response.dataset_only = true;
  write(response, dataset.perimeters[*perimeter], streets);
  return response;
}

}  // namespace

http::Response list_perimeter_addresses(http::Request const& request, Dataset const& dataset) {
  return listed(request, dataset,
                [&](http::Response& response, Perimeter const& perimeter,
                    std::vector<PerimeterStreet> const& streets) {
                  response.content_type = http::kJson;
                  response.body = encode_perimeter_addresses(
                      perimeter, streets, dataset.addresses->index, dataset.manifest);
                });
}

http::Response perimeter_addresses_csv(http::Request const& request, Dataset const& dataset) {
  return listed(request, dataset,
                [&](http::Response& response, Perimeter const& perimeter,
                    std::vector<PerimeterStreet> const& streets) {
                  response.content_type = http::kCsv;
                  response.headers = "Content-Disposition: attachment; filename=\"adresses-" +
                                     perimeter.code + ".csv\"\r\n";
                  response.body = write_address_table(streets, dataset.addresses->index);
                });
}

}  // namespace qpv::handlers
