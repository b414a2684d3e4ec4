// SPDX-License-Identifier: EUPL-1.2
#include "service/log.h"

#include <fmt/chrono.h>
#include <spdlog/logger.h>
#include <spdlog/pattern_formatter.h>
#include <spdlog/sinks/base_sink.h>
#include <spdlog/spdlog.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cstdint>
#include <mutex>

#include "geo/json/encode.h"

namespace qpv {
namespace {

constexpr char const* kLoggerName = "qpv";
constexpr std::size_t kBufferBytes = 64 * 1024;

// spdlog's own stderr sink flushes after each line: one system call a request.
class BufferedStderr : public spdlog::sinks::base_sink<std::mutex> {
 public:
  BufferedStderr() { buffer_.reserve(kBufferBytes); }
  ~BufferedStderr() override { flush_(); }
  BufferedStderr(BufferedStderr const&) = delete;
  BufferedStderr& operator=(BufferedStderr const&) = delete;

 protected:
  void sink_it_(spdlog::details::log_msg const& message) override {
    buffer_.append(message.payload.data(), message.payload.size());
    buffer_.push_back('\n');
    if (buffer_.size() >= kBufferBytes - 1024) flush_();
  }
  void flush_() override {
    std::string_view rest = buffer_;
    while (!rest.empty()) {
      ssize_t const written = ::write(STDERR_FILENO, rest.data(), rest.size());
      if (written < 0 && errno == EINTR) continue;
      if (written <= 0) break;  // nowhere to complain; the service goes on
      rest.remove_prefix(static_cast<std::size_t>(written));
    }
    buffer_.clear();
  }

 private:
  std::string buffer_;
};

// "2026-11-23T04:46:03.123Z"; the second's part is formatted once a second on each thread.
std::string_view timestamp() {
  using std::chrono::floor;
  thread_local std::chrono::sys_seconds formatted{};
  thread_local std::string text;
  auto const now = std::chrono::system_clock::now();
  auto const second = floor<std::chrono::seconds>(now);
  if (second != formatted || text.empty()) {
    text = fmt::format("{:%Y-%m-%dT%H:%M:%S}.000Z",
                       fmt::gmtime(std::chrono::system_clock::to_time_t(second)));
    formatted = second;
  }
  auto const millis = static_cast<unsigned>(floor<std::chrono::milliseconds>(now - second).count());
  constexpr std::size_t kMillis = sizeof("2026-11-23T04:46:03.") - 1;
  text[kMillis] = static_cast<char>('0' + millis / 100);
  text[kMillis + 1] = static_cast<char>('0' + millis / 10 % 10);
  text[kMillis + 2] = static_cast<char>('0' + millis % 10);
  return text;
}

// A line of bounded length; what does not fit is left out.
class Line {
 public:
  Line& add(std::string_view text) {
    auto const size = std::min(text.size(), buffer_.size() - size_);
    std::copy_n(text.data(), size, buffer_.data() + size_);
    size_ += size;
    return *this;
  }
  Line& add(std::uint64_t number) {
    auto const end = std::to_chars(buffer_.data() + size_, buffer_.data() + buffer_.size(), number);
    if (end.ec == std::errc()) size_ = static_cast<std::size_t>(end.ptr - buffer_.data());
    return *this;
  }
  [[nodiscard]] std::string_view text() const { return {buffer_.data(), size_}; }

 private:
  std::array<char, 256> buffer_;  // not cleared: only what was written is read
  std::size_t size_ = 0;
};

std::uint64_t micros_of(http::AccessRecord const& record) {
  using std::chrono::microseconds;
  return static_cast<std::uint64_t>(
      std::chrono::duration_cast<microseconds>(record.duration).count());
}

std::string line(std::string_view level, std::string_view name, Log::Fields const& fields) {
  std::string text =
      fmt::format(R"({{"time":"{}","level":"{}","event":"{}")", timestamp(), level, name);
  for (auto const& [key, value] : fields) {
    text += fmt::format(R"(,"{}":{})", key, encode_string(value));
  }
  return text + "}";
}

}  // namespace

Log::Log() {
  logger_ = std::make_shared<spdlog::logger>(kLoggerName, std::make_shared<BufferedStderr>());
  spdlog::register_logger(logger_);  // flush_every reaches registered loggers only
  spdlog::flush_every(std::chrono::seconds(1));
}

Log::~Log() {
  logger_->flush();
  spdlog::shutdown();  // ends the flushing thread
}

// By hand, for the same reason as an answer's head. Every value is a number or a short word of
// ours: nothing to escape, and all of it fits.
void Log::access(http::AccessRecord const& record) {
  Line line;
  line.add(R"({"time":")").add(timestamp());
  line.add(R"(","level":"info","event":"request","method":")").add(http::to_string(record.method));
  line.add(R"(","route":")").add(record.route);
  line.add(R"(","status":)").add(record.status);
  line.add(R"(,"bytes":)").add(record.body_bytes);
  line.add(R"(,"us":)").add(micros_of(record));
  if (record.streamed) {
    line.add(R"(,"received":)").add(record.streamed->received);
    line.add(R"(,"cut":)").add(record.streamed->cut ? "true" : "false");
  }
  logger_->log(spdlog::level::info, line.add("}").text());
}

void Log::event(std::string_view name, Fields const& fields) {
  logger_->log(spdlog::level::info, line("info", name, fields));
  logger_->flush();
}

void Log::error(std::string_view name, Fields const& fields) {
  logger_->log(spdlog::level::err, line("error", name, fields));
  logger_->flush();
}

}  // namespace qpv
