// SPDX-License-Identifier: EUPL-1.2
#include "tools/import/addresses.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>

#include "geo/address/address_builder.h"
#include "geo/address/position_errors.h"
#include "geo/ban/address_file.h"
#include "tools/import/french.h"
#include "tools/import/lexicon.h"
#include "tools/import/position_errors.h"
#include "tools/import/read_sources.h"
#include "tools/import/sources.h"

namespace qpv::import {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::array<char const*, 4> kKindNames{"numéros", "voies", "lieux-dits", "communes"};

tl::unexpected<Error> wrong_in(std::string const& name, std::string const& why) {
  return fail(ErrorCode::kInvalidArgument, name + " : " + why, name);
}

// Says each second how far the reading of one file is.
class Speedometer {
 public:
  Speedometer(std::string name, Progress const& progress)
      : name_(std::move(name)), progress_(progress) {}

  void operator()(std::uint64_t rows) {
    auto const now = Clock::now();
    std::chrono::duration<double> const since = now - told_;
    if (since.count() < 1) return;
    auto const rate = static_cast<double>(rows - rows_) / since.count();
    progress_(fmt::format("{} : {} lignes, {} par seconde", name_, french_count(rows),
                          french_number(rate, 0)));
    told_ = now;
    rows_ = rows;
  }

 private:
  std::string name_;
  Progress const& progress_;
  Clock::time_point told_ = Clock::now();
  std::uint64_t rows_ = 0;
};

template <class Names, class Counts>
std::vector<ReportCount> counted(Names const& names, Counts const& counts) {
  std::vector<ReportCount> out;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    if (counts[i] != 0) out.push_back({std::string(names(i)), counts[i]});
  }
  return out;
}

std::string format_name(ban::FileFormat format) {
  switch (format) {
    case ban::FileFormat::kLocalities:
      return "lieux-dits";
    case ban::FileFormat::kAddok:
      return "addok";
    case ban::FileFormat::kAddresses:
      break;
  }
  return "csv";
}

ReportAddressSource report_of(std::string const& name, ban::FileContent const& content) {
  ReportAddressSource out{name,
                          format_name(content.format),
                          content.rows,
                          content.taken(),
                          content.bad,
                          content.recoded,
                          {},
                          {},
                          {},
                          {},
                          {}};
  out.kinds = counted([](std::size_t i) { return kKindNames[i]; }, content.kinds);
  out.positions = counted([](std::size_t i) { return i == 0 ? "inconnue" : kPositionTypeNames[i]; },
                          content.positions);
  out.faults = counted([](std::size_t i) { return ban::describe(static_cast<ban::Fault>(i)); },
                       content.faults);
  for (auto const& row : content.quoted) {
    out.first_bad.push_back({row.line, std::string(ban::describe(row.fault)), row.text});
  }
  if (!content.missing_columns.empty()) {
    out.remarks.push_back("ce fichier n'a pas les colonnes " + content.missing_columns);
  }
  return out;
}

std::string first_quotes(ban::FileContent const& content) {
  constexpr std::size_t kMost = 3;
  std::string out;
  for (auto const& row : content.quoted) {
    if (&row == content.quoted.data() + kMost) break;
    out += fmt::format("{}ligne {}, {} (« {} »)", out.empty() ? "" : " ; ", row.line,
                       ban::describe(row.fault), row.text);
  }
  return out;
}

Result<void> check_content(std::string const& name, ban::FileContent const& content,
                           bool accept_bad_rows) {
  auto const rows = static_cast<double>(content.rows);
  auto const share = static_cast<double>(content.bad) / std::max(rows, 1.0);
  if (content.taken() == 0 || (share > kMostBadShare && !accept_bad_rows)) {
    if (content.bad == 0) return wrong_in(name, "ce fichier n'a aucune adresse");
    bool const helps = content.taken() != 0;
    return wrong_in(name, fmt::format("{} lignes sur {} ne peuvent pas être prises ({} %) : {}{}",
                                      french_count(content.bad), french_count(content.rows),
                                      french_number(100 * share, 1), first_quotes(content),
                                      helps ? " ; --accept-bad-rows les laisse de côté" : ""));
  }
  return {};
}

