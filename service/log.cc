// SPDX-License-Identifier: EUPL-1.2
#include "service/log.h"

#include <fmt/chrono.h>
#include <spdlog/logger.h>
#include <spdlog/pattern_formatter.h>
#include <spdlog/sinks/base_sink.h>
#include <spdlog/spdlog.h>
#include <unistd.h>

#include <chrono>
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

void Log::access(http::AccessRecord const& record) {
  // Every value is a number or a word of ours: nothing to escape.
  std::array<char, 256> buffer;
  auto const micros = std::chrono::duration_cast<std::chrono::microseconds>(record.duration);
  auto const end = fmt::format_to_n(
      buffer.data(), buffer.size(),
      R"({{"time":"{}","level":"info","event":"request","method":"{}","route":"{}","status":{},)"
      R"("bytes":{},"us":{}}})",
      timestamp(), http::to_string(record.method), record.route, record.status, record.body_bytes,
      micros.count());
  logger_->log(spdlog::level::info,
               std::string_view(buffer.data(), std::min(end.size, buffer.size())));
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
