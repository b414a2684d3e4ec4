// SPDX-License-Identifier: EUPL-1.2
#include "geo/address/checksum.h"

#include <boost/crc.hpp>

namespace qpv {

std::uint32_t crc_of(std::span<std::byte const> bytes) {
  boost::crc_32_type crc;
  crc.process_bytes(bytes.data(), bytes.size());
  return crc.checksum();
}

}  // namespace qpv
