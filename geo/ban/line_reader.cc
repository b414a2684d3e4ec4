// SPDX-License-Identifier: EUPL-1.2
#include "geo/ban/line_reader.h"

#include <cstring>

#include "geo/core/utf8.h"

namespace qpv::ban {
namespace {

// Small enough for the nearest caches, where the lines are then looked at.
constexpr std::size_t kReadBytes = std::size_t{1} << 17U;

}  // namespace

LineReader::LineReader(ByteSource source) : source_(std::move(source)), buffer_(2 * kReadBytes) {}

Result<LineReader> LineReader::start(ByteSource source) {
  LineReader out(std::move(source));
  while (out.end_ < kByteOrderMark.size() && out.fill()) {
  }
  if (out.problem_) return tl::unexpected(*out.problem_);
  std::string_view const head(out.buffer_.data(), out.end_);
  if (head.starts_with("\xFF\xFE") || head.starts_with("\xFE\xFF")) {
    return fail(ErrorCode::kInvalidArgument,
                "ce fichier est en UTF-16 : UTF-8 ou Windows-1252 est attendu");
  }
  if (head.starts_with(kByteOrderMark)) out.given_ = out.next_ = kByteOrderMark.size();
  return out;
}

bool LineReader::fill() {
  if (at_end_ || problem_) return false;
  if (given_ != 0) {
    std::memmove(buffer_.data(), buffer_.data() + given_, end_ - given_);
    next_ -= given_;
    end_ -= given_;
    given_ = 0;
  }
  if (end_ > kLongestLine) {
    problem_ = Error{ErrorCode::kTooLarge, "une ligne dépasse 1 Mio"};
    return false;
  }
  if (end_ + kReadBytes > buffer_.size()) buffer_.resize(2 * buffer_.size());
  auto const got = source_.read({buffer_.data() + end_, kReadBytes});
  if (!got) {
    problem_ = got.error();
    return false;
  }
  end_ += *got;
  at_end_ = *got == 0;
  return !at_end_;
}

std::optional<std::size_t> LineReader::find_end(std::size_t from) {
  for (;;) {
    auto const* const start = buffer_.data() + given_ + from;
    auto const size = end_ - given_ - from;
    if (auto const* const found = static_cast<char const*>(std::memchr(start, '\n', size))) {
      return static_cast<std::size_t>(found - buffer_.data()) - given_;
    }
    from += size;
    if (fill()) continue;
    if (problem_) return std::nullopt;
    return from;
  }
}

std::optional<std::string_view> LineReader::line_to(std::size_t end) {
  next_ = std::min(given_ + end + 1, end_);
  if (end > kLongestLine) {
    problem_ = Error{ErrorCode::kTooLarge, "une ligne dépasse 1 Mio"};
    return std::nullopt;
  }
  std::string_view line(buffer_.data() + given_, end);
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

std::optional<std::string_view> LineReader::next() {
  given_ = next_;
  if (problem_ || (given_ == end_ && !fill())) return std::nullopt;
  auto const end = find_end(0);
  if (!end) return std::nullopt;
  first_line_ = ++last_line_;
  return line_to(*end);
}

std::optional<std::string_view> LineReader::extended() {
  auto const from = next_ - given_;
  if (problem_ || (next_ == end_ && !fill())) return std::nullopt;
  auto const end = find_end(from);
  if (!end) return std::nullopt;
  ++last_line_;
  return line_to(*end);
}

void LineReader::step_back() {
  next_ = given_;
  last_line_ = first_line_ - 1;
}

}  // namespace qpv::ban
