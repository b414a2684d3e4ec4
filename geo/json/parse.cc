// SPDX-License-Identifier: EUPL-1.2
#include "geo/json/parse.h"

#include <fmt/format.h>
#include <rapidjson/encodedstream.h>
#include <rapidjson/error/en.h>
#include <rapidjson/memorystream.h>
#include <rapidjson/reader.h>

#include <charconv>
#include <cmath>
#include <optional>

namespace qpv::json {
namespace {

// RapidJSON 1.1.0 lets a low surrogate through that follows no high one ("\\ude00" alone), and the
// text that comes out is then no UTF-8. `text` has the syntax of JSON. The byte at fault.
std::optional<std::size_t> lone_surrogate(std::string_view text) {
  bool after_high = false;
  for (auto at = text.find('\\'); at != std::string_view::npos;) {
    bool const unicode = text[at + 1] == 'u';
    unsigned unit = 0;
    if (unicode) std::from_chars(text.data() + at + 2, text.data() + at + 6, unit, 16);
    bool const low = unit >= 0xDC00 && unit <= 0xDFFF;
    if (low && !after_high) return at;
    // RapidJSON sees to it that a low one follows at once.
    after_high = unit >= 0xD800 && unit <= 0xDBFF;
    at = text.find('\\', at + (unicode ? 6 : 2));
  }
  return std::nullopt;
}

// None for what no double can hold. from_chars does not say whether a number is too large or too
// small for one; a wider type tells, and what is beyond that too (1e-5000) nobody means.
std::optional<double> read_real(std::string_view text) {
  auto const* const end = text.data() + text.size();
  double real = 0;
  if (std::from_chars(text.data(), end, real).ec == std::errc()) return real;
  long double wide = 0;
  if (std::from_chars(text.data(), end, wide).ec != std::errc()) return std::nullopt;
  return std::abs(wide) < 1 ? std::optional(0.0) : std::nullopt;
}

// Hands a document what a reader finds, numbers excepted: RapidJSON 1.1.0 reads "0e-30" and
// "0.0000000000000000000000" as any number at all (internal/strtod.h counts the leading zeros of
// a zero), so that the text of a number is read here.
class Builder : public rapidjson::BaseReaderHandler<rapidjson::UTF8<>, Builder> {
 public:
  explicit Builder(rapidjson::Document& document) : document_(document) {}

  bool Null() { return document_.Null(); }
  bool Bool(bool value) { return document_.Bool(value); }
  bool RawNumber(char const* text, rapidjson::SizeType size, bool) {
    auto const* const end = text + size;
    std::int64_t whole = 0;
    if (auto const read = std::from_chars(text, end, whole); is_whole(read, end)) {
      return document_.Int64(whole);
    }
    std::uint64_t large = 0;
    if (auto const read = std::from_chars(text, end, large); is_whole(read, end)) {
      return document_.Uint64(large);
    }
    auto const real = read_real({text, size});
    return real && document_.Double(*real);
  }
  bool String(char const* text, rapidjson::SizeType size, bool copy) {
    return document_.String(text, size, copy);
  }
  bool StartObject() { return document_.StartObject(); }
  bool Key(char const* text, rapidjson::SizeType size, bool copy) {
    return document_.Key(text, size, copy);
  }
  bool EndObject(rapidjson::SizeType members) { return document_.EndObject(members); }
  bool StartArray() { return document_.StartArray(); }
  bool EndArray(rapidjson::SizeType elements) { return document_.EndArray(elements); }

 private:
  static bool is_whole(std::from_chars_result const& read, char const* end) {
    return read.ec == std::errc() && read.ptr == end;
  }

  rapidjson::Document& document_;
};

tl::unexpected<Error> invalid_at(std::size_t byte) {
  return fail(ErrorCode::kCorruptData, fmt::format("JSON invalide à l'octet {}", byte));
}

}  // namespace

rapidjson::Value const* find_member(rapidjson::Value const& value, char const* name) {
  if (!value.IsObject()) return nullptr;
  auto const found = value.FindMember(name);
  return found == value.MemberEnd() ? nullptr : &found->value;
}

Result<rapidjson::Document> parse(std::string_view text) {
  // RapidJSON takes a NUL for the end, and what follows it for nothing.
  if (auto const nul = text.find('\0'); nul != std::string_view::npos) return invalid_at(nul);
  rapidjson::Document document;
  constexpr unsigned kFlags = rapidjson::kParseIterativeFlag |
                              rapidjson::kParseValidateEncodingFlag |
                              rapidjson::kParseNumbersAsStringsFlag;
  rapidjson::MemoryStream bytes(text.data(), text.size());
  rapidjson::EncodedInputStream<rapidjson::UTF8<>, rapidjson::MemoryStream> stream(bytes);
  rapidjson::Reader reader;
  auto const build = [&](rapidjson::Document& out) {
    Builder builder(out);
    return !reader.Parse<kFlags>(stream, builder).IsError();
  };
  document.Populate(build);
  if (reader.HasParseError()) return invalid_at(reader.GetErrorOffset());
  if (auto const at = lone_surrogate(text)) return invalid_at(*at);
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
  return std::string(text_of(*value));
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

std::optional<bool> Fields::optional_flag(char const* key) {
  if (find(key, false) == nullptr) return std::nullopt;
  return flag(key);
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
    out.emplace_back(text_of(item));
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

void Fields::optional_objects(char const* key, std::function<void(Fields&)> const& read) {
  if (find(key, false) != nullptr) objects(key, read);
}

void Fields::object(char const* key, std::function<void(Fields&)> const& read) {
  auto const* value = find(key, false);
  if (value == nullptr) return;
  Fields fields(*value, path(key), problem_);
  if (!problem_) read(fields);
}

}  // namespace qpv::json
