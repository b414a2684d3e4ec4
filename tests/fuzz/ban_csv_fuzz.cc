// SPDX-License-Identifier: EUPL-1.2
//
// CSV files of addresses: the input as it is, and as the rows below the BAN's own header.
#include "tests/fuzz/addresses.h"

namespace {

constexpr std::string_view kHeader =
    "id;id_fantoir;numero;rep;nom_voie;code_postal;code_insee;nom_commune;"
    "code_insee_ancienne_commune;nom_ancienne_commune;x;y;lon;lat;type_position\n";

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  auto const text = qpv::fuzz::text_of(data, size);
  qpv::fuzz::check_file(text);
  qpv::fuzz::check_file(std::string(kHeader).append(text));
  return 0;
}
