// SPDX-License-Identifier: EUPL-1.2
//
// The checksum of an index's parts. Internal to geo/address.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace qpv {

// CRC-32, as zip and PNG have it.
std::uint32_t crc_of(std::span<std::byte const> bytes);

}  // namespace qpv
