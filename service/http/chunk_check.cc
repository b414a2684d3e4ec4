// SPDX-License-Identifier: EUPL-1.2
#include "service/http/chunk_check.h"

#include <algorithm>
#include <charconv>

#include "service/http/grammar.h"
#include "service/http/request_head.h"

namespace qpv::http {
namespace {

constexpr std::size_t kLineBytes = 4 * 1024;
// Without bounds on these, a body of one-byte chunks would cost what it likes.
constexpr std::size_t kExtensionBytes = 4 * 1024;
constexpr std::size_t kTrailerBytes = 4 * 1024;

void skip_space(std::string_view& text) {
  text.remove_prefix(std::min(text.find_first_not_of(" \t"), text.size()));
}

bool take(std::string_view& text, char mark) {
  skip_space(text);
  if (!text.starts_with(mark)) return false;
  text.remove_prefix(1);
  skip_space(text);
  return true;
}

bool take_token(std::string_view& text) {
  std::size_t size = 0;
  while (size < text.size() && grammar::is(grammar::kToken, text[size])) ++size;
  text.remove_prefix(size);
  return size > 0;
}

// What follows an opening quotation mark. The characters that a field value may not have were
// refused before.
bool take_rest_of_quoted(std::string_view& text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '"') {
      text.remove_prefix(i + 1);
      return true;
    }
    if (text[i] == '\\') ++i;
  }
  return false;
}

// RFC 9112, 7.1.1: none, or some of ;name ;name=token ;name="text". Their meaning is not looked at,
// but what reads as something else to another is not passed over.
bool is_extension(std::string_view text) {
  if (!grammar::all(grammar::kValue, text)) return false;
  while (!text.empty()) {
    if (!take(text, ';') || !take_token(text)) return false;
    auto value = text;
    if (!take(value, '=')) continue;
    bool const quoted = value.starts_with('"');
    if (quoted) value.remove_prefix(1);
    if (quoted ? !take_rest_of_quoted(value) : !take_token(value)) return false;
    text = value;
  }
  return true;
}

}  // namespace

std::size_t ChunkCheck::take(std::string_view bytes, std::size_t limit) {
  std::size_t taken = 0;
  while (taken < bytes.size() && !done() && !refused_) {
    auto const rest = bytes.substr(taken);
    if (stage_ == Stage::kData) {
      taken += take_data(rest);
      continue;
    }
    taken += take_line(rest);
    if (!line_ended_ || refused_) continue;
    end_of_line(limit);
    line_.clear();
    line_ended_ = false;
  }
  return taken;
}

std::size_t ChunkCheck::take_data(std::string_view bytes) {
  auto const size = static_cast<std::size_t>(std::min<std::uint64_t>(left_, bytes.size()));
  left_ -= size;
  if (left_ == 0) stage_ = Stage::kDataEnd;
  return size;
}

// Up to the line's end; line_ then holds the line without CRLF.
std::size_t ChunkCheck::take_line(std::string_view bytes) {
  auto const end = bytes.find('\n');
  auto const size = end == std::string_view::npos ? bytes.size() : end + 1;
  if (line_.size() + size > kLineBytes) {
    refused_ = stage_ == Stage::kTrailer ? Refusal::kTrailersTooLarge : Refusal::kChunk;
    return size;
  }
  line_ += bytes.substr(0, size);
  if (end == std::string_view::npos) return size;
  if (!line_.ends_with("\r\n")) refused_ = Refusal::kChunk;
  line_ended_ = true;
  line_.resize(line_.size() - std::min<std::size_t>(2, line_.size()));
  return size;
}

void ChunkCheck::end_of_line(std::size_t limit) {
  switch (stage_) {
    case Stage::kSize:
      return size_line(limit);
    case Stage::kDataEnd:
      if (!line_.empty()) refused_ = Refusal::kChunk;
      stage_ = Stage::kSize;
      return;
    case Stage::kTrailer:
      return trailer_line();
    case Stage::kData:
    case Stage::kDone:
      return;
  }
}

void ChunkCheck::size_line(std::size_t limit) {
  // from_chars takes neither sign nor "0x", and says when the number is too large.
  auto const* const end = line_.data() + line_.size();
  auto const [after, error] = std::from_chars(line_.data(), end, left_, 16);
  std::string_view const extension(after, static_cast<std::size_t>(end - after));
  extension_bytes_ += extension.size();
  if (error != std::errc() || !is_extension(extension) || extension_bytes_ > kExtensionBytes) {
    refused_ = Refusal::kChunk;
  } else if (left_ > limit - announced_) {
    refused_ = Refusal::kBodyTooLarge;
  } else {
    announced_ += left_;
    stage_ = left_ == 0 ? Stage::kTrailer : Stage::kData;
  }
}

void ChunkCheck::trailer_line() {
  if (line_.empty()) {
    stage_ = Stage::kDone;
    return;
  }
  trailer_bytes_ += line_.size();
  if (trailer_bytes_ > kTrailerBytes) {
    refused_ = Refusal::kTrailersTooLarge;
  } else if (auto const field = read_field_line(line_); !field) {
    refused_ = field.error();
  }
}

}  // namespace qpv::http