// The editions, each once; where none is known, the files.
std::string label_of(std::vector<SourceFile> const& sources) {
  std::vector<std::string> names;
  for (auto const& source : sources) {
    if (source.fictitious) return kFictitiousLabel;
    auto label = source_label(source);
    if (std::ranges::find(names, label) == names.end()) names.push_back(std::move(label));
  }
  return fmt::format("{}", fmt::join(names, ", "));
}

std::optional<std::string> oldest(std::vector<SourceFile> const& sources) {
  std::optional<std::string> out;
  for (auto const& source : sources) {
    if (!source.date) return std::nullopt;
    if (!out || *source.date < *out) out = source.date;
  }
  return out;
}

Result<void> read_one(AddressOption const& option, bool accept_bad_rows, Progress const& progress,
                      AddressBuilder& builder, Addresses& out) {
  auto const name = option.file.filename().string();
  progress("lecture de " + name);
  auto source = describe_source(option.file, kRoleAddresses);
  if (!source) return tl::unexpected(source.error());
  if (auto const added = add_edition(option.edition, *source); !added) return added;
  Speedometer speedometer(name, progress);
  auto const content = ban::read_address_file(
      option.file, [&](AddressRow const& row) { builder.add(row); },
      [&](std::uint64_t rows) { speedometer(rows); });
  if (!content) return tl::unexpected(content.error());
  if (auto const good = check_content(name, *content, accept_bad_rows); !good) return good;
  source->fictitious = option.fictitious || content->says_fictitious;
  // Whoever published it, the State says no such thing.
  source->official = source->official && !source->fictitious;
  out.report.sources.push_back(report_of(name, *content));
  out.sources.push_back(std::move(*source));
  return {};
}

Result<std::string> read_errors(Options const& options) {
  if (!options.position_errors) return std::string(embedded_position_errors());
  auto text = read_small_file(*options.position_errors);
  if (!text) return tl::unexpected(text.error());
  if (auto const errors = read_position_errors(*text); !errors) {
    return wrong_in(options.position_errors->filename().string(), errors.error().message);
  }
  return text;
}

}  // namespace

Result<Addresses> read_addresses(Options const& options, Progress const& progress) {
  auto position_errors = read_errors(options);
  if (!position_errors) return tl::unexpected(position_errors.error());
  std::string lexicon(embedded_lexicon());
  if (options.lexicon) {
    auto read = read_lexicon_folder(*options.lexicon);
    if (!read) return tl::unexpected(read.error());
    lexicon = std::move(*read);
  }
  auto builder = AddressBuilder::start(lexicon);
  if (!builder) return fail(ErrorCode::kInvalidArgument, "lexique : " + builder.error().message);
  Addresses out;
  out.position_errors = std::move(*position_errors);
  for (auto const& option : options.addresses) {
    auto const read = read_one(option, options.accept_bad_rows, progress, *builder, out);
    if (!read) return tl::unexpected(read.error());
  }
  progress("construction de l'index des adresses");
  AddressCounts counts;
  auto index = builder->finish(counts);
  if (!index) return tl::unexpected(index.error());
  out.index = std::move(*index);
  auto& report = out.report;
  report.communes = counts.communes;
  report.streets = counts.streets;
  report.localities = counts.localities;
  report.numbers = counts.numbers;
  report.repeated = counts.repeated;
  bool const fictitious = std::ranges::any_of(out.sources, &SourceFile::fictitious);
  out.summary = {label_of(out.sources), oldest(out.sources), counts.communes, counts.streets,
                 counts.localities,     counts.numbers,      fictitious};
  return out;
}

}  // namespace qpv::import
