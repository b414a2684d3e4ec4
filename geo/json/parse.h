// SPDX-License-Identifier: EUPL-1.2
//
// The only way into RapidJSON's parser, and typed reading of what comes out of it. Private to
// geo/json.
#pragma once

#include <rapidjson/document.h>

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "geo/core/result.h"

namespace qpv::json {

// Strict JSON in strict UTF-8. Iterative: the recursive parser dies on deep nesting.
// kCorruptData with the byte at fault.
Result<rapidjson::Document> parse(std::string_view text);

// The text of a string. It refers to the document.
inline std::string_view text_of(rapidjson::Value const& value) {
  return {value.GetString(), value.GetStringLength()};
}
// The member of an object; nullptr where there is none, or `value` is no object.
rapidjson::Value const* find_member(rapidjson::Value const& value, char const* name);

// Reads members of one object and remembers the first thing that was wrong, so that a reader is a
// list of fields with one check at its end.
class Fields {
 public:
  Fields(rapidjson::Value const& value, std::string where, std::optional<Error>& problem);

  std::string text(char const* key);                             // required
  std::optional<std::string> optional_text(char const* key);     // absent, null or a string
  std::uint64_t count(char const* key);                          // required, not negative
  std::optional<std::uint64_t> optional_count(char const* key);  // absent, null or not negative
  bool flag(char const* key);                                    // required
  std::optional<bool> optional_flag(char const* key);            // absent, null, true or false
  double real(char const* key);                                  // required, finite
  std::vector<std::string> texts(char const* key);               // required
  std::vector<double> numbers(char const* key, std::size_t size);
  std::string text_or_empty(char const* key) { return optional_text(key).value_or(std::string()); }
  // Calls `read` for each object of a required array.
  void objects(char const* key, std::function<void(Fields&)> const& read);
  // The same for an array that may be absent or null.
  void optional_objects(char const* key, std::function<void(Fields&)> const& read);
  // Calls `read` when the member is there and not null.
  void object(char const* key, std::function<void(Fields&)> const& read);
  void wrong(std::string const& key, std::string const& why);

 private:
  rapidjson::Value const* find(char const* key, bool required);
  double number(rapidjson::Value const& value, std::string const& key);
  [[nodiscard]] std::string path(std::string const& key) const;

  rapidjson::Value const& value_;
  std::string where_;
  std::optional<Error>& problem_;
};

}  // namespace qpv::json
