// SPDX-License-Identifier: EUPL-1.2
//
// Small files written for people and machines alike: indented, members in the order they are
// written, newline at the end. Private to geo/json.
#pragma once

#include <rapidjson/prettywriter.h>
#include <rapidjson/stringbuffer.h>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "geo/json/manifest.h"

namespace qpv::json {

using PrettyWriter = rapidjson::PrettyWriter<rapidjson::StringBuffer>;

inline void value(PrettyWriter& out, std::string const& text) {
  out.String(text.data(), static_cast<rapidjson::SizeType>(text.size()));
}
inline void value(PrettyWriter& out, std::uint64_t number) { out.Uint64(number); }
inline void value(PrettyWriter& out, double number) { out.Double(number); }
inline void value(PrettyWriter& out, bool flag) { out.Bool(flag); }

inline void value(PrettyWriter& out, std::optional<std::string> const& text) {
  text ? value(out, *text) : static_cast<void>(out.Null());
}

inline void value(PrettyWriter& out, std::vector<std::string> const& texts) {
  out.StartArray();
  for (auto const& text : texts) value(out, text);
  out.EndArray();
}

template <class T>
void member(PrettyWriter& out, char const* key, T const& content) {
  out.Key(key);
  value(out, content);
}

template <class T, class Write>
void members(PrettyWriter& out, char const* key, std::vector<T> const& items, Write const& write) {
  out.Key(key);
  out.StartArray();
  for (auto const& item : items) write(out, item);
  out.EndArray();
}

// One row of "generations", the same in the manifest and in the report.
void write_generation(PrettyWriter& out, GenerationSummary const& summary);

inline std::string finished(rapidjson::StringBuffer const& buffer) {
  return std::string(buffer.GetString(), buffer.GetSize()) + "\n";
}

}  // namespace qpv::json
