// SPDX-License-Identifier: EUPL-1.2
#include "geo/json/batch_item.h"

#include <fmt/format.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include "geo/json/parse.h"

namespace qpv {
namespace {

using Writer = rapidjson::Writer<rapidjson::StringBuffer>;

constexpr char kId[] = "id";

std::string written(rapidjson::Value const& value) {
  rapidjson::StringBuffer buffer;
  Writer writer(buffer);
  value.Accept(writer);
  return {buffer.GetString(), buffer.GetSize()};
}

bool is_flat(rapidjson::Value const& value) {
  return value.IsString() || value.IsNumber() || value.IsNull();
}

// Taken out of the object. What remains must be as it came, twice the same name included: the
// question's own route judges it.
Result<std::string> take_id(rapidjson::Value& object) {
  if (!object.HasMember(kId)) return "null";
  auto const at = object.FindMember(kId);
  if (!is_flat(at->value)) {
    return fail(ErrorCode::kInvalidArgument, "Le paramètre « id » doit être un texte ou un nombre.",
                kId);
  }
  auto id = written(at->value);
  object.EraseMember(at);
  if (object.HasMember(kId)) {
    return fail(ErrorCode::kInvalidArgument, "Le paramètre « id » est donné deux fois.", kId);
  }
  return id;
}

}  // namespace

Result<BatchItem> read_batch_item(std::string_view json, std::optional<std::string_view> date) {
  auto document = json::parse(json);
  if (!document) return tl::unexpected(document.error());
  if (!document->IsObject()) return fail(ErrorCode::kCorruptData, "Un objet JSON est attendu.");
  auto id = take_id(*document);
  if (!id) return tl::unexpected(id.error());
  if (date && !document->HasMember("date")) {
    document->AddMember(
        "date", rapidjson::Value(date->data(), static_cast<rapidjson::SizeType>(date->size())),
        document->GetAllocator());
  }
  bool const of_point = document->HasMember("lon") || document->HasMember("lat");
  return BatchItem{std::move(*id), written(*document), of_point};
}

Result<std::vector<std::string>> split_json_array(std::string_view json, std::size_t most) {
  auto const document = json::parse(json);
  if (!document) return tl::unexpected(document.error());
  if (!document->IsArray()) return fail(ErrorCode::kCorruptData, "Une liste JSON est attendue.");
  if (document->Size() > most) {
    return fail(ErrorCode::kTooLarge, fmt::format("La liste a plus de {} éléments.", most));
  }
  std::vector<std::string> elements;
  elements.reserve(document->Size());
  for (auto const& element : document->GetArray()) elements.push_back(written(element));
  return elements;
}

std::string encode_batch_result(std::string_view id, unsigned status, std::string_view body) {
  return fmt::format(R"({{"id":{},"status":{},"body":{}}})", id, status, body);
}

}  // namespace qpv
