// SPDX-License-Identifier: EUPL-1.2
#include "tools/batch/csv_door.h"

#include <fmt/format.h>

#include <string>
#include <utility>
#include <vector>

namespace qpv::batch {
namespace {

constexpr std::size_t kPieceBytes = std::size_t{256} * 1024;

tl::unexpected<Error> of(CsvText const& input, Error const& error) {
  return fail(error.code, fmt::format("{} : {}", input.name, error.message), error.where);
}

}  // namespace

Result<Outcome> answer_csv(InputFile& input, OutputFile& output, Session& session) {
  CsvText const text{input.name(), [&](std::span<char> buffer) { return input.read(buffer); },
                     input.size(), session.options.known};
  return answer_csv(text, output, session);
}

Result<Outcome> answer_csv(CsvText const& input, OutputFile& output, Session& session) {
  auto const& options = session.options;
  auto list = CsvList::open(input.bytes, input.known);
  if (!list) return of(input, list.error());
  auto run = ListRun::prepare(session, list->sample());
  if (!run) return of(input, run.error());
  bool const own = options.format == Format::kSigVille;
  auto text = list->begin({run->columns(), own ? std::vector<std::string>() : run->names(),
                           own ? run->names() : std::vector<std::string>(), run->earlier(),
                           options.formulas, run->ask()});
  auto const source = [&](RowBlock& block) -> Result<void> {
    auto const read = list->read(block);
    if (!read) return of(input, read.error());
    return {};
  };
  auto const sink = [&](ListRow const& row, std::span<std::string const> answer) -> Result<void> {
    list->append(row, answer, text);
    if (text.size() < kPieceBytes) return {};
    return output.write(std::exchange(text, {}));
  };
  auto const answered = run->answer(
      source, sink, [&] { return list->bytes_read(); }, input.size);
  if (!answered) return tl::unexpected(answered.error());
  if (auto const written = output.write(text); !written) return tl::unexpected(written.error());
  auto outcome = run->outcome();
  outcome.neutralised = list->neutralised();
  return outcome;
}

}  // namespace qpv::batch
