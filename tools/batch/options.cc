// SPDX-License-Identifier: EUPL-1.2
#include "tools/batch/options.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <array>
#include <charconv>

#include "geo/core/version.h"
#include "tools/batch/help.h"

namespace qpv::batch {
namespace {

struct RoleFlag {
  char const* flag;
  Role role;
};
constexpr std::array<RoleFlag, 12> kRoleFlags{{{"--adresse", Role::kAddress},
                                               {"--numero", Role::kNumber},
                                               {"--repetition", Role::kSuffix},
                                               {"--voie", Role::kStreet},
                                               {"--complement", Role::kComplement},
                                               {"--code-postal", Role::kPostcode},
                                               {"--commune", Role::kCommune},
                                               {"--insee", Role::kCitycode},
                                               {"--lon", Role::kLon},
                                               {"--lat", Role::kLat},
                                               {"--date-column", Role::kDate},
                                               {"--sans", Role::kNone}}};

tl::unexpected<Error> usage(std::string message) {
  return fail(ErrorCode::kInvalidArgument, std::move(message) + " (voir qpv-batch --help)");
}

// What the command line holds, as CLI11 hands it over.
struct CommandLine {
  CLI::App app;
  bool help = false;
  bool show_version = false;
  std::string dataset;
  std::string input;
  std::string output;
  std::string columns;
  std::string date;
  std::string compared;
  std::string review;
  std::string apply_review;
  std::string summary;
  std::string format;
  std::string header;
  std::string encoding;
  std::string delimiter;
  std::string sheet;
  std::size_t least_count = Options().least_count;
  std::size_t threads = 0;
  bool neutralise = false;
  bool strict = false;
  bool quiet = false;
  std::array<std::vector<std::string>, kRoleFlags.size()> roles;

  CommandLine() {
    app.set_help_flag();
    app.allow_extras();
    app.add_flag("-h,--help", help);
    app.add_flag("--version", show_version);
    app.add_option("--dataset", dataset)->envname("QPV_DATASET");
    app.add_option("input", input);
    app.add_option("-o,--output", output);
    app.add_option("--columns", columns);
    app.add_option("--date", date);
    app.add_option("--compare", compared);
    app.add_option("--review", review);
    app.add_option("--apply-review", apply_review);
    app.add_option("--summary", summary);
    app.add_option("--summary-threshold", least_count);
    app.add_option("--format", format);
    app.add_option("--header", header);
    app.add_option("--encoding", encoding);
    app.add_option("--delimiter", delimiter);
    app.add_option("--sheet", sheet);
    app.add_option("--threads", threads);
    app.add_flag("--neutralise", neutralise);
    app.add_flag("--strict", strict);
    app.add_flag("--quiet", quiet);
    for (std::size_t i = 0; i < kRoleFlags.size(); ++i) {
      app.add_option(kRoleFlags.at(i).flag, roles.at(i))->allow_extra_args(false);
    }
  }
};

std::vector<std::string> parts_of(std::string const& list) {
  std::vector<std::string> parts;
  for (std::size_t at = 0; at < list.size();) {
    auto const end = std::min(list.find(',', at), list.size());
    if (end > at) parts.push_back(list.substr(at, end - at));
    at = end + 1;
  }
  return parts;
}

Result<void> read_csv_options(CommandLine const& line, Options& options) {
  if (!line.encoding.empty()) {
    options.known.encoding = table::encoding_named(line.encoding);
    if (!options.known.encoding) {
      return usage(
          fmt::format("--encoding {} : utf-8, windows-1252, utf-16le ou utf-16be", line.encoding));
    }
  }
  if (!line.delimiter.empty()) {
    auto const text = line.delimiter == "\\t" ? std::string("\t") : line.delimiter;
    if (text.size() != 1 || static_cast<unsigned char>(text.front()) >= 0x80 || text == "\"") {
      return usage(fmt::format("--delimiter {} : un caractère ASCII, ou \\t", line.delimiter));
    }
    options.known.delimiter = text.front();
  }
  if (line.header.empty()) return {};
  if (line.header != "yes" && line.header != "no") {
    return usage(fmt::format("--header {} : yes ou no", line.header));
  }
  options.header = line.header == "yes" ? HeaderRow::kPresent : HeaderRow::kAbsent;
  return {};
}

Result<void> read_days(CommandLine const& line, Options& options) {
  if (!line.date.empty()) {
    options.date = parse_date(line.date);
    if (!options.date) {
      return usage(fmt::format("--date {} : un jour qui existe, écrit AAAA-MM-JJ", line.date));
    }
  }
  for (auto const& text : parts_of(line.compared)) {
    int generation = 0;
    auto const* const end = text.data() + text.size();
    if (std::from_chars(text.data(), end, generation).ptr != end) {
      return usage(fmt::format("--compare {} : des générations, comme 2015,2024", line.compared));
    }
    options.compared.push_back(generation);
  }
  return {};
}

std::optional<std::filesystem::path> file_of(std::string const& text) {
  if (text.empty()) return std::nullopt;
  return text;
}

Result<Options> options_of(CommandLine const& line) {
  Options options;
  if (line.dataset.empty()) return usage("il manque --dataset");
  if (line.input.empty()) return usage("il manque la liste");
  options.dataset = line.dataset;
  options.input = line.input;
  if (!line.output.empty()) options.output = line.output;
  if (!line.sheet.empty()) options.sheet = line.sheet;
  options.columns = parts_of(line.columns);
  options.review = file_of(line.review);
  options.apply_review = file_of(line.apply_review);
  options.summary = file_of(line.summary);
  options.least_count = line.least_count;
  options.threads = line.threads;
  if (auto const read = read_csv_options(line, options); !read) return tl::unexpected(read.error());
  if (auto const read = read_days(line, options); !read) return tl::unexpected(read.error());
  if (!line.format.empty() && line.format != "sigville") {
    return usage(fmt::format("--format {} : seul « sigville » existe", line.format));
  }
  if (!line.format.empty() && (!options.columns.empty() || !options.compared.empty())) {
    return usage(
        "--format sigville a ses propres colonnes : --columns et --compare ne vont pas avec");
  }
  options.format = line.format.empty() ? Format::kSame : Format::kSigVille;
  options.formulas = line.neutralise ? Formulas::kNeutralise : Formulas::kKeep;
  options.strict = line.strict ? Strict::kYes : Strict::kNo;
  options.voice = line.quiet ? Voice::kQuiet : Voice::kUsual;
  for (std::size_t i = 0; i < kRoleFlags.size(); ++i) {
    for (auto const& column : line.roles.at(i)) {
      options.roles.emplace_back(kRoleFlags.at(i).role, column);
    }
  }
  return options;
}

}  // namespace

Result<Command> parse_options(int argc, char const* const* argv) {
  CommandLine line;
  try {
    line.app.parse(argc, argv);
  } catch (CLI::ParseError const& error) {
    return usage(fmt::format("option mal employée : {}", error.what()));
  }
  if (line.help) return Text{std::string(help_text())};
  if (line.show_version) return Text{fmt::format("qpv-batch {}\n", version())};
  if (auto const extras = line.app.remaining(); !extras.empty()) {
    return usage(fmt::format("argument inconnu : {}", extras.front()));
  }
  auto options = options_of(line);
  if (!options) return tl::unexpected(options.error());
  return std::move(*options);
}

}  // namespace qpv::batch
