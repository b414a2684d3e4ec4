// SPDX-License-Identifier: EUPL-1.2
#include "geo/workbook/bytes.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <memory>

namespace qpv::workbook {
namespace {

class Descriptor {
 public:
  explicit Descriptor(int fd) : fd_(fd) {}
  Descriptor(Descriptor const&) = delete;
  Descriptor& operator=(Descriptor const&) = delete;
  ~Descriptor() {
    if (fd_ >= 0) close(fd_);
  }
  [[nodiscard]] int get() const { return fd_; }

 private:
  int fd_;
};

Result<std::size_t> read_some(int fd, std::uint64_t at, std::span<char> room) {
  for (;;) {
    auto const got = pread(fd, room.data(), room.size(), static_cast<off_t>(at));
    if (got >= 0) return static_cast<std::size_t>(got);
    if (errno != EINTR) {
      return fail(ErrorCode::kIo, fmt::format("lecture impossible\u00A0: {}", strerror(errno)));
    }
  }
}

}  // namespace

Result<Input> input_of_file(std::filesystem::path const& file) {
  auto const opened =
      std::make_shared<Descriptor const>(open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  if (opened->get() < 0) {
    auto const code = errno == ENOENT || errno == ENOTDIR ? ErrorCode::kNotFound : ErrorCode::kIo;
    return fail(code, fmt::format("ouverture impossible\u00A0: {}", strerror(errno)));
  }
  struct stat status {};
  if (fstat(opened->get(), &status) != 0 || !S_ISREG(status.st_mode)) {
    return fail(ErrorCode::kInvalidArgument, "ce n’est pas un fichier ordinaire");
  }
  auto const bytes = static_cast<std::uint64_t>(status.st_size);
  if (bytes == 0) return fail(ErrorCode::kInvalidArgument, "le fichier est vide");
  return Input{bytes, [opened](std::uint64_t at, std::span<char> room) {
                 return read_some(opened->get(), at, room);
               }};
}

Input input_of_bytes(std::string bytes) {
  auto const held = std::make_shared<std::string const>(std::move(bytes));
  return {held->size(), [held](std::uint64_t at, std::span<char> room) -> Result<std::size_t> {
            if (at >= held->size()) return std::size_t{0};
            auto const count = std::min<std::uint64_t>(room.size(), held->size() - at);
            std::memcpy(room.data(), held->data() + at, count);
            return static_cast<std::size_t>(count);
          }};
}

}  // namespace qpv::workbook
