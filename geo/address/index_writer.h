// SPDX-License-Identifier: EUPL-1.2
//
// Sections to the bytes of an index. Internal to geo/address.
#pragma once

#include <array>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>

#include "geo/address/index_format.h"

namespace qpv {

// Texts, each written once; 0 is the empty one. Longer ones than 255 bytes are cut at a character.
class TextPool {
 public:
  TextRef put(std::string_view text);
  [[nodiscard]] std::string const& bytes() const { return bytes_; }

 private:
  std::string bytes_ = std::string(1, '\0');
  std::unordered_map<std::string, TextRef> known_;
};

// At most `bytes` of UTF-8 text, cut between two characters.
std::string_view cut(std::string_view text, std::size_t bytes);

class IndexWriter {
 public:
  IndexWriter();

  // Each section once.
  template <class Record>
  void put(Section section, std::span<Record const> rows) {
    static_assert(std::has_unique_object_representations_v<Record>,
                  "padding would make the bytes differ from one run to the next");
    put_bytes(section, {reinterpret_cast<char const*>(rows.data()), rows.size_bytes()});
  }
  void put_bytes(Section section, std::string_view bytes);

  [[nodiscard]] std::string finish();

 private:
  std::string out_;
  std::array<SectionRecord, kSectionCount> table_{};
};

}  // namespace qpv
