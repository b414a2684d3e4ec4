// SPDX-License-Identifier: EUPL-1.2
#include "geo/json/fetch_record.h"

#include <algorithm>

#include "geo/core/date.h"
#include "geo/json/edition.h"
#include "geo/json/parse.h"

namespace qpv {
namespace {

constexpr std::size_t kHashDigits = 64;

bool is_hash(std::string_view text) {
  return text.size() == kHashDigits &&
         text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

FetchRecord read_fields(json::Fields& fields, std::optional<Error> const& problem) {
  FetchRecord record{fields.text("url"),
                     fields.text("date"),
                     fields.text("sha256"),
                     fields.optional_text("name"),
                     fields.optional_count("bytes"),
                     {}};
  if (!problem && !parse_date(record.date)) {
    fields.wrong("date", "une date AAAA-MM-JJ est attendue");
  }
  std::transform(record.sha256.begin(), record.sha256.end(), record.sha256.begin(),
                 [](char c) { return c >= 'A' && c <= 'F' ? static_cast<char>(c + 32) : c; });
  if (!problem && !is_hash(record.sha256)) {
    fields.wrong("sha256", "64 chiffres hexadécimaux sont attendus");
  }
  if (!problem && record.name && !is_edition_name(*record.name)) {
    fields.wrong("name", "une ligne de 1 à 100 octets est attendue");
  }
  return record;
}

}  // namespace

Result<FetchRecord> read_fetch_record(std::string_view text) {
  auto const document = json::parse(text);
  if (!document) return fail(ErrorCode::kInvalidArgument, document.error().message);
  std::optional<Error> problem;
  json::Fields fields(*document, "", problem);
  auto record = read_fields(fields, problem);
  fields.object("replaces",
                [&](json::Fields& old) { record.replaces.push_back(read_fields(old, problem)); });
  if (problem) return fail(ErrorCode::kInvalidArgument, problem->message, problem->where);
  return record;
}

FetchRecord const* record_of(FetchRecord const& record, std::string_view sha256,
                             std::uint64_t bytes) {
  if (record.sha256 == sha256 && record.bytes.value_or(bytes) == bytes) return &record;
  for (auto const& old : record.replaces) {
    if (auto const* found = record_of(old, sha256, bytes)) return found;
  }
  return nullptr;
}

bool is_official_url(std::string_view url) {
  constexpr std::string_view kScheme = "https://";
  if (!url.starts_with(kScheme)) return false;
  url.remove_prefix(kScheme.size());
  auto const host = url.substr(0, url.find_first_of("/?#\\"));
  // A port or a user before the host would make another site look like this one.
  if (host.find_first_of(":@%") != std::string_view::npos) return false;
  return host == "sig.ville.gouv.fr" || host == "data.gouv.fr" || host.ends_with(".data.gouv.fr");
}

}  // namespace qpv
