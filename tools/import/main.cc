// SPDX-License-Identifier: EUPL-1.2
#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <exception>
#include <string>
#include <variant>

#include "tools/exit_code.h"
#include "tools/import/import.h"
#include "tools/import/options.h"
#include "tools/import/print.h"

namespace {

// One line whatever a library put into the message.
int report_error(std::string message, int exit_code) {
  std::replace(message.begin(), message.end(), '\n', ' ');
  fmt::print(stderr, "erreur : {}\n", message);
  return exit_code;
}

int run(int argc, char const* const* argv) {
  auto const options = qpv::import::parse_options(argc, argv);
  if (!options) return report_error(options.error().message, qpv::kExitInput);
  if (auto const* text = std::get_if<qpv::import::Text>(&*options)) {
    fmt::print("{}", text->text);
    return qpv::kExitOk;
  }
  auto const& chosen = std::get<qpv::import::Options>(*options);
  auto const imported = qpv::import::import_files(
      chosen, [](std::string const& line) { fmt::print(stderr, "{}…\n", line); });
  if (!imported) {
    return report_error(imported.error().message, qpv::exit_code_of(imported.error().code));
  }
  fmt::print(stderr, "{}", qpv::import::describe_import(*imported, chosen.out.string()));
  fmt::print("{}\n", imported->manifest.id);
  return qpv::kExitOk;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return run(argc, argv);
  } catch (std::exception const& error) {
    return report_error(fmt::format("le système refuse ({})", error.what()), qpv::kExitSystem);
  }
}
