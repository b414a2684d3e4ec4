// SPDX-License-Identifier: EUPL-1.2
#include "tools/batch/input_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <system_error>
#include <utility>

#include "tools/batch/stop.h"

namespace qpv::batch {
namespace {

std::string why(int error) {
  if (error == ENOENT) return "ce fichier n’existe pas";
  if (error == EACCES) return "vous n’avez pas le droit de le lire";
  if (error == EISDIR) return "c’est un dossier";
  return std::generic_category().message(error);
}

}  // namespace

InputFile::InputFile(InputFile&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)),
      name_(std::move(other.name_)),
      size_(other.size_),
      peeked_(std::move(other.peeked_)) {}

InputFile::~InputFile() {
  if (descriptor_ > STDERR_FILENO) close(descriptor_);
}

Result<InputFile> InputFile::open(std::string const& name) {
  if (name == "-") return InputFile(STDIN_FILENO, "entrée standard");
  int const descriptor = ::open(name.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) {
    return fail(ErrorCode::kInvalidArgument, fmt::format("{} : {}", name, why(errno)), name);
  }
  InputFile file(descriptor, name);
  struct stat status {};
  if (fstat(descriptor, &status) == 0) {
    if (S_ISDIR(status.st_mode)) {
      return fail(ErrorCode::kInvalidArgument, fmt::format("{} : {}", name, why(EISDIR)), name);
    }
    if (S_ISREG(status.st_mode)) file.size_ = static_cast<std::uint64_t>(status.st_size);
  }
  return file;
}

Result<std::string_view> InputFile::peek(std::size_t bytes) {
  std::string start(bytes, '\0');
  auto const size = read(start);
  if (!size) return tl::unexpected(size.error());
  start.resize(*size);
  peeked_ = std::move(start);
  return peeked_;
}

Result<std::size_t> InputFile::read_at(std::uint64_t at, std::span<char> buffer) const {
  for (;;) {
    if (is_stopped()) return fail(ErrorCode::kIo, "interrompu");
    auto const got = pread(descriptor_, buffer.data(), buffer.size(), static_cast<off_t>(at));
    if (got >= 0) return static_cast<std::size_t>(got);
    if (errno != EINTR) {
      return fail(ErrorCode::kIo, fmt::format("la lecture échoue ({})", why(errno)));
    }
  }
}

Result<std::size_t> InputFile::read(std::span<char> buffer) {
  auto filled = std::min(peeked_.size(), buffer.size());
  std::copy_n(peeked_.begin(), filled, buffer.begin());
  peeked_.erase(0, filled);
  while (filled < buffer.size()) {
    if (is_stopped()) return fail(ErrorCode::kIo, "interrompu");
    auto const got = ::read(descriptor_, buffer.data() + filled, buffer.size() - filled);
    if (got == 0) break;
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return fail(ErrorCode::kIo, fmt::format("la lecture échoue ({})", why(errno)));
    filled += static_cast<std::size_t>(got);
  }
  return filled;
}

}  // namespace qpv::batch
