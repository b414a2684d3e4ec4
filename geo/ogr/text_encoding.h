// SPDX-License-Identifier: EUPL-1.2
//
// What encoding a file's attributes are in. A .cpg is often absent and sometimes wrong, so the
// bytes speak first. Private to geo/ogr.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace qpv::ogr {

// Decodes attributes to UTF-8, without control characters and outer spaces.
class TextDecoder {
 public:
  // `values` are all attribute values of a layer, `declared` the .cpg's content, maybe empty.
  // UTF-8 where every value is (a last character cut by the field's width is allowed), else the
  // declared one, else Windows-1252, which reads Latin-1 as well.
  TextDecoder(std::span<std::string const> values, std::string_view declared);

  [[nodiscard]] std::string const& encoding() const { return encoding_; }
  [[nodiscard]] std::string decode(std::string_view value) const;

 private:
  std::string encoding_;
};

}  // namespace qpv::ogr
