// SPDX-License-Identifier: EUPL-1.2
//
// JSON for the wire: no white space, members in the order they are written. Private to geo/json.
#pragma once

#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <cmath>
#include <concepts>
#include <optional>
#include <string>
#include <string_view>

namespace qpv::json {

// The buffer is the thread's own and keeps its memory, so one Compact lives at a time on a thread.
class Compact {
 public:
  Compact() : buffer_(thread_buffer()), writer_(buffer_) { buffer_.Clear(); }

  // Objects and arrays are written by what `fill` writes.
  template <class Fill>
  void object(Fill const& fill) {
    writer_.StartObject();
    fill();
    writer_.EndObject();
  }
  template <class Fill>
  void array(Fill const& fill) {
    writer_.StartArray();
    fill();
    writer_.EndArray();
  }
  template <class Items, class Write>
  void each(Items const& items, Write const& write) {
    array([&] {
      for (auto const& item : items) write(item);
    });
  }

  void key(std::string_view name) {
    writer_.Key(name.data(), static_cast<rapidjson::SizeType>(name.size()));
  }
  void value(std::string_view text) {
    writer_.String(text.data(), static_cast<rapidjson::SizeType>(text.size()));
  }
  void value(char const* text) { value(std::string_view(text)); }
  void value(bool flag) { writer_.Bool(flag); }
  void value(std::unsigned_integral auto number) { writer_.Uint64(number); }
  void value(std::signed_integral auto number) { writer_.Int64(number); }
  void value(double number) {
    // JSON has no word for these; a missing number is null.
    std::isfinite(number) ? writer_.Double(number) : writer_.Null();
  }
  void value(std::nullopt_t) { writer_.Null(); }
  template <class T>
  void value(std::optional<T> const& content) {
    content ? value(*content) : value(std::nullopt);
  }

  template <class T>
  void member(std::string_view name, T const& content) {
    key(name);
    value(content);
  }
  // A value that is JSON already.
  void raw(std::string_view text, rapidjson::Type type) {
    writer_.RawValue(text.data(), text.size(), type);
  }

  [[nodiscard]] std::string take() const { return {buffer_.GetString(), buffer_.GetSize()}; }

 private:
  static rapidjson::StringBuffer& thread_buffer() {
    thread_local rapidjson::StringBuffer buffer;
    return buffer;
  }

  rapidjson::StringBuffer& buffer_;
  rapidjson::Writer<rapidjson::StringBuffer> writer_;
};

}  // namespace qpv::json
