// SPDX-License-Identifier: EUPL-1.2
#include "service/http/multipart.h"

#include <algorithm>
#include <cctype>

namespace qpv::http {
namespace {

constexpr std::size_t kHeadBytes = 8 * 1024;
constexpr std::size_t kLongestBoundary = 70;
constexpr std::string_view kLine = "\r\n";

bool same(char a, char b) {
  auto const lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
  return lower(a) == lower(b);
}

bool starts_with_word(std::string_view text, std::string_view word) {
  return text.size() >= word.size() &&
         std::equal(word.begin(), word.end(), text.begin(), text.begin() + std::ssize(word), same);
}

void trim(std::string_view& text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
}

// The value of a parameter behind the first ';' of a field: a token, or a quoted text.
std::optional<std::string> parameter(std::string_view field, std::string_view name) {
  auto at = field.find(';');
  while (at != std::string_view::npos) {
    auto rest = field.substr(at + 1);
    trim(rest);
    auto const equals = rest.find('=');
    if (equals == std::string_view::npos) return std::nullopt;
    auto key = rest.substr(0, equals);
    trim(key);
    rest.remove_prefix(equals + 1);
    std::string value;
    std::size_t taken = 0;
    if (rest.starts_with('"')) {
      for (taken = 1; taken < rest.size() && rest[taken] != '"'; ++taken) {
        // Browsers write a quote as %22 and leave a backslash as it is; others escape the quote.
        if (rest.substr(taken).starts_with("\\\"")) ++taken;
        value += rest[taken];
      }
      if (taken == rest.size()) return std::nullopt;
      ++taken;
    } else {
      taken = std::min(rest.find(';'), rest.size());
      auto token = rest.substr(0, taken);
      trim(token);
      value = token;
    }
    if (key.size() == name.size() && starts_with_word(key, name)) return value;
    field = rest.substr(taken);
    at = field.find(';');
  }
  return std::nullopt;
}

tl::unexpected<Error> broken(std::string message) {
  return tl::unexpected(Error{ErrorCode::kCorruptData, std::move(message), {}});
}

}  // namespace

std::optional<std::string> multipart_boundary(std::string_view content_type) {
  if (!starts_with_word(content_type, "multipart/form-data")) return std::nullopt;
  auto boundary = parameter(content_type, "boundary");
  if (!boundary || boundary->empty() || boundary->size() > kLongestBoundary) return std::nullopt;
  return boundary;
}

// The first delimiter may stand at the very start, without the line end before it.
MultipartReader::MultipartReader(std::string_view boundary)
    : delimiter_("\r\n--" + std::string(boundary)), buffer_(kLine) {}

void MultipartReader::feed(std::string_view bytes) {
  buffer_.erase(0, at_);
  at_ = 0;
  data_ = {};
  buffer_ += bytes;
}

Result<MultipartReader::Event> MultipartReader::next() {
  for (;;) {
    Result<bool> went_on = true;
    switch (state_) {
      case State::kPreamble:
        went_on = skip_preamble();
        break;
      case State::kDelimiter:
        went_on = read_delimiter();
        break;
      case State::kHead:
        went_on = read_head();
        if (went_on && *went_on) return Event::kPart;
        break;
      case State::kBody:
        went_on = read_body();
        if (*went_on && !data_.empty()) return Event::kData;
        break;
      case State::kEnd:
        return Event::kEnd;
    }
    if (!went_on) return tl::unexpected(went_on.error());
    if (!*went_on) return Event::kMore;
  }
}

bool MultipartReader::skip_preamble() {
  auto const found = rest().find(delimiter_);
  if (found == std::string_view::npos) {
    // What may be its beginning is kept.
    at_ = buffer_.size() - std::min(buffer_.size() - at_, delimiter_.size() - 1);
    return false;
  }
  at_ += found + delimiter_.size();
  state_ = State::kDelimiter;
  return true;
}

// Behind a delimiter: two dashes, or the end of its line.
Result<bool> MultipartReader::read_delimiter() {
  auto const text = rest();
  if (text.size() < 2) return false;
  if (text.starts_with("--")) {
    state_ = State::kEnd;
    return true;
  }
  auto const end = text.find(kLine);
  auto const padding = text.substr(0, end);
  // A lone carriage return at the end may be half a line end.
  bool const pending = end == std::string_view::npos && padding.ends_with('\r');
  auto const padded = pending ? padding.substr(0, padding.size() - 1) : padding;
  if (padded.find_first_not_of(" \t") != std::string_view::npos || padded.size() > kHeadBytes) {
    return broken("Le corps n’est pas un formulaire : une séparation n’est pas à sa place.");
  }
  if (end == std::string_view::npos) return false;
  at_ += end;  // the line end begins the head, which may have no line
  state_ = State::kHead;
  return true;
}

Result<bool> MultipartReader::read_head() {
  auto const text = rest();
  auto const end = text.find("\r\n\r\n");
  if (std::min(end, text.size()) > kHeadBytes) {
    return broken("L’en-tête d’une partie du formulaire est trop long.");
  }
  if (end == std::string_view::npos) return false;
  std::optional<std::string> name;
  for (auto lines = text.substr(0, end); !lines.empty();) {
    lines.remove_prefix(kLine.size());
    auto const line = lines.substr(0, lines.find(kLine));
    if (starts_with_word(line, "content-disposition:")) name = parameter(line, "name");
    lines.remove_prefix(line.size());
  }
  if (!name) return broken("Une partie du formulaire n’a pas de nom.");
  name_ = *name;
  // The empty line's end may begin the delimiter of a part without bytes.
  at_ += end + kLine.size();
  state_ = State::kBody;
  body_begins_ = true;
  return true;
}

bool MultipartReader::read_body() {
  auto const text = rest();
  auto const found = text.find(delimiter_);
  // The line end before the bytes is the head's.
  std::size_t const skipped = body_begins_ ? kLine.size() : 0;
  data_ = {};
  if (found != std::string_view::npos && found <= skipped) {
    at_ += found + delimiter_.size();
    state_ = State::kDelimiter;
    return true;
  }
  auto const kept = delimiter_.size() - 1;
  auto const end =
      found != std::string_view::npos ? found : text.size() - std::min(text.size(), kept);
  if (end <= skipped) return false;
  data_ = text.substr(skipped, end - skipped);
  at_ += end;
  body_begins_ = false;
  return true;
}

}  // namespace qpv::http
