// SPDX-License-Identifier: EUPL-1.2
#include "geo/json/decode.h"

#include "geo/json/parse.h"

namespace qpv {
namespace {

tl::unexpected<Error> refuse(std::string const& name, std::string const& why) {
  return fail(ErrorCode::kInvalidArgument, "Le paramètre « " + name + " » " + why + ".", name);
}

}  // namespace

Result<PointBody> decode_point_body(std::string_view text) {
  auto const document = json::parse(text);
  if (!document) return tl::unexpected(document.error());
  if (!document->IsObject()) return fail(ErrorCode::kCorruptData, "Un objet JSON est attendu.");

  PointBody body;
  for (auto const& member : document->GetObject()) {
    std::string const name(member.name.GetString(), member.name.GetStringLength());
    auto const& value = member.value;
    if (name == "date") {
      if (body.date) return refuse(name, "est donné deux fois");
      if (value.IsNull()) continue;
      if (!value.IsString()) return refuse(name, "doit être un texte AAAA-MM-JJ");
      body.date.emplace(value.GetString(), value.GetStringLength());
      continue;
    }
    auto* const number = name == "lon"        ? &body.lon
                         : name == "lat"      ? &body.lat
                         : name == "accuracy" ? &body.accuracy
                                              : nullptr;
    if (number == nullptr) return refuse(name, "n’est pas connu");
    if (*number) return refuse(name, "est donné deux fois");
    if (value.IsNull()) continue;
    if (!value.IsNumber()) return refuse(name, "doit être un nombre");
    *number = value.GetDouble();
  }
  return body;
}

}  // namespace qpv
