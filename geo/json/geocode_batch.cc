// SPDX-License-Identifier: EUPL-1.2
#include "geo/json/geocode_batch.h"

#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <algorithm>

#include "geo/json/parse.h"

namespace qpv {
namespace {

using ParamPairs = std::vector<std::pair<std::string, std::string>>;
using json::text_of;
using rapidjson::Value;

tl::unexpected<Error> corrupt(char const* why) { return fail(ErrorCode::kCorruptData, why); }

std::string json_of(Value const& value) {
  rapidjson::StringBuffer buffer;
  rapidjson::Writer<rapidjson::StringBuffer> writer(buffer);
  value.Accept(writer);
  return {buffer.GetString(), buffer.GetSize()};
}

Value const* given(Value const& object, char const* name) {
  auto const* const found = json::find_member(object, name);
  return found == nullptr || found->IsNull() ? nullptr : found;
}

bool add_one(ParamPairs& pairs, std::string const& name, Value const& value) {
  if (value.IsNull()) return true;
  if (value.IsObject() || value.IsArray()) return false;
  pairs.emplace_back(name, value.IsString() ? std::string(text_of(value)) : json_of(value));
  return true;
}

bool add_param(ParamPairs& pairs, std::string const& name, Value const& value) {
  if (!value.IsArray()) return add_one(pairs, name, value);
  return std::ranges::all_of(value.GetArray(),
                             [&](Value const& each) { return add_one(pairs, name, each); });
}

bool add_members(ParamPairs& pairs, Value const& object) {
  if (!object.IsObject()) return false;
  return std::ranges::all_of(object.GetObject(), [&](auto const& each) {
    std::string const name(text_of(each.name));
    return name == "filters" ? add_members(pairs, each.value) : add_param(pairs, name, each.value);
  });
}

Result<ParamPairs> read_parameters(Value const& object) {
  ParamPairs pairs;
  auto const* const found = given(object, "params");
  if (found != nullptr && !add_members(pairs, *found)) {
    return corrupt("params: texts, numbers and filters are expected");
  }
  return pairs;
}

Result<GeocodeBatchItem> read_item(Value const& value, ParamPairs const& of_all) {
  if (!value.IsObject()) return corrupt("requests: objects are expected");
  auto own = read_parameters(value);
  if (!own) return tl::unexpected(own.error());
  GeocodeBatchItem item{"null", "geocode", std::move(*own)};
  if (auto const* const id = given(value, "id")) {
    if (id->IsObject() || id->IsArray()) return corrupt("id: a text or a number is expected");
    item.id = json_of(*id);
  }
  if (auto const* const operation = given(value, "operation")) {
    if (!operation->IsString()) return corrupt("operation: a text is expected");
    item.operation = text_of(*operation);
  }
  auto const own_count = item.parameters.size();
  for (auto const& each : of_all) {
    auto const end = item.parameters.begin() + static_cast<std::ptrdiff_t>(own_count);
    bool const has = std::any_of(item.parameters.begin(), end,
                                 [&](auto const& pair) { return pair.first == each.first; });
    if (!has) item.parameters.push_back(each);
  }
  return item;
}

}  // namespace

Result<std::vector<GeocodeBatchItem>> read_geocode_batch(std::string_view json) {
  auto const document = json::parse(json);
  if (!document) return tl::unexpected(document.error());
  if (!document->IsObject()) return corrupt("an object is expected");
  auto const of_all = read_parameters(*document);
  if (!of_all) return tl::unexpected(of_all.error());
  auto const* const requests = given(*document, "requests");
  if (requests == nullptr || !requests->IsArray()) return corrupt("requests: a list is expected");
  std::vector<GeocodeBatchItem> out;
  for (auto const& each : requests->GetArray()) {
    auto item = read_item(each, *of_all);
    if (!item) return tl::unexpected(item.error());
    out.push_back(std::move(*item));
  }
  return out;
}

}  // namespace qpv
