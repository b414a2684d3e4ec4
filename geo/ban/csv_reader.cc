// SPDX-License-Identifier: EUPL-1.2
#include "geo/ban/csv_reader.h"

#include <algorithm>
#include <array>

#include "geo/ban/text.h"

namespace qpv::ban {
namespace {

// A quote that is never closed would take the rest of the file into one record: it takes no more
// than this, and they count as bad.
constexpr std::uint64_t kMostLines = 32;

char separator_of(std::string_view header) {
  constexpr std::array<char, 4> kSeparators{';', ',', '\t', '|'};
  return *std::ranges::max_element(
      kSeparators, {}, [&](char separator) { return std::ranges::count(header, separator); });
}

}  // namespace

CsvReader::CsvReader(LineReader& lines) : lines_(lines) {}

// As UTF-8 without control characters, in the line's own memory where nothing has to change.
std::string_view CsvReader::cleaned(std::string_view text) {
  auto const look = look_at(text);
  if (look.eight_bit && !is_utf8(text)) {
    recoded_text_ = from_windows_1252(text);
    text = recoded_text_;
    ++recoded_;
  }
  if (!look.control) return text;
  cleaned_text_ = text;
  for (char& c : cleaned_text_) {
    if (is_control(c) && c != separator_) c = ' ';
  }
  return cleaned_text_;
}

void CsvReader::split_plain(std::string_view text) {
  cells_.clear();
  for (;;) {
    auto const at = text.find(separator_);
    cells_.push_back(text.substr(0, at));
    if (at == std::string_view::npos) return;
    text.remove_prefix(at + 1);
  }
}

// The cell whose opening quote stands at `at`: where it ends, after its closing quote; none when it
// has no end.
std::size_t CsvReader::quoted_cell(std::string_view text, std::size_t at) {
  auto const start = unquoted_.size();
  for (auto from = at + 1;;) {
    auto const quote = text.find('"', from);
    if (quote == std::string_view::npos) return quote;
    unquoted_.append(text, from, quote - from);
    bool const doubled = quote + 1 < text.size() && text[quote + 1] == '"';
    if (!doubled) {
      cells_.push_back(std::string_view(unquoted_).substr(start));
      return quote + 1;
    }
    unquoted_ += '"';
    from = quote + 2;
  }
}

CsvReader::Split CsvReader::split_quoted(std::string_view text) {
  cells_.clear();
  unquoted_.clear();
  unquoted_.reserve(text.size());  // the cells point into it
  bool malformed = false;
  for (std::size_t at = 0;; ++at) {
    if (at < text.size() && text[at] == '"') {
      at = quoted_cell(text, at);
      if (at == std::string_view::npos) return Split::kOpen;
      malformed = malformed || (at < text.size() && text[at] != separator_);
      at = std::min(text.find(separator_, at), text.size());
    } else {
      auto const end = std::min(text.find(separator_, at), text.size());
      cells_.push_back(text.substr(at, end - at));
      at = end;
    }
    if (at == text.size()) return malformed ? Split::kMalformed : Split::kWhole;
  }
}

std::optional<CsvRecord> CsvReader::next() {
  auto line = lines_.next();
  while (line && line->empty()) line = lines_.next();
  if (!line) return std::nullopt;
  if (separator_ == '\0') separator_ = separator_of(*line);
  auto text = cleaned(*line);
  auto split = Split::kWhole;
  if (text.find('"') == std::string_view::npos) {
    split_plain(text);
  } else {
    split = split_quoted(text);
  }
  for (std::uint64_t lines = 1; split == Split::kOpen && lines < kMostLines; ++lines) {
    auto const longer = lines_.extended();
    if (!longer) break;
    text = cleaned(*longer);
    split = split_quoted(text);
  }
  if (lines_.problem()) return std::nullopt;
  auto const first = lines_.first_line();
  return CsvRecord{cells_, split != Split::kWhole, first, lines_.last_line() - first + 1};
}

}  // namespace qpv::ban
