// SPDX-License-Identifier: EUPL-1.2
//
// Lines of JSON as addok takes them: the input as it is, and after a line that makes it such a
// file.
#include "tests/fuzz/addresses.h"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  auto const text = qpv::fuzz::text_of(data, size);
  qpv::fuzz::check_file(text);
  qpv::fuzz::check_file(std::string("{}\n").append(text));
  return 0;
}
