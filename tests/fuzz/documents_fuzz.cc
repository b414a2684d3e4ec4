// SPDX-License-Identifier: EUPL-1.2
//
// The small JSON files that stand beside data: manifest, territory, sentinels, fetch record. Every
// input goes to each of their readers.
#include <cmath>
#include <optional>

#include "geo/core/date.h"
#include "geo/dataset/content_id.h"
#include "geo/json/encode.h"
#include "geo/json/fetch_record.h"
#include "geo/json/manifest.h"
#include "geo/json/parse.h"
#include "geo/json/sentinels.h"
#include "geo/json/territory.h"
#include "tests/fuzz/fuzz.h"

namespace {

using qpv::fuzz::require;

void check_manifest(std::string_view text, qpv::Territory const* territory) {
  auto const manifest = qpv::read_manifest(text);
  if (!manifest) return;
  auto const written = qpv::write_manifest(*manifest);
  auto const again = qpv::read_manifest(written);
  require(again.has_value(), "a manifest that is written can be read");
  require(qpv::write_manifest(*again) == written, "a manifest read again is the same manifest");
  require(qpv::content_id(*again) == qpv::content_id(*manifest), "and so is its id");
  require(qpv::json::parse(qpv::encode_about(*manifest, territory)).has_value(),
          "what is said about a dataset is JSON");
}

std::optional<qpv::Territory> check_territory(std::string_view text) {
  auto territory = qpv::read_territory(text);
  if (!territory) return std::nullopt;
  for (auto const& commune : territory->communes) {
    require(std::isfinite(commune.centre.lon) && std::isfinite(commune.centre.lat),
            "a commune's centre is a place");
  }
  return std::move(*territory);
}

void check_fetch_record(std::string_view text) {
  auto const record = qpv::read_fetch_record(text);
  if (!record) return;
  require(qpv::parse_date(record->date).has_value(), "a record's date is a day");
  require(record->sha256.size() == 64, "a record's hash is one");
  require(qpv::record_of(*record, record->sha256, record->bytes.value_or(0)) == &*record,
          "a record is the one of its file");
}

void check_sentinels(std::string_view text) {
  auto const sentinels = qpv::read_sentinels(text);
  if (!sentinels) return;
  for (auto const& sentinel : *sentinels) {
    bool const inside = sentinel.expects == qpv::Sentinel::Expects::kInside;
    require(inside || sentinel.perimeters.empty(), "only `inside` names perimeters");
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  auto const text = qpv::fuzz::text_of(data, size);
  auto const territory = check_territory(text);
  check_manifest(text, territory ? &*territory : nullptr);
  check_fetch_record(text);
  check_sentinels(text);
  return 0;
}
