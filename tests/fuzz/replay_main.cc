// SPDX-License-Identifier: EUPL-1.2
//
// Runs a fuzz target without a fuzzer: over every file of its corpus, then over plain changes of
// each (cut short, bytes changed, taken out, doubled), the same ones each time.
//
//     NAME_fuzz [--changes N] FILE-OR-FOLDER...
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

#include "tests/fuzz/fuzz.h"

namespace {

namespace fs = std::filesystem;

// What a crash leaves, so that it can be looked at and kept. Plain memory: a signal handler reads
// it.
std::string current;

void keep_current(int signal) {
  constexpr char kSaid[] = "\nthe input is in ./crash-replay\n";
  auto* const out = std::fopen("crash-replay", "wb");
  if (out != nullptr) {
    std::fwrite(current.data(), 1, current.size(), out);
    std::fclose(out);
    [[maybe_unused]] auto const said = write(STDERR_FILENO, kSaid, sizeof kSaid - 1);
  }
  std::signal(signal, SIG_DFL);
  std::raise(signal);
}

void run(std::string input) {
  current = std::move(input);
  // A copy on the heap of exactly this size: the address sanitizer sees the first byte beyond.
  std::vector<std::uint8_t> const bytes(current.begin(), current.end());
  LLVMFuzzerTestOneInput(bytes.data(), bytes.size());
}

// Not std::uniform_int_distribution, whose values differ between libraries.
std::size_t below(std::mt19937& random, std::size_t limit) {
  return limit == 0 ? 0 : random() % limit;
}

std::string changed(std::string bytes, std::mt19937& random) {
  using std::string_view_literals::operator""sv;
  constexpr auto kTelling = "\0\xFF\x7F\x80\"\\{}[]%&=/:;, \t\r\n-.019eE"sv;
  auto const at = below(random, bytes.size());
  auto const some = 1 + below(random, 16);
  switch (below(random, 6)) {
    case 0:
      return bytes.substr(0, at);
    case 1:
      return bytes.erase(at, some);
    case 2:
      return bytes.insert(at, bytes.substr(at, some));
    case 3:
      return bytes.insert(at, 1, kTelling[below(random, kTelling.size())]);
    case 4:
      if (!bytes.empty()) bytes[at] = static_cast<char>(bytes[at] ^ (1 << below(random, 8)));
      return bytes;
    default:
      if (!bytes.empty()) bytes[at] = kTelling[below(random, kTelling.size())];
      return bytes;
  }
}

std::string read(fs::path const& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::vector<fs::path> files_of(std::vector<fs::path> const& arguments) {
  std::vector<fs::path> files;
  for (auto const& argument : arguments) {
    if (fs::is_directory(argument)) {
      std::copy(fs::directory_iterator(argument), {}, std::back_inserter(files));
    } else {
      files.push_back(argument);
    }
  }
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace

int main(int argc, char** argv) {
  std::vector<fs::path> arguments(argv + 1, argv + argc);
  std::size_t changes = 100;
  if (arguments.size() > 1 && arguments[0] == "--changes") {
    std::string const number = arguments[1];
    std::from_chars(number.data(), number.data() + number.size(), changes);
    arguments.erase(arguments.begin(), arguments.begin() + 2);
  }
  std::signal(SIGABRT, keep_current);
  std::signal(SIGSEGV, keep_current);
  std::size_t inputs = 0;
  auto const files = files_of(arguments);
  for (auto const& file : files) {
    auto const seed = read(file);
    run(seed);
    std::mt19937 random(static_cast<std::mt19937::result_type>(seed.size()));
    auto input = seed;
    for (std::size_t i = 0; i < changes; ++i) {
      // One to four changes on top of each other, then afresh.
      if (i % 4 == 0) input = seed;
      input = changed(std::move(input), random);
      run(input);
    }
    inputs += 1 + changes;
  }
  fmt::print("{} files, {} inputs\n", files.size(), inputs);
  return files.empty() ? 1 : 0;
}
