// SPDX-License-Identifier: EUPL-1.2
#include "geo/json/ban_record.h"

#include <rapidjson/encodedstream.h>
#include <rapidjson/memorystream.h>
#include <rapidjson/reader.h>

#include <algorithm>
#include <string>

#include "geo/core/utf8.h"

namespace qpv {
namespace {

// The list in the record where elements of a member go, if they go anywhere.
using List = std::vector<std::string_view>;

// A document of objects would cost three times more, and a street's thousands of numbers are most
// of the file.
class Handler : public rapidjson::BaseReaderHandler<rapidjson::UTF8<>, Handler> {
 public:
  Handler(BanRecord& record, std::string& arena) : record_(record), arena_(arena) {}

  bool Key(char const* text, rapidjson::SizeType size, bool) {
    std::string_view const key(text, size);
    if (depth_ == 1) {
      list_ = nullptr;
      text_ = nullptr;
      in_numbers_ = key == "housenumbers";
      if (!in_numbers_) choose(key);
    } else if (in_numbers_ && depth_ == 2) {
      record_.numbers.push_back({keep(key), {}, {}, {}});
      text_ = nullptr;
    } else if (in_numbers_ && depth_ == 3) {
      choose_of_number(key, record_.numbers.back());
    }
    return true;
  }
  bool String(char const* text, rapidjson::SizeType size, bool) { return take({text, size}); }
  bool RawNumber(char const* text, rapidjson::SizeType size, bool) { return take({text, size}); }
  [[nodiscard]] bool Bool(bool) const { return depth_ > 0; }
  [[nodiscard]] bool Null() const { return depth_ > 0; }
  bool StartObject() {
    ++depth_;
    return true;
  }
  bool EndObject(rapidjson::SizeType) {
    --depth_;
    return true;
  }
  bool StartArray() {
    // Numbers are the members of an object; a list in its place has none.
    if (depth_ == 1) in_numbers_ = false;
    return depth_++ > 0;
  }
  bool EndArray(rapidjson::SizeType) {
    --depth_;
    return true;
  }

 private:
  // Which member of the record the value that follows is.
  void choose(std::string_view key) {
    if (key == "type") text_ = &record_.type;
    if (key == "id") text_ = &record_.id;
    if (key == "lon") text_ = &record_.lon;
    if (key == "lat") text_ = &record_.lat;
    if (key == "name") list_ = &record_.names;
    if (key == "postcode") list_ = &record_.postcodes;
    if (key == "citycode") list_ = &record_.citycodes;
    if (key == "city") list_ = &record_.cities;
    if (key == "oldcitycode") list_ = &record_.old_citycodes;
    if (key == "oldcity") list_ = &record_.old_cities;
  }

  void choose_of_number(std::string_view key, BanNumber& number) {
    text_ = nullptr;
    if (key == "id") text_ = &number.id;
    if (key == "lon") text_ = &number.lon;
    if (key == "lat") text_ = &number.lat;
  }

  bool take(std::string_view text) {
    if (in_numbers_) {
      if (text_ != nullptr && depth_ == 3) *text_ = keep(text);
      return true;
    }
    if (text_ != nullptr && depth_ == 1) *text_ = keep(text);
    // Alone, or in a list of texts; what is deeper is something else.
    if (list_ != nullptr && depth_ <= 2) list_->push_back(keep(text));
    return depth_ > 0;
  }

  // The arena has room for all of the line, and what is decoded is never longer than it.
  std::string_view keep(std::string_view text) {
    auto const start = arena_.size();
    arena_ += text;
    return std::string_view(arena_).substr(start);
  }

  BanRecord& record_;
  std::string& arena_;
  unsigned depth_ = 0;
  bool in_numbers_ = false;
  std::string_view* text_ = nullptr;
  List* list_ = nullptr;
};

void empty(BanRecord& record) {
  record.type = record.id = record.lon = record.lat = {};
  for (auto* list : {&record.names, &record.postcodes, &record.citycodes, &record.cities,
                     &record.old_citycodes, &record.old_cities}) {
    list->clear();
  }
  record.numbers.clear();
}

}  // namespace

struct BanDecoder::Impl {
  BanRecord record;
  std::string arena;
  rapidjson::Reader reader;
};

BanDecoder::BanDecoder() : impl_(std::make_unique<Impl>()) {}
BanDecoder::BanDecoder(BanDecoder&&) noexcept = default;
BanDecoder& BanDecoder::operator=(BanDecoder&&) noexcept = default;
BanDecoder::~BanDecoder() = default;

BanRecord const* BanDecoder::decode(std::string_view line) {
  constexpr unsigned kFlags = rapidjson::kParseIterativeFlag |
                              rapidjson::kParseValidateEncodingFlag |
                              rapidjson::kParseNumbersAsStringsFlag;
  // RapidJSON takes a NUL for the end, and what follows it for nothing.
  if (line.find('\0') != std::string_view::npos) return nullptr;
  empty(impl_->record);
  impl_->arena.clear();
  impl_->arena.reserve(line.size());
  rapidjson::MemoryStream bytes(line.data(), line.size());
  rapidjson::EncodedInputStream<rapidjson::UTF8<>, rapidjson::MemoryStream> stream(bytes);
  Handler handler(impl_->record, impl_->arena);
  if (impl_->reader.Parse<kFlags>(stream, handler).IsError()) return nullptr;
  if (line.find('\\') != std::string_view::npos) {
    // It lets lone surrogates through, which are then no UTF-8.
    if (!is_utf8(impl_->arena)) return nullptr;
    // No name has a line break, even an escaped one.
    std::ranges::replace_if(
        impl_->arena, [](char c) { return (c >= 0 && c < ' ') || c == 0x7F; }, ' ');
  }
  return &impl_->record;
}

}  // namespace qpv
