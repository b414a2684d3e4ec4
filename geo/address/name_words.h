// SPDX-License-Identifier: EUPL-1.2
//
// Names by the words in them. Internal to geo/address.
#pragma once

#include <cstdint>
#include <functional>
#include <string_view>

#include "geo/address/index_data.h"

namespace qpv {

// The rows of kNameWords whose rest of the name begins with a text.
std::span<NameWord const> words_beginning(IndexData const& index, std::string_view text);

// Names that have `bare` in them, then names that share one of its words, until `use` returns
// false; a name may come twice. At most some thousands.
void each_name_with(IndexData const& index, std::string_view bare,
                    std::function<bool(std::uint32_t name)> const& use);

}  // namespace qpv
