// SPDX-License-Identifier: EUPL-1.2
#include "tools/batch/output_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <system_error>
#include <utility>

namespace qpv::batch {
namespace {

constexpr mode_t kMode = 0666;

std::string folder_of(std::string const& name) {
  auto const folder = std::filesystem::path(name).parent_path();
  return folder.empty() ? "." : folder.string();
}

std::string why_not(int error) {
  if (error == ENOSPC) return "le disque est plein";
  if (error == EDQUOT) return "le quota du disque est atteint";
  if (error == EFBIG) return "la taille permise à un fichier est dépassée";
  if (error == EPIPE) return "personne ne lit plus la sortie";
  return std::generic_category().message(error);
}

tl::unexpected<Error> io(std::string const& name, int error) {
  return fail(ErrorCode::kIo, fmt::format("{} : l’écriture échoue ({})", name, why_not(error)),
              name);
}

// A name beside the file's own that nothing has yet, for rename(2).
std::string beside(std::string const& name) {
  auto const path = std::filesystem::path(name);
  return (folder_of(name) / std::filesystem::path("." + path.filename().string() + ".XXXXXX"))
      .string();
}

// A name for a file that has none.
bool link_to(int descriptor, std::string const& name) {
  auto const self = fmt::format("/proc/self/fd/{}", descriptor);
  return linkat(AT_FDCWD, self.c_str(), AT_FDCWD, name.c_str(), AT_SYMLINK_FOLLOW) == 0;
}

}  // namespace

OutputFile::OutputFile(int descriptor, std::string name, std::string beside)
    : descriptor_(descriptor), name_(std::move(name)), beside_(std::move(beside)) {}

OutputFile::OutputFile(OutputFile&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)),
      name_(std::move(other.name_)),
      beside_(std::exchange(other.beside_, {})) {}

OutputFile::~OutputFile() {
  if (!beside_.empty()) unlink(beside_.c_str());
  if (descriptor_ > STDERR_FILENO) close(descriptor_);
}

Result<OutputFile> OutputFile::create(std::string const& name) {
  if (name == "-") return OutputFile(STDOUT_FILENO, name, {});
  std::error_code error;
  if (std::filesystem::is_directory(name, error)) {
    return fail(ErrorCode::kInvalidArgument, fmt::format("{} : c’est un dossier", name), name);
  }
  int const nameless = open(folder_of(name).c_str(), O_TMPFILE | O_WRONLY | O_CLOEXEC, kMode);
  if (nameless >= 0) return OutputFile(nameless, name, {});
  auto temporary = beside(name);
  int const named = mkostemp(temporary.data(), O_CLOEXEC);
  if (named < 0) return io(name, errno);
  // mkostemp is for secrets; this is the caller's file, as any other program would make it.
  auto const mask = umask(0);
  umask(mask);
  fchmod(named, kMode & ~mask);
  return OutputFile(named, name, std::move(temporary));
}

tl::unexpected<Error> OutputFile::refused() const {
  return io(name_ == "-" ? "sortie standard" : name_, errno);
}

Result<void> OutputFile::write(std::string_view bytes) {
  while (!bytes.empty()) {
    auto const written = ::write(descriptor_, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return refused();
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return {};
}

Result<void> OutputFile::write_at(std::uint64_t at, std::string_view bytes) {
  while (!bytes.empty()) {
    auto const written = pwrite(descriptor_, bytes.data(), bytes.size(), static_cast<off_t>(at));
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return refused();
    bytes.remove_prefix(static_cast<std::size_t>(written));
    at += static_cast<std::uint64_t>(written);
  }
  return {};
}

Result<void> OutputFile::finish() {
  if (name_ == "-") return {};
  if (fsync(descriptor_) != 0) return refused();
  if (beside_.empty()) {
    if (link_to(descriptor_, name_)) return {};
    if (errno != EEXIST) return refused();
    // A link does not replace a file: it gets a name beside it first.
    auto temporary = beside(name_);
    int const placeholder = mkostemp(temporary.data(), O_CLOEXEC);
    if (placeholder < 0) return refused();
    close(placeholder);
    unlink(temporary.c_str());
    if (!link_to(descriptor_, temporary)) return refused();
    beside_ = temporary;
  }
  if (rename(beside_.c_str(), name_.c_str()) != 0) return refused();
  beside_.clear();
  return {};
}

}  // namespace qpv::batch
