// SPDX-License-Identifier: EUPL-1.2
#include "geo/json/api_description.h"

#include <rapidjson/pointer.h>
#include <rapidjson/prettywriter.h>
#include <rapidjson/writer.h>

#include <array>

#include "geo/json/parse.h"

namespace qpv {
namespace {

using json::find_member;
using json::text_of;
using rapidjson::Value;

std::string text(Value const& object, char const* name) {
  auto const* const found = find_member(object, name);
  return found != nullptr && found->IsString() ? std::string(text_of(*found)) : std::string();
}

template <class Writer>
std::string written(Value const& value) {
  rapidjson::StringBuffer buffer;
  Writer writer(buffer);
  value.Accept(writer);
  return {buffer.GetString(), buffer.GetSize()};
}

std::string indented(Value const& value) {
  rapidjson::StringBuffer buffer;
  rapidjson::PrettyWriter<rapidjson::StringBuffer> writer(buffer);
  writer.SetIndent(' ', 2);
  writer.SetFormatOptions(rapidjson::kFormatSingleLineArray);
  value.Accept(writer);
  return {buffer.GetString(), buffer.GetSize()};
}

// A text as it is, anything else as JSON.
std::string plain(Value const& value) {
  using Writer = rapidjson::Writer<rapidjson::StringBuffer>;
  return value.IsString() ? std::string(text_of(value)) : written<Writer>(value);
}

class Reader {
 public:
  explicit Reader(rapidjson::Document const& document) : document_(document) {}

  [[nodiscard]] ApiDescription read() const {
    ApiDescription out;
    if (auto const* const info = find_member(document_, "info")) {
      out.title = text(*info, "title");
      out.description = text(*info, "description");
    }
    each(find_member(document_, "tags"), [&](Value const& tag) {
      out.tags.push_back({text(tag, "name"), text(tag, "description")});
    });
    for (auto const& path : find_member(document_, "paths")->GetObject()) {
      constexpr std::array kMethods{std::pair("get", "GET"), std::pair("post", "POST")};
      for (auto const& [name, method] : kMethods) {
        if (auto const* const found = find_member(path.value, name)) {
          out.operations.push_back(operation(method, text_of(path.name), *found));
        }
      }
    }
    return out;
  }

 private:
  template <class Use>
  void each(Value const* array, Use const& use) const {
    if (array == nullptr || !array->IsArray()) return;
    for (auto const& item : array->GetArray()) use(resolved(item));
  }

  // What {"$ref": "#/components/..."} stands for; itself otherwise.
  [[nodiscard]] Value const& resolved(Value const& value) const {
    auto const* const reference = find_member(value, "$ref");
    if (reference == nullptr || !reference->IsString()) return value;
    auto const* const found = rapidjson::Pointer(reference->GetString()).Get(document_);
    return found == nullptr ? value : *found;
  }

  [[nodiscard]] ApiOperation operation(char const* method, std::string_view path,
                                       Value const& value) const {
    ApiOperation out;
    out.id = text(value, "operationId");
    out.method = method;
    out.path = path;
    out.summary = text(value, "summary");
    out.description = text(value, "description");
    if (auto const* const tags = find_member(value, "tags"); tags != nullptr && !tags->Empty()) {
      out.tag = text_of((*tags)[0]);
    }
    each(find_member(value, "parameters"), [&](Value const& parameter) {
      auto const* const required = find_member(parameter, "required");
      auto const* const example = find_member(parameter, "example");
      out.parameters.push_back({text(parameter, "name"), text(parameter, "in"),
                                required != nullptr && required->IsTrue(),
                                text(parameter, "description"),
                                example == nullptr ? std::string() : plain(*example)});
    });
    if (auto const* const responses = find_member(value, "responses"))
      add_examples(*responses, out);
    return out;
  }

  void add_examples(Value const& responses, ApiOperation& out) const {
    auto const* const good = find_member(responses, "200");
    auto const* const content = good == nullptr ? nullptr : find_member(resolved(*good), "content");
    if (content == nullptr) return;
    for (auto const& type : content->GetObject()) {
      auto const* const examples = find_member(type.value, "examples");
      if (examples == nullptr) continue;
      for (auto const& each : examples->GetObject()) {
        auto const& example = resolved(each.value);
        auto const* const asked = find_member(example, "x-request");
        auto const* const answer = find_member(example, "value");
        if (asked == nullptr || answer == nullptr) continue;
        out.examples.push_back({text(example, "summary"), request(out, *asked),
                                std::string(text_of(type.name)),
                                answer->IsString() ? plain(*answer) : indented(*answer)});
      }
    }
  }

  [[nodiscard]] static ApiRequest request(ApiOperation const& operation, Value const& value) {
    ApiRequest out{operation.method, text(value, "target"), {}, {}};
    if (auto const* const headers = find_member(value, "headers")) {
      for (auto const& header : headers->GetObject()) {
        out.headers.emplace_back(text_of(header.name), plain(header.value));
      }
    }
    if (auto const* const body = find_member(value, "body")) out.body = plain(*body);
    return out;
  }

  rapidjson::Document const& document_;
};

}  // namespace

Result<ApiDescription> read_api_description(std::string_view json) {
  auto const document = json::parse(json);
  if (!document) return tl::unexpected(document.error());
  auto const* const paths = find_member(*document, "paths");
  if (paths == nullptr || !paths->IsObject()) {
    return fail(ErrorCode::kCorruptData, "la description n’a pas de « paths »");
  }
  return Reader(*document).read();
}

}  // namespace qpv
