// SPDX-License-Identifier: EUPL-1.2
#include "geo/json/territory.h"

#include "geo/json/parse.h"

namespace qpv {
namespace {

TerritoryCommune read_commune(json::Fields& fields) {
  TerritoryCommune commune;
  commune.code = fields.text("code");
  commune.name = fields.text("name");
  commune.postcodes = fields.texts("postcodes");
  commune.population = static_cast<unsigned>(fields.count("population"));
  commune.centre = {};
  bool centred = false;
  fields.object("centre", [&](json::Fields& centre) {
    commune.centre = {centre.real("lon"), centre.real("lat")};
    centred = true;
  });
  if (!centred) fields.wrong("centre", "il manque");
  return commune;
}

Contact read_contact(json::Fields& fields) {
  return {fields.text("service"), fields.text("phone"), fields.text("email"), fields.text("url")};
}

std::optional<Date> read_day(json::Fields& fields, char const* key) {
  auto const text = fields.optional_text(key);
  if (!text) return std::nullopt;
  auto const date = parse_date(*text);
  if (!date) fields.wrong(key, "un jour s’écrit AAAA-MM-JJ");
  return date;
}

Right read_right(json::Fields& fields) {
  Right right{fields.text("title"), fields.text("text"), read_day(fields, "from"),
              read_day(fields, "to"), fields.text("source")};
  if (right.from && right.to && *right.to < *right.from) fields.wrong("to", "il précède « from »");
  return right;
}

bool is_siren(std::string_view text) {
  return text.size() == 9 && text.find_first_not_of("0123456789") == std::string_view::npos;
}

}  // namespace

Result<Territory> read_territory(std::string_view text) {
  auto const document = json::parse(text);
  if (!document) return fail(ErrorCode::kInvalidArgument, document.error().message);
  std::optional<Error> problem;
  json::Fields fields(*document, "", problem);
  Territory territory;
  territory.siren = fields.text("siren");
  territory.name = fields.text("name");
  territory.contract = fields.text("contract");
  if (!problem && !is_siren(territory.siren)) fields.wrong("siren", "9 chiffres sont attendus");
  if (!problem) {
    fields.objects("communes",
                   [&](json::Fields& item) { territory.communes.push_back(read_commune(item)); });
  }
  if (!problem) {
    fields.objects("quartiers", [&](json::Fields& item) {
      territory.quartiers.push_back({item.text("name"), item.texts("perimeters")});
    });
  }
  if (!problem) {
    fields.optional_objects("npnru", [&](json::Fields& item) {
      territory.renewals.push_back({item.text("perimeter"), item.optional_flag("convention")});
    });
  }
  if (!problem) {
    fields.optional_objects(
        "rights", [&](json::Fields& item) { territory.rights.push_back(read_right(item)); });
  }
  if (!problem) {
    fields.object("contact", [&](json::Fields& item) { territory.contact = read_contact(item); });
  }
  if (problem) return fail(ErrorCode::kInvalidArgument, problem->message, problem->where);
  return territory;
}

}  // namespace qpv
