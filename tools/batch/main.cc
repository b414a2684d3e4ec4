// SPDX-License-Identifier: EUPL-1.2
#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <exception>
#include <string>
#include <variant>

#include "tools/batch/options.h"
#include "tools/batch/run.h"
#include "tools/batch/stop.h"
#include "tools/exit_code.h"

namespace {

// One line of text, whatever a library or a list's header put into the message.
int report_error(std::string message, int exit_code) {
  std::ranges::replace_if(
      message, [](char c) { return static_cast<unsigned char>(c) < ' ' || c == '\x7F'; }, ' ');
  fmt::print(stderr, "erreur : {}\n", message);
  return exit_code;
}

int run(int argc, char const* const* argv) {
  auto const command = qpv::batch::parse_options(argc, argv);
  if (!command) return report_error(command.error().message, qpv::kExitInput);
  if (auto const* text = std::get_if<qpv::batch::Text>(&*command)) {
    fmt::print("{}", text->text);
    return qpv::kExitOk;
  }
  auto const& options = std::get<qpv::batch::Options>(*command);
  qpv::batch::note_signals();
  auto const outcome = qpv::batch::run(options);
  if (!outcome && qpv::batch::is_stopped()) {
    fmt::print(stderr, "interrompu : aucun fichier n’a été écrit\n");
    qpv::batch::end_by_signal();
  }
  if (!outcome) {
    return report_error(outcome.error().message, qpv::exit_code_of(outcome.error().code));
  }
  bool const strict = options.strict == qpv::batch::Strict::kYes;
  return strict && outcome->doubtful > 0 ? qpv::kExitDoubtful : qpv::kExitOk;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return run(argc, argv);
  } catch (std::exception const& error) {
    return report_error(fmt::format("le système refuse ({})", error.what()), qpv::kExitSystem);
  }
}
