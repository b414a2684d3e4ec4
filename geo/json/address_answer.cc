// SPDX-License-Identifier: EUPL-1.2
#include "geo/json/address_answer.h"

#include <optional>
#include <utility>

#include "geo/address/ban_address.h"
#include "geo/json/address_words.h"
#include "geo/json/rounded.h"
#include "geo/json/words.h"

namespace qpv {
namespace {

using json::Compact;
using json::kCentimetre;
using json::kScore;
using json::rounded;

constexpr double kDegree = 1e7;  // what the index keeps of one

// What a match names, ready to be written.
struct Named {
  std::string label;
  std::string id;
  std::string_view type;
  CommuneInfo commune;
  std::optional<StreetInfo> street;
  std::optional<NumberInfo> number;
  std::string_view postcode;
  LonLat position;
};

Named name(AddressIndex const& addresses, AddressMatch const& match) {
  Named named{label(addresses, match),
              {},
              json::word(match.kind),
              addresses[match.commune],
              {},
              {},
              addresses.postcode(match.commune, 0),
              {}};
  if (match.kind == MatchKind::kMunicipality) {
    named.id = named.commune.citycode;
    named.position = named.commune.centre;
    return named;
  }
  named.street = addresses[match.street];
  named.postcode = named.street->postcode;
  named.position = named.street->position;
  if (match.kind != MatchKind::kHousenumber) {
    named.id = addresses.id(match.street);
    return named;
  }
  named.number = addresses[match.number];
  named.id = addresses.id(match.street, match.number);
  named.position = named.number->position;
  return named;
}

void write_identity(Compact& out, Named const& named) {
  out.member("label", named.label);
  out.member("id", named.id);
  out.member("type", named.type);
}

void write_parts(Compact& out, Named const& named) {
  out.member("housenumber",
             named.number ? std::optional(housenumber(*named.number)) : std::nullopt);
  out.member("street", named.street ? std::optional(named.street->name) : std::nullopt);
  json::write_optional(out, "postcode", named.postcode);
  out.member("city", named.commune.name);
  out.member("citycode", named.commune.citycode);
}

void write_old_commune(Compact& out, Named const& named) {
  auto const street = named.street.value_or(StreetInfo{});
  json::write_optional(out, "oldcity", street.old_city);
  json::write_optional(out, "oldcitycode", street.old_citycode);
}

void write_position(Compact& out, Named const& named) {
  out.member("lon", rounded(named.position.lon, kDegree));
  out.member("lat", rounded(named.position.lat, kDegree));
}

void write_position_type(Compact& out, Named const& named) {
  out.member("position", named.number ? json::word(named.number->type) : std::nullopt);
}

void write_explanation(Compact& out, AddressMatch const& match) {
  out.key("explain");
  out.object([&] {
    auto const& parts = match.parts;
    bool const whole_town = match.kind == MatchKind::kMunicipality;
    out.member("street", whole_town ? std::nullopt : std::optional(rounded(parts.street, kScore)));
    out.member("locality", rounded(parts.locality, kScore));
    out.member("number", rounded(parts.number, kScore));
    out.member("number_missing", match.number_missing);
  });
}

void write_match(Compact& out, AddressIndex const& addresses, AddressMatch const& match,
                 Explain explain) {
  auto const named = name(addresses, match);
  out.object([&] {
    write_identity(out, named);
    out.member("score", rounded(match.score, kScore));
    write_parts(out, named);
    write_old_commune(out, named);
    write_position(out, named);
    write_position_type(out, named);
    if (explain == Explain::kYes) write_explanation(out, match);
  });
}

void write_range(Compact& out, AddressIndex const& addresses, SideRange const& range) {
  out.object([&] {
    out.member("parity", json::parity(range.odd));
    out.member("from", housenumber(addresses[range.first]));
    out.member("to", housenumber(addresses[range.last]));
    out.member("numbers", range.numbers);
    out.member("side", json::word(range.side));
    auto const doubt = json::json_word(range.doubt);
    out.key("doubt");
    out.raw(doubt, doubt == "null" ? rapidjson::kNullType : rapidjson::kStringType);
  });
}

void write_street(Compact& out, AddressIndex const& addresses, StreetSides const& street) {
  out.object([&] {
    out.member("inside", street.inside);
    out.member("outside", street.outside);
    out.member("doubt", street.doubt);
    out.key("ranges");
    out.each(street.ranges, [&](SideRange const& range) { write_range(out, addresses, range); });
  });
}

std::string encode_findings(AddressVerdict const& verdict, AddressIndex const& addresses,
                            Explain explain) {
  Compact out;
  out.object([&] {
    out.key("address");
    verdict.address ? write_match(out, addresses, *verdict.address, explain)
                    : out.value(std::nullopt);
    out.key("candidates");
    out.each(verdict.candidates,
             [&](AddressMatch const& match) { write_match(out, addresses, match, explain); });
    out.key("street");
    verdict.street ? write_street(out, addresses, *verdict.street) : out.value(std::nullopt);
  });
  return out.take();
}

}  // namespace

std::string encode_address_answer(AddressVerdict const& verdict, Date date,
                                  AddressIndex const& addresses, PointEncoder const& encoder,
                                  Explain explain) {
  auto answer = encoder.encode(verdict.position, date, verdict.verdict);
  auto findings = encode_findings(verdict, addresses, explain);
  // Two objects become one.
  answer.back() = ',';
  return answer.append(findings, 1);
}

std::string encode_suggestions(std::span<AddressMatch const> matches, AddressIndex const& addresses,
                               Manifest const& manifest) {
  Compact out;
  out.object([&] {
    out.key("suggestions");
    out.each(matches, [&](AddressMatch const& match) {
      auto const named = name(addresses, match);
      out.object([&] {
        write_identity(out, named);
        write_parts(out, named);
        write_position(out, named);
      });
    });
    json::write_dataset(out, manifest);
  });
  return out.take();
}

std::string encode_reverse(std::span<ReverseMatch const> matches, AddressIndex const& addresses,
                           Manifest const& manifest) {
  Compact out;
  out.object([&] {
    out.key("addresses");
    out.each(matches, [&](ReverseMatch const& match) {
      auto const named = name(addresses, as_match(addresses, match));
      out.object([&] {
        write_identity(out, named);
        out.member("distance_m", rounded(match.metres, kCentimetre));
        write_parts(out, named);
        write_old_commune(out, named);
        write_position(out, named);
        write_position_type(out, named);
      });
    });
    json::write_dataset(out, manifest);
  });
  return out.take();
}

}  // namespace qpv
