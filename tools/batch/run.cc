// SPDX-License-Identifier: EUPL-1.2
#include "tools/batch/run.h"

#include <fmt/format.h>

#include <cstdio>
#include <filesystem>
#include <memory>
#include <utility>

#include "geo/dataset/dataset.h"
#include "tools/batch/csv_door.h"
#include "tools/batch/input_file.h"
#include "tools/batch/output_file.h"

namespace qpv::batch {
namespace {

Result<std::shared_ptr<Dataset const>> open_dataset(Options const& options) {
  auto dataset = load_dataset(options.dataset, Verify::kCounts);
  if (dataset) return dataset;
  // Whatever is wrong with it is a failure of the place, not of the list.
  return fail(ErrorCode::kUnavailable,
              fmt::format("{} : {}", options.dataset.string(), dataset.error().message));
}

Result<void> check_output(std::string const& input, std::string const& output) {
  std::error_code error;
  if (input == "-" || output == "-" || !std::filesystem::equivalent(input, output, error)) {
    return {};
  }
  return fail(ErrorCode::kInvalidArgument,
              fmt::format("{} : la sortie serait la liste elle-même ; donnez un autre nom", output));
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
  if (auto const checked = check_output(options.input, name); !checked) {
    return tl::unexpected(checked.error());
  }
  auto const dataset = open_dataset(options);
  if (!dataset) return tl::unexpected(dataset.error());
  auto output = OutputFile::create(name);
  if (!output) return tl::unexpected(output.error());
  auto outcome = answer_csv(*input, *output, options, **dataset);
  if (!outcome) return outcome;
  if (auto const finished = output->finish(); !finished) return tl::unexpected(finished.error());
  if (options.voice == Voice::kUsual) {
    fmt::print(stderr, "{}", describe_outcome(*outcome));
    if (name != "-") fmt::print(stderr, "Réponses : {}\n", name);
  }
  return outcome;
}

}  // namespace qpv::batch
