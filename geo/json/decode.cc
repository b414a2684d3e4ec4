// SPDX-License-Identifier: EUPL-1.2
#include "geo/json/decode.h"

#include "geo/json/flat_object.h"
#include "geo/json/parse.h"

namespace qpv {
namespace {

Result<void> read_date(rapidjson::Value const& value, std::optional<std::string>& date) {
  if (date) return wrong_parameter("date", "est donné deux fois");
  if (value.IsNull()) return {};
  if (!value.IsString()) return wrong_parameter("date", "doit être un texte AAAA-MM-JJ");
  date.emplace(json::text_of(value));
  return {};
}

Result<void> read_number(std::string const& name, rapidjson::Value const& value,
                         std::optional<double>& number) {
  if (number) return wrong_parameter(name, "est donné deux fois");
  if (value.IsNull()) return {};
  if (!value.IsNumber()) return wrong_parameter(name, "doit être un nombre");
  number = value.GetDouble();
  return {};
}

Result<void> read_member(std::string const& name, rapidjson::Value const& value, PointBody& body) {
  if (name == "lon") return read_number(name, value, body.lon);
  if (name == "lat") return read_number(name, value, body.lat);
  if (name == "accuracy") return read_number(name, value, body.accuracy);
  if (name == "date") return read_date(value, body.date);
  return wrong_parameter(name, "n’est pas connu");
}

}  // namespace

Result<PointBody> decode_point_body(std::string_view text) {
  auto const document = json::parse(text);
  if (!document) return tl::unexpected(document.error());
  if (!document->IsObject()) return fail(ErrorCode::kCorruptData, "Un objet JSON est attendu.");
  PointBody body;
  for (auto const& member : document->GetObject()) {
    std::string const name(json::text_of(member.name));
    if (auto const read = read_member(name, member.value, body); !read) {
      return tl::unexpected(read.error());
    }
  }
  return body;
}

}  // namespace qpv
