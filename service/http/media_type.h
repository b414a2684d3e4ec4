// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

namespace qpv::http {

// Which of `produced` (types as Content-Type names them, the preferred first) the sender of this
// Accept field likes best, by RFC 9110, 12.5.1: the most specific range decides for each type.
// Among equals the first. Nothing when all are excluded. What is malformed in the field is not
// there, and a field without any range asks for nothing in particular. Everything produced is
// UTF-8: a range with that charset fits.
std::optional<std::size_t> choose_type(std::string_view accept,
                                       std::span<std::string_view const> produced);

// Whether a Content-Type field announces this type ("application/json") in UTF-8, which is also
// meant where no charset is said.
bool announces(std::string_view content_type, std::string_view type);

// Whether a Content-Encoding field says that the body comes as it is.
bool is_plain(std::string_view content_encoding);

}  // namespace qpv::http
