// SPDX-License-Identifier: EUPL-1.2
//
// What one query needs while it is answered. Internal to geo/address.
#pragma once

#include <string>
#include <vector>

#include "geo/address/completion.h"
#include "geo/address/fold.h"
#include "geo/address/peaks.h"
#include "geo/address/query_words.h"
#include "geo/address/search.h"
#include "geo/address/street_match.h"
#include "geo/address/street_reading.h"
#include "geo/address/towns.h"

namespace qpv {

struct SearchScratch::Impl {
  std::string text;
  FoldedText folded;
  QueryWords words;
  QueryWords rest;  // the words that do not name the place
  Places places;
  StreetReadings readings;
  StreetKey key;
  StreetMatcher matcher;
  StreetCompletion completion;
  std::vector<Peak> peaks;
  std::vector<AddressMatch> matches;
  std::vector<AddressMatch> suggested;
};

}  // namespace qpv
