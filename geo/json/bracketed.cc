// SPDX-License-Identifier: EUPL-1.2
#include "geo/json/bracketed.h"

#include <fmt/format.h>

#include <optional>

#include "geo/json/parse.h"

namespace qpv {
namespace {

using json::text_of;
using Pairs = std::vector<std::pair<std::string, std::string>>;

std::optional<std::string> scalar(rapidjson::Value const& value) {
  if (value.IsString()) return std::string(text_of(value));
  if (value.IsUint64()) return std::to_string(value.GetUint64());
  if (value.IsNumber()) return fmt::format("{}", value.GetDouble());
  return std::nullopt;
}

bool add(Pairs& pairs, std::string name, rapidjson::Value const& value) {
  if (value.IsNull()) return true;
  auto text = scalar(value);
  if (!text) return false;
  pairs.emplace_back(std::move(name), std::move(*text));
  return true;
}

bool add_member(Pairs& pairs, std::string const& name, rapidjson::Value const& value) {
  if (value.IsObject()) {
    for (auto const& inner : value.GetObject()) {
      if (!add(pairs, fmt::format("{}[{}]", name, text_of(inner.name)), inner.value)) return false;
    }
    return true;
  }
  if (value.IsArray()) {
    for (rapidjson::SizeType i = 0; i < value.Size(); ++i) {
      if (!add(pairs, fmt::format("{}[{}]", name, i), value[i])) return false;
    }
    return true;
  }
  return add(pairs, name, value);
}

}  // namespace

Result<Pairs> decode_bracketed(std::string_view json) {
  auto const document = json::parse(json);
  if (!document) return tl::unexpected(document.error());
  if (!document->IsObject()) return fail(ErrorCode::kCorruptData, "Un objet JSON est attendu.");
  Pairs pairs;
  for (auto const& member : document->GetObject()) {
    if (add_member(pairs, std::string(text_of(member.name)), member.value)) continue;
    return fail(ErrorCode::kCorruptData,
                "Un membre du corps n’est ni un texte, ni un nombre, ni un groupe de ceux-ci.");
  }
  return pairs;
}

}  // namespace qpv
