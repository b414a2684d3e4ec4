// SPDX-License-Identifier: EUPL-1.2
//
// The bytes of a start tag, which the parser has found well-formed. Private to geo/workbook.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace qpv::workbook {

// The element's name, prefix included.
std::string_view tag_name(std::string_view tag);
// An attribute as it is written, name, quotes and all: ` s="3"`.
std::optional<std::string_view> written_attribute(std::string_view tag, std::string_view name);
// The tag with another value for the attribute, which is added where it lacks; without a value it
// is taken out.
std::string with_attribute(std::string_view tag, std::string_view name,
                           std::optional<std::string_view> value);

// A text between tags or in quotes: & < > " as XML has them, characters that it cannot have left
// out.
std::string escape_xml(std::string_view text);

}  // namespace qpv::workbook
