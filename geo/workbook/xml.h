// SPDX-License-Identifier: EUPL-1.2
//
// XML as it comes, without a document type, entities of its own or anything from elsewhere. Private
// to geo/workbook.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "geo/workbook/package.h"

namespace qpv::workbook {

// The name of an element or attribute without its prefix, which producers choose.
constexpr std::string_view local_name(std::string_view name) {
  auto const colon = name.rfind(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}
// The prefix with its colon, or nothing.
constexpr std::string_view prefix_of(std::string_view name) {
  return name.substr(0, name.size() - local_name(name).size());
}

// The attributes of the element that begins; good until the handler returns.
class Attributes {
 public:
  explicit Attributes(char const* const* list) : list_(list) {}

  // By local name. LibreOffice's own doubles of standard attributes ("calcext:value-type") come
  // second, and declarations of prefixes ("xmlns:r") are none.
  [[nodiscard]] std::optional<std::string_view> find(std::string_view local) const;
  // By the name as it is written.
  [[nodiscard]] std::optional<std::string_view> find_exactly(std::string_view name) const;
  // The prefix (with its colon) that is declared here for a namespace.
  [[nodiscard]] std::optional<std::string> prefix_for(std::string_view uri) const;

 private:
  char const* const* list_;
};

struct XmlHandlers {
  std::function<void(std::string_view name, Attributes attributes)> start;
  std::function<void(std::string_view name)> end;
  std::function<void(std::string_view text)> text = {};  // in pieces; may be left out
};

// Gives the events of one part. Memory is bounded whatever the bytes: a tag of more than 1 MiB and
// elements within more than 200 others are refused. One thread; stays where it is.
class XmlParser {
 public:
  XmlParser(std::string part, XmlHandlers handlers);

  // kCorruptData (part, line and column in the sentence) for what is not well-formed,
  // kInvalidArgument for a document type; or what stop() was given. Nothing follows an error.
  Result<void> feed(std::string_view bytes);
  Result<void> finish();
  // Both, for all that a reader gives.
  Result<void> feed_all(PartReader const& reader);

  // From a handler: no further one is called, feed() gives the error.
  void stop(Error error);

  // The bytes of the tag that a handler is called for, from the part's first. An element without
  // content ("<row/>") ends with a tag of no bytes. Outside of handlers: where the next event
  // begins.
  [[nodiscard]] std::uint64_t event_at() const;
  [[nodiscard]] std::uint64_t event_bytes() const;
  // Whether the bytes are UTF-8, as far as is known: only then their text may be added to.
  [[nodiscard]] bool is_utf8() const;
  [[nodiscard]] std::string const& part() const;

  struct State;

 private:
  struct Freed {
    void operator()(State* state) const;
  };

  std::unique_ptr<State, Freed> state_;
};

// Reads a whole part.
Result<void> parse_part(Package const& package, std::size_t part, XmlHandlers handlers);

}  // namespace qpv::workbook
