// SPDX-License-Identifier: EUPL-1.2
//
// Writes a made national file for tests that are not in C++: `qpv_made_national COUNT SEED`.
#include <cstdlib>
#include <iostream>

#include "tests/support/made_perimeters.h"

int main(int argc, char** argv) {
  if (argc != 3) return 2;
  std::cout << qpv::test::made_perimeters(
      std::strtoul(argv[1], nullptr, 10),
      static_cast<unsigned>(std::strtoul(argv[2], nullptr, 10)));
  return std::cout.good() ? 0 : 1;
}
