// SPDX-License-Identifier: EUPL-1.2
#include "geo/ban/address_file.h"

#include <algorithm>

#include "geo/ban/csv_reader.h"
#include "geo/ban/csv_rows.h"
#include "geo/ban/line_reader.h"
#include "geo/ban/ndjson_rows.h"
#include "geo/ban/text.h"

namespace qpv::ban {
namespace {

constexpr std::size_t kQuotedBytes = 200;

std::string quoted(std::span<std::string_view const> cells, char separator) {
  constexpr std::size_t kCellBytes = 24;
  std::string out;
  for (auto const cell : cells) {
    if (!out.empty()) out += separator;
    out += shortened(cell, kCellBytes);
    if (out.size() > kQuotedBytes) break;
  }
  return shortened(out, kQuotedBytes);
}

class FileReader {
 public:
  FileReader(LineReader lines, RowSink const& sink, RowProgress const& progress)
      : lines_(std::move(lines)), sink_(sink), progress_(progress) {
    content_.gzip = lines_.is_gzip();
  }

  Result<FileContent> run() {
    auto const first = skip_comments();
    if (lines_.problem()) return tl::unexpected(*lines_.problem());
    if (!first) return fail(ErrorCode::kInvalidArgument, "ce fichier d'adresses est vide");
    lines_.step_back();
    auto const read = trimmed(*first).starts_with('{') ? read_addok() : read_csv();
    if (!read) return tl::unexpected(read.error());
    if (lines_.problem()) return tl::unexpected(at_line(*lines_.problem()));
    return std::move(content_);
  }

 private:
  // The first line that says something, which is given again by the next call.
  std::optional<std::string_view> skip_comments() {
    for (auto line = lines_.next(); line; line = lines_.next()) {
      auto const text = trimmed(*line);
      if (!text.empty() && !text.starts_with('#')) return line;
      std::string words(text);
      std::ranges::transform(words, words.begin(), lower);
      content_.says_fictitious =
          content_.says_fictitious || words.find("ficti") != std::string::npos;
    }
    return std::nullopt;
  }

  [[nodiscard]] Error at_line(Error error) const {
    error.message += " (après la ligne " + std::to_string(lines_.last_line()) + ")";
    return error;
  }

  void taken(AddressRow const& row) {
    count(1);
    ++content_.kinds[static_cast<std::size_t>(row.kind)];
    if (row.kind == RowKind::kHousenumber) {
      ++content_.positions[static_cast<std::size_t>(row.type)];
    }
    sink_(row);
  }

  template <class Text>
  void bad(Fault fault, std::uint64_t line, std::uint64_t lines, Text const& text) {
    count(lines);
    content_.bad += lines;
    content_.faults[static_cast<std::size_t>(fault)] += lines;
    if (content_.quoted.size() < kQuotedRows) content_.quoted.push_back({line, fault, text()});
  }

  void count(std::uint64_t rows) {
    constexpr std::uint64_t kStep = 1U << 14U;
    auto const before = content_.rows / kStep;
    content_.rows += rows;
    if (progress_ && content_.rows / kStep != before) progress_(content_.rows);
  }

  Result<void> read_csv() {
    CsvReader reader(lines_);
    auto const header = reader.next();
    if (!header) return {};
    auto rows = CsvRows::of_header(header->cells);
    if (!rows) return tl::unexpected(rows.error());
    content_.separator = reader.separator();
    content_.missing_columns = rows->missing();
    bool const localities = rows->kind() == RowKind::kLocality;
    content_.format = localities ? FileFormat::kLocalities : FileFormat::kAddresses;
    while (auto const record = reader.next()) {
      auto const row =
          record->malformed ? MaybeRow(tl::unexpected(Fault::kQuotes)) : rows->row(record->cells);
      if (row) {
        taken(*row);
      } else {
        bad(row.error(), record->line, record->lines,
            [&] { return quoted(record->cells, reader.separator()); });
      }
    }
    content_.recoded = reader.recoded();
    return {};
  }

  void read_line(std::string_view line) {
    auto const text = [&] { return shortened(line, kQuotedBytes); };
    auto const* const record = decoder_.decode(line);
    if (record == nullptr) return bad(Fault::kJson, lines_.first_line(), 1, text);
    rows_.rows(*record, [&](MaybeRow const& row) {
      row ? taken(*row) : bad(row.error(), lines_.first_line(), 1, text);
    });
  }

  Result<void> read_addok() {
    content_.format = FileFormat::kAddok;
    std::string recoded;
    while (auto line = lines_.next()) {
      if (trimmed(*line).empty()) continue;
      if (!is_utf8(*line)) {
        recoded = from_windows_1252(*line);
        line = recoded;
        ++content_.recoded;
      }
      read_line(*line);
    }
    return {};
  }

  LineReader lines_;
  RowSink const& sink_;
  RowProgress const& progress_;
  BanDecoder decoder_;
  NdjsonRows rows_;
  FileContent content_;
};

Result<FileContent> read_source(Result<ByteSource> source, RowSink const& sink,
                                RowProgress const& progress) {
  if (!source) return tl::unexpected(source.error());
  auto lines = LineReader::start(std::move(*source));
  if (!lines) return tl::unexpected(lines.error());
  return FileReader(std::move(*lines), sink, progress).run();
}

}  // namespace

Result<FileContent> read_address_file(std::filesystem::path const& file, RowSink const& sink,
                                      RowProgress const& progress) {
  auto content = read_source(ByteSource::open(file), sink, progress);
  if (content) return content;
  auto const name = file.filename().string();
  return fail(content.error().code, name + " : " + content.error().message, name);
}

Result<FileContent> read_address_bytes(std::string bytes, RowSink const& sink) {
  return read_source(ByteSource::of_bytes(std::move(bytes)), sink, {});
}

}  // namespace qpv::ban
