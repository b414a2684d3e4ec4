// SPDX-License-Identifier: EUPL-1.2
#include "tools/batch/run.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <span>
#include <utility>
#include <vector>

#include "geo/batch/summary_page.h"
#include "geo/core/paris_date.h"
#include "geo/dataset/dataset.h"
#include "geo/workbook/workbook.h"
#include "tools/batch/csv_door.h"
#include "tools/batch/input_file.h"
#include "tools/batch/output_file.h"
#include "tools/batch/workbook_door.h"

namespace qpv::batch {
namespace {

constexpr std::size_t kMagicBytes = 8;
constexpr std::size_t kMostReviewBytes = std::size_t{64} * 1024 * 1024;

Result<std::shared_ptr<Dataset const>> open_dataset(Options const& options) {
  auto dataset = load_dataset(options.dataset, Verify::kCounts);
  if (dataset) return dataset;
  // Whatever is wrong with it is a failure of the place, not of the list.
  return fail(ErrorCode::kUnavailable,
              fmt::format("{} : {}", options.dataset.string(), dataset.error().message));
}

bool is_same_file(std::string const& a, std::string const& b) {
  if (a == "-" || b == "-") return a == b && a != "-";
  std::error_code error;
  return a == b || std::filesystem::equivalent(a, b, error);
}

// No file that is read is written, and none is written twice.
Result<void> check_names(Options const& options, std::string const& output) {
  std::vector<std::string> read{options.input};
  if (options.apply_review) read.push_back(options.apply_review->string());
  std::vector<std::string> written{output};
  if (options.review) written.push_back(options.review->string());
  if (options.summary) written.push_back(options.summary->string());
  for (std::size_t i = 0; i < written.size(); ++i) {
    auto others = read;
    others.insert(others.end(), written.begin(), written.begin() + static_cast<std::ptrdiff_t>(i));
    for (auto const& other : others) {
      if (!is_same_file(written[i], other)) continue;
      return fail(ErrorCode::kInvalidArgument,
                  fmt::format("{} : ce fichier serait écrit par-dessus un autre de ceux que vous "
                              "nommez ; donnez-lui un autre nom",
                              written[i]));
    }
  }
  return {};
}

Result<ReviewChoices> read_choices(std::string const& name) {
  auto input = InputFile::open(name);
  if (!input) return tl::unexpected(input.error());
  std::string bytes(kMostReviewBytes, '\0');
  auto const size = input->read(bytes);
  if (!size) return tl::unexpected(size.error());
  if (*size == bytes.size()) {
    return fail(ErrorCode::kTooLarge, fmt::format("{} : il dépasse 64 Mio", name));
  }
  auto choices = read_review(std::string_view(bytes).substr(0, *size));
  if (choices) return choices;
  return fail(choices.error().code, fmt::format("{} : {}", name, choices.error().message));
}

// Files that are written, and then get their names one after the other.
class Outputs {
 public:
  Result<OutputFile*> create(std::string const& name) {
    auto file = OutputFile::create(name);
    if (!file) return tl::unexpected(file.error());
    files_.push_back(std::make_unique<OutputFile>(std::move(*file)));
    return files_.back().get();
  }
  Result<void> finish() {
    for (auto const& file : files_) {
      if (auto const finished = file->finish(); !finished) return finished;
    }
    return {};
  }

 private:
  std::vector<std::unique_ptr<OutputFile>> files_;
};

Result<void> write_file(Outputs& outputs, std::string const& name, std::string_view text) {
  auto const file = outputs.create(name);
  if (!file) return tl::unexpected(file.error());
  return (*file)->write(text);
}

Result<void> write_besides(Session const& session, Outputs& outputs) {
  auto const& options = session.options;
  if (session.review) {
    auto const written = write_file(outputs, options.review->string(), session.review->write());
    if (!written) return written;
  }
  if (!session.totals) return {};
  auto const days = compared_days(options.compared, session.today, session.dataset);
  if (!days) return tl::unexpected(days.error());
  SummaryTerms const terms{options.date.value_or(session.today), session.today, options.least_count,
                           *days};
  return write_file(outputs, options.summary->string(),
                    write_summary(*session.totals, terms, session.dataset));
}

// By what the input is, and by the name of the output for what can be either.
Result<Outcome> answer(InputFile& input, OutputFile& output, Session& session,
                       std::string const& name) {
  auto const extension = [](std::string const& file) {
    auto text = std::filesystem::path(file).extension().string();
    std::ranges::transform(text, text.begin(), [](char c) {
      return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return text;
  };
  auto const is_workbook_name = [](std::string_view kind) {
    return kind == ".xlsx" || kind == ".xlsm" || kind == ".ods";
  };
  auto const start = input.peek(kMagicBytes);
  if (!start) return tl::unexpected(start.error());
  auto const from = extension(session.options.input);
  auto const to = extension(name);
  bool const is_workbook = workbook::is_workbook(*start) || is_workbook_name(from);
  if (is_workbook && (to == ".csv" || to == ".txt")) {
    return answer_workbook_as_csv(input, output, session);
  }
  if (is_workbook_name(to) && (!is_workbook || (is_workbook_name(from) && from != to))) {
    return fail(
        ErrorCode::kInvalidArgument,
        fmt::format("{} : une liste revient dans le format qu’elle avait, un classeur aussi "
                    "en .csv",
                    name));
  }
  return is_workbook ? answer_workbook(input, output, session) : answer_csv(input, output, session);
}

void report(Session const& session, Outcome const& outcome, std::string const& output) {
  auto const& options = session.options;
  if (options.voice == Voice::kQuiet) return;
  fmt::print(stderr, "{}", describe_outcome(outcome));
  if (output != "-") fmt::print(stderr, "Réponses : {}\n", output);
  if (session.review) {
    fmt::print(stderr, "À vérifier : {} groupes d’adresses, {}\n", session.review->groups(),
               options.review->string());
  }
  if (session.totals) fmt::print(stderr, "Bilan : {}\n", options.summary->string());
}

}  // namespace

std::string output_name(std::string const& input) {
  if (input == "-") return "-";
  auto path = std::filesystem::path(input);
  path.replace_filename(path.stem().string() + "_qpv" + path.extension().string());
  return path.string();
}

Result<Outcome> run(Options const& options) {
  auto input = InputFile::open(options.input);
  if (!input) return tl::unexpected(input.error());
  auto const name = options.output.value_or(output_name(options.input));
  if (auto const checked = check_names(options, name); !checked) {
    return tl::unexpected(checked.error());
  }
  auto const dataset = open_dataset(options);
  if (!dataset) return tl::unexpected(dataset.error());
  Session session{options, **dataset, paris_date(std::chrono::system_clock::now())};
  if (options.apply_review) {
    auto choices = read_choices(options.apply_review->string());
    if (!choices) return tl::unexpected(choices.error());
    session.choices = std::move(*choices);
  }
  if (options.review) session.review.emplace(**dataset);
  if (options.summary) session.totals.emplace();
  Outputs outputs;
  auto const output = outputs.create(name);
  if (!output) return tl::unexpected(output.error());
  auto outcome = answer(*input, **output, session, name);
  if (!outcome) return outcome;
  if (auto const written = write_besides(session, outputs); !written) {
    return tl::unexpected(written.error());
  }
  if (auto const finished = outputs.finish(); !finished) return tl::unexpected(finished.error());
  report(session, *outcome, name);
  return outcome;
}

}  // namespace qpv::batch
