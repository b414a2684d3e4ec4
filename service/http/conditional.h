// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <string_view>

#include "service/http/content_coding.h"

namespace qpv::http {

// A strong entity tag with its quotes. It follows the bytes: every replica of this build that
// serves the same data gives the same, and an answer that changes at midnight changes its tag. RFC
// 9110 wants another one for each coding of the same body.
std::string entity_tag(std::string_view body, Coding coding);

// Whether an If-None-Match field names this tag: a list compared weakly (RFC 9110, 13.1.2), so that
// a proxy which compressed the answer itself, and weakened the tag, is not the loser; or "*".
bool names_tag(std::string_view if_none_match, std::string_view tag);

}  // namespace qpv::http
