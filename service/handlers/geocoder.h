// SPDX-License-Identifier: EUPL-1.2
//
// The BAN's geocoder, as its clients know it: /search, /reverse and /getCapabilities.
#pragma once

#include "geo/dataset/dataset.h"
#include "geo/json/geocode_answer.h"
#include "geo/json/qpv_columns.h"
#include "service/handlers/geocode_dialect.h"

namespace qpv::handlers {

// GeocodeJSON, with what the project says in each feature's "qpv". The first
// feature's is the verdict of /v1/address for the same text; every other one is taken for what is
// meant. On /reverse it is that of the place that was given.
http::Response geocode(http::Request const& request, Dataset const& dataset,
                       GeocodeDialect const& dialect);
http::Response reverse_geocode(http::Request const& request, Dataset const& dataset,
                               GeocodeDialect const& dialect);
http::Response geocoder_capabilities(http::Request const& request, Dataset const& dataset,
                                     GeocodeDialect const& dialect);

// For both, and for their tables: today in Paris. Where no perimeter is in force, or the dataset
// does not know, the answer is uncertain.
struct GeocodeMatch {
  AddressMatch match;
  std::optional<double> metres;
  Verdict verdict;
};
// Best first; the first `judged` have their verdict.
std::vector<GeocodeMatch> find_addresses(AddressQuery const& query, Dataset const& dataset,
                                         Date date, std::size_t judged);
std::vector<GeocodeMatch> find_nearest(LonLat place, AddressQuery const& filters, double metres,
                                       Dataset const& dataset, Date date);
// Of a place itself.
Verdict verdict_at(LonLat place, Dataset const& dataset, Date date);
double reverse_score(double metres);

// What is asked for, as the search takes it; its texts are the question's.
AddressQuery to_query(GeocodeQuestion const& question);
double score_of(GeocodeMatch const& match);
// As it is told: its distance from `place`, where one is given.
GeocodeFeature feature_of(GeocodeMatch const& match, std::optional<LonLat> place,
                          Dataset const& dataset, Date date);

}  // namespace qpv::handlers
