// SPDX-License-Identifier: EUPL-1.2
#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <new>
#include <string>
#include <variant>

#include "tools/exit_code.h"
#include "tools/import/cage.h"
#include "tools/import/diff.h"
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

void progress(std::string const& line) { fmt::print(stderr, "{}…\n", line); }

int diff(qpv::import::DiffOptions const& options) {
  auto const found = qpv::import::diff(options, progress);
  if (!found) return report_error(found.error().message, qpv::exit_code_of(found.error().code));
  fmt::print("{}", options.json ? qpv::write_diff(*found) : qpv::import::describe_diff(*found));
  return found->none() ? qpv::kExitOk : qpv::kExitDifferent;
}

int import(qpv::import::Options const& options) {
  auto const imported = qpv::import::import_files(options, progress);
  if (!imported) {
    return report_error(imported.error().message, qpv::exit_code_of(imported.error().code));
  }
  fmt::print(stderr, "{}", qpv::import::describe_import(*imported, options.out.string()));
  fmt::print("{}\n", imported->manifest.id);
  return qpv::kExitOk;
}

// Addresses take memory as there are many: what the files hold, and gzip makes them six times
// smaller.
qpv::import::CageLimits limits_of(qpv::import::Command const& command) {
  auto limits = command.limits;
  auto const* options = std::get_if<qpv::import::Options>(&command.task);
  if (options == nullptr || command.memory_given) return limits;
  for (auto const& source : options->addresses) {
    std::error_code error;
    auto const bytes = std::filesystem::file_size(source.file, error);
    if (error) continue;  // reading it will say so
    constexpr std::uint64_t kGzipRatio = 6;
    limits.memory_mib += (bytes >> 20U) * (source.file.extension() == ".gz" ? kGzipRatio : 1);
  }
  return limits;
}

int run(int argc, char const* const* argv) {
  auto const command = qpv::import::parse_options(argc, argv);
  if (!command) return report_error(command.error().message, qpv::kExitInput);
  if (auto const* text = std::get_if<qpv::import::Text>(&command->task)) {
    fmt::print("{}", text->text);
    return qpv::kExitOk;
  }
  for (auto const& missing : qpv::import::enter_cage(limits_of(*command))) {
    fmt::print(stderr, "remarque : {}\n", missing);
  }
  if (auto const* sides = std::get_if<qpv::import::DiffOptions>(&command->task)) {
    return diff(*sides);
  }
  return import(std::get<qpv::import::Options>(command->task));
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return run(argc, argv);
  } catch (std::bad_alloc const&) {
    return report_error(
        "la mémoire accordée à l'import est épuisée : le fichier est hostile, ou --memory-limit "
        "trop bas",
        qpv::kExitInput);
  } catch (std::exception const& error) {
    return report_error(fmt::format("le système refuse ({})", error.what()), qpv::kExitSystem);
  }
}
