// SPDX-License-Identifier: EUPL-1.2
#include "service/handlers/inputs.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "geo/core/utf8.h"
#include "service/handlers/french.h"
#include "service/http/problem.h"

namespace qpv::handlers {
namespace {

FlatMember const* member_of(Inputs const& inputs, std::string_view name) {
  auto const found = std::ranges::find(inputs.members, name, &FlatMember::name);
  return found == inputs.members.end() ? nullptr : &*found;
}

Parsed<std::optional<std::string_view>> checked(std::string_view text, std::string_view name) {
  if (count_characters(text) > kLongestText) {
    return refuse(name,
                  fmt::format("Le paramètre « {} » dépasse {} caractères.", name, kLongestText));
  }
  auto const content = trim(text);
  return content.empty() ? std::nullopt : std::optional(content);
}

}  // namespace

Parsed<Inputs> read_inputs(http::Request const& request,
                           std::initializer_list<std::string_view> known) {
  if (request.method != http::Method::kPost) {
    if (auto const names = check_names(request.query, known); !names) {
      return tl::unexpected(names.error());
    }
    return Inputs{request.query, {}};
  }
  if (auto const names = check_names(request.query, {}); !names) {
    return tl::unexpected(names.error());
  }
  auto members = decode_flat_object(request.body, {known.begin(), known.size()});
  if (members) return Inputs{{}, std::move(*members)};
  auto& error = members.error();
  if (error.code == ErrorCode::kInvalidArgument) return refuse(error.where, error.message);
  return tl::unexpected(Refusal{http::ProblemType::kInvalidBody, std::move(error.message), {}});
}

Parsed<std::optional<std::string_view>> find_text(Inputs const& inputs, std::string_view name) {
  if (auto const* member = member_of(inputs, name)) {
    auto const* text = std::get_if<std::string>(&member->value);
    if (text == nullptr) {
      return refuse(name, fmt::format("Le paramètre « {} » doit être un texte.", name));
    }
    return checked(*text, name);
  }
  auto const text = find(inputs.texts, name);
  if (!text) return std::nullopt;
  return checked(*text, name);
}

Parsed<std::optional<double>> find_number(Inputs const& inputs, std::string_view name) {
  auto const* member = member_of(inputs, name);
  if (member == nullptr) return read_number(find(inputs.texts, name), name);
  if (auto const* number = std::get_if<double>(&member->value)) return *number;
  return refuse(name, fmt::format("Le paramètre « {} » doit être un nombre.", name));
}

Parsed<bool> find_flag(Inputs const& inputs, std::string_view name) {
  if (auto const* member = member_of(inputs, name)) {
    if (auto const* flag = std::get_if<bool>(&member->value)) return *flag;
  } else {
    auto const text = find(inputs.texts, name);
    if (!text || *text == "false") return false;
    if (*text == "true") return true;
  }
  return refuse(name, fmt::format("Le paramètre « {} » doit être true ou false.", name));
}

Parsed<std::size_t> find_limit(Inputs const& inputs, Limit const& limit) {
  auto const number = find_number(inputs, "limit");
  if (!number) return tl::unexpected(number.error());
  if (!*number) return limit.usual;
  double const wanted = **number;
  if (wanted != std::trunc(wanted) || wanted < 1 || wanted > static_cast<double>(limit.most)) {
    return refuse(
        "limit",
        fmt::format("Le paramètre « limit » doit être un nombre entier de 1 à {}.", limit.most));
  }
  return static_cast<std::size_t>(wanted);
}

}  // namespace qpv::handlers
