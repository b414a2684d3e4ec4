// SPDX-License-Identifier: EUPL-1.2
#include "geo/json/parse.h"

#include <fmt/format.h>
#include <rapidjson/error/en.h>

#include <cmath>

namespace qpv::json {

Result<rapidjson::Document> parse(std::string_view text) {
  rapidjson::Document document;
  constexpr unsigned kFlags = rapidjson::kParseIterativeFlag |
                              rapidjson::kParseValidateEncodingFlag |
                              rapidjson::kParseFullPrecisionFlag;
  document.Parse<kFlags>(text.data(), text.size());
  if (document.HasParseError()) {
    return fail(ErrorCode::kCorruptData,
                fmt::format("JSON invalide à l'octet {}", document.GetErrorOffset()));
  }
  return document;
}

Fields::Fields(rapidjson::Value const& value, std::string where, std::optional<Error>& problem)
    : value_(value), where_(std::move(where)), problem_(problem) {
  if (!value_.IsObject()) wrong("", "un objet est attendu");
}

std::string Fields::path(std::string const& key) const {
  if (where_.empty()) return key;
  return key.empty() ? where_ : where_ + "." + key;
}

void Fields::wrong(std::string const& key, std::string const& why) {
  if (problem_) return;
  auto const at = path(key);
  problem_ = Error{ErrorCode::kCorruptData, fmt::format("champ « {} » : {}", at, why), at};
}

rapidjson::Value const* Fields::find(char const* key, bool required) {
  if (!value_.IsObject()) return nullptr;
  auto const found = value_.FindMember(key);
  if (found != value_.MemberEnd() && !found->value.IsNull()) return &found->value;
  if (required) wrong(key, "il manque");
  return nullptr;
}

std::string Fields::text(char const* key) {
  auto const* value = find(key, true);
  if (value == nullptr) return {};
  if (!value->IsString()) {
    wrong(key, "un texte est attendu");
    return {};
  }
  return {value->GetString(), value->GetStringLength()};
}

std::optional<std::string> Fields::optional_text(char const* key) {
  if (find(key, false) == nullptr) return std::nullopt;
  return text(key);
}

std::uint64_t Fields::count(char const* key) {
  auto const* value = find(key, true);
  if (value == nullptr) return 0;
  if (!value->IsUint64()) {
    wrong(key, "un entier positif est attendu");
    return 0;
  }
  return value->GetUint64();
}

std::optional<std::uint64_t> Fields::optional_count(char const* key) {
  if (find(key, false) == nullptr) return std::nullopt;
  return count(key);
}

bool Fields::flag(char const* key) {
  auto const* value = find(key, true);
  if (value == nullptr) return false;
  if (!value->IsBool()) {
    wrong(key, "true ou false est attendu");
    return false;
  }
  return value->GetBool();
}

double Fields::number(rapidjson::Value const& value, std::string const& key) {
  if (value.IsNumber() && std::isfinite(value.GetDouble())) return value.GetDouble();
  wrong(key, "un nombre est attendu");
  return 0;
}

double Fields::real(char const* key) {
  auto const* value = find(key, true);
  return value == nullptr ? 0 : number(*value, key);
}

std::vector<std::string> Fields::texts(char const* key) {
  std::vector<std::string> out;
  auto const* value = find(key, true);
  if (value == nullptr) return out;
  if (!value->IsArray()) {
    wrong(key, "une liste de textes est attendue");
    return out;
  }
  for (auto const& item : value->GetArray()) {
    if (!item.IsString()) {
      wrong(key, "une liste de textes est attendue");
      return out;
    }
    out.emplace_back(item.GetString(), item.GetStringLength());
  }
  return out;
}

std::vector<double> Fields::numbers(char const* key, std::size_t size) {
  std::vector<double> out(size, 0.0);
  auto const* value = find(key, true);
  if (value == nullptr) return out;
  if (!value->IsArray() || value->Size() != size) {
    wrong(key, fmt::format("une liste de {} nombres est attendue", size));
    return out;
  }
  for (std::size_t i = 0; i < size; ++i) {
    out[i] = number((*value)[static_cast<rapidjson::SizeType>(i)], key);
  }
  return out;
}

void Fields::objects(char const* key, std::function<void(Fields&)> const& read) {
  auto const* value = find(key, true);
  if (value == nullptr) return;
  if (!value->IsArray()) {
    wrong(key, "une liste est attendue");
    return;
  }
  rapidjson::SizeType index = 0;
  for (auto const& item : value->GetArray()) {
    Fields fields(item, path(fmt::format("{}[{}]", key, index++)), problem_);
    if (problem_) return;
    read(fields);
  }
}

void Fields::object(char const* key, std::function<void(Fields&)> const& read) {
  auto const* value = find(key, false);
  if (value == nullptr) return;
  Fields fields(*value, path(key), problem_);
  if (!problem_) read(fields);
}

}  // namespace qpv::json
