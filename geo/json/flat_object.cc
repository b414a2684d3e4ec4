// SPDX-License-Identifier: EUPL-1.2
#include "geo/json/flat_object.h"

#include <algorithm>
#include <utility>

#include "geo/json/parse.h"

namespace qpv {

tl::unexpected<Error> wrong_parameter(std::string const& name, std::string const& why) {
  return wrong("Le paramètre « " + name + " » " + why + ".", name);
}

Result<std::vector<FlatMember>> decode_flat_object(std::string_view text,
                                                   std::span<std::string_view const> known) {
  auto const document = json::parse(text);
  if (!document) return tl::unexpected(document.error());
  if (!document->IsObject()) return fail(ErrorCode::kCorruptData, "Un objet JSON est attendu.");
  std::vector<FlatMember> members;
  for (auto const& member : document->GetObject()) {
    std::string name(json::text_of(member.name));
    if (std::ranges::find(known, name) == known.end())
      return wrong_parameter(name, "n’est pas connu");
    if (std::ranges::find(members, name, &FlatMember::name) != members.end()) {
      return wrong_parameter(name, "est donné deux fois");
    }
    auto const& value = member.value;
    if (value.IsString()) {
      members.push_back({std::move(name), std::string(json::text_of(value))});
    } else if (value.IsNumber()) {
      members.push_back({std::move(name), value.GetDouble()});
    } else if (value.IsBool()) {
      members.push_back({std::move(name), value.GetBool()});
    } else if (!value.IsNull()) {
      return wrong_parameter(name, "doit être une valeur simple");
    }
  }
  return members;
}

}  // namespace qpv
