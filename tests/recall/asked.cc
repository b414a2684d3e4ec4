// SPDX-License-Identifier: EUPL-1.2
#include "tests/recall/asked.h"

#include <fstream>
#include <stdexcept>

#include "geo/json/parse.h"

namespace qpv::test {

AddressQuery to_query(Asked const& asked) {
  AddressQuery query;
  query.text = asked.q;
  query.only_citycode = asked.only_citycode;
  query.near = asked.near;
  query.limit = asked.limit;
  return query;
}

std::vector<Asked> read_asked(std::filesystem::path const& path) {
  std::ifstream in(path);
  if (!in) throw std::runtime_error("cannot read " + path.string());
  std::vector<Asked> asked;
  std::string line;
  while (std::getline(in, line)) {
    auto const document = json::parse(line);
    if (!document) throw std::runtime_error(path.string() + ": " + document.error().message);
    std::optional<Error> problem;
    json::Fields fields(*document, "", problem);
    Asked one;
    one.kind = fields.text("kind");
    one.q = fields.text("q");
    one.id = fields.text_or_empty("id");
    one.street_id = fields.text_or_empty("street_id");
    one.citycode = fields.text_or_empty("citycode");
    one.only_citycode = fields.text_or_empty("only_citycode");
    one.limit = fields.optional_count("limit").value_or(one.limit);
    auto const lon = document->FindMember("lon");  // null of a street that does not exist
    bool const known = lon != document->MemberEnd() && !lon->value.IsNull();
    if (known) one.place = LonLat{fields.real("lon"), fields.real("lat")};
    if (document->HasMember("near")) {
      auto const near = fields.numbers("near", 2);
      if (near.size() == 2) one.near = LonLat{near[0], near[1]};
    }
    if (problem) throw std::runtime_error(path.string() + ": " + problem->message);
    asked.push_back(std::move(one));
  }
  return asked;
}

}  // namespace qpv::test
