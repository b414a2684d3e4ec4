// SPDX-License-Identifier: EUPL-1.2
#include "geo/dataset/publish.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <optional>
#include <string>

#include "geo/dataset/dataset.h"

namespace qpv {
namespace {

namespace fs = std::filesystem;

tl::unexpected<Error> io(std::string const& what, fs::path const& path) {
  return fail(ErrorCode::kIo,
              fmt::format("{} : {} ({})", path.string(), what, std::strerror(errno)),
              path.string());
}

tl::unexpected<Error> wrong(fs::path const& path, std::string const& why) {
  return fail(ErrorCode::kInvalidArgument, path.string() + " : " + why, path.string());
}

class Descriptor {
 public:
  explicit Descriptor(int fd = -1) : fd_(fd) {}
  Descriptor(Descriptor&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  Descriptor& operator=(Descriptor&&) = delete;
  ~Descriptor() {
    if (fd_ >= 0) close(fd_);
  }
  [[nodiscard]] int get() const { return fd_; }

 private:
  int fd_;
};

Result<void> sync(fs::path const& path, int flags) {
  Descriptor const fd(open(path.c_str(), flags | O_RDONLY | O_CLOEXEC));
  if (fd.get() < 0 || fsync(fd.get()) != 0) return io("écriture impossible", path);
  return {};
}

Result<void> sync_directory(fs::path const& directory) {
  std::error_code error;
  for (auto const& entry : fs::directory_iterator(directory, error)) {
    if (auto const synced = sync(entry.path(), 0); !synced) return synced;
  }
  if (error) return io("lecture impossible", directory);
  return sync(directory, O_DIRECTORY);
}

bool exchange(fs::path const& a, fs::path const& b) {
  return renameat2(AT_FDCWD, a.c_str(), AT_FDCWD, b.c_str(), RENAME_EXCHANGE) == 0;
}

// What stands beside the target: ".d.staging" for "d".
struct Names {
  explicit Names(fs::path const& target)
      : parent(target.parent_path()), stem("." + target.filename().string()) {}
  [[nodiscard]] fs::path with(char const* suffix) const { return parent / (stem + suffix); }

  fs::path parent;
  std::string stem;
};

// A lock file that goes away with its last user. Somebody may remove it between our opening and
// our locking it, hence the comparison with what now has the name.
Result<Descriptor> lock(fs::path const& file, fs::path const& target) {
  for (;;) {
    constexpr mode_t kMode = 0666;
    Descriptor fd(open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, kMode));
    if (fd.get() < 0) return io("écriture impossible dans ce dossier", file.parent_path());
    if (flock(fd.get(), LOCK_EX | LOCK_NB) != 0) {
      return fail(ErrorCode::kUnavailable,
                  target.string() + " : un autre import y écrit en ce moment", target.string());
    }
    struct stat locked {};
    struct stat named {};
    if (fstat(fd.get(), &locked) == 0 && stat(file.c_str(), &named) == 0 &&
        locked.st_ino == named.st_ino && locked.st_dev == named.st_dev) {
      return fd;
    }
  }
}

Result<void> check_target(fs::path const& target) {
  std::error_code error;
  auto const status = fs::symlink_status(target, error);
  if (status.type() == fs::file_type::not_found) return {};
  bool const directory = fs::is_directory(target, error);
  if (directory && fs::exists(target / kManifestFile, error)) return {};
  if (directory && !fs::is_symlink(status) && fs::is_empty(target, error)) return {};
  return wrong(target, directory ? "ce dossier n'est pas vide et n'est pas un jeu de données : "
                                   "rien n'y est touché"
                                 : "ce nom est déjà pris par autre chose qu'un jeu de données");
}

// Whether two directories can change places here; overlays and network file systems differ.
SwapBy best_swap(Names const& names) {
  auto const a = names.with(".probe-a");
  auto const b = names.with(".probe-b");
  std::error_code error;
  fs::create_directory(a, error);
  fs::create_directory(b, error);
  bool const works = exchange(a, b);
  fs::remove(a, error);
  fs::remove(b, error);
  return works ? SwapBy::kExchange : SwapBy::kLink;
}

}  // namespace

struct Publication::Impl {
  fs::path target;
  Names names;
  SwapBy how;
  Descriptor lock;
  fs::path staging;

  [[nodiscard]] fs::path lock_file() const { return names.with(".lock"); }

  // Safe under the lock: nobody else is at work here. An old dataset that a killed run had moved
  // aside, and not yet replaced, goes back.
  void clean() const {
    std::error_code error;
    auto const old = names.with(".old");
    if (!fs::exists(fs::symlink_status(target, error))) fs::rename(old, target, error);
    for (char const* suffix : {".staging", ".old", ".link", ".probe-a", ".probe-b"}) {
      fs::remove_all(names.with(suffix), error);
    }
    auto const current =
        fs::is_symlink(target, error) ? fs::read_symlink(target, error).filename() : fs::path();
    for (auto const& entry : fs::directory_iterator(names.parent, error)) {
      auto const name = entry.path().filename();
      bool const ours = name.string().starts_with(names.stem + ".data-");
      if (ours && name != current) fs::remove_all(entry.path(), error);
    }
  }

  Result<void> swap_by_exchange() const {
    std::error_code error;
    if (!fs::exists(fs::symlink_status(target, error))) {
      if (rename(staging.c_str(), target.c_str()) != 0) return io("publication impossible", target);
      return {};
    }
    if (!exchange(staging, target)) return io("publication impossible", target);
    return {};
  }

  Result<void> swap_by_link() const {
    fs::path data;
    for (unsigned n = 0;; ++n) {
      data = names.with(fmt::format(".data-{}", n).c_str());
      std::error_code error;
      if (!fs::exists(fs::symlink_status(data, error))) break;
    }
    auto const link = names.with(".link");
    std::error_code error;
    fs::rename(staging, data, error);
    if (!error) fs::create_directory_symlink(data.filename(), link, error);
    if (error) return io("publication impossible", target);
    bool const plain = fs::is_directory(fs::symlink_status(target, error));
    if (plain) fs::rename(target, names.with(".old"), error);
    if (rename(link.c_str(), target.c_str()) != 0) {
      auto const failed = io("publication impossible", target);
      if (plain) fs::rename(names.with(".old"), target, error);
      return failed;
    }
    return {};
  }
};

namespace {

// "d/", "d" and "." as an absolute path with a last name.
Result<fs::path> whole_path(fs::path const& target) {
  std::error_code error;
  auto path = fs::absolute(target, error).lexically_normal();
  if (error) return wrong(target, "chemin illisible");
  if (!path.has_filename()) path = path.parent_path();
  if (!path.has_filename()) return wrong(target, "un nom de dossier est attendu");
  if (!fs::is_directory(path.parent_path(), error)) {
    return wrong(target, "son dossier parent n'existe pas");
  }
  return path;
}

}  // namespace

Publication::Publication(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Publication::Publication(Publication&&) noexcept = default;
Publication& Publication::operator=(Publication&&) noexcept = default;

Publication::~Publication() {
  if (!impl_) return;
  impl_->clean();
  std::error_code error;
  fs::remove(impl_->lock_file(), error);
}

Result<Publication> Publication::begin(fs::path const& target) {
  return start(target, std::nullopt);
}

Result<Publication> Publication::begin(fs::path const& target, SwapBy how) {
  return start(target, how);
}

Result<Publication> Publication::start(fs::path const& target, std::optional<SwapBy> how) {
  auto const path = whole_path(target);
  if (!path) return tl::unexpected(path.error());
  if (auto const checked = check_target(*path); !checked) return tl::unexpected(checked.error());
  Names const names(*path);
  auto locked = lock(names.with(".lock"), *path);
  if (!locked) return tl::unexpected(locked.error());
  auto impl = std::make_unique<Impl>(
      Impl{*path, names, SwapBy::kExchange, std::move(*locked), names.with(".staging")});
  Publication out(std::move(impl));
  out.impl_->clean();
  out.impl_->how = how ? *how : best_swap(names);
  std::error_code error;
  fs::create_directory(out.impl_->staging, error);
  if (error) return io("écriture impossible dans ce dossier", names.parent);
  return out;
}

fs::path const& Publication::staging() const { return impl_->staging; }

Result<void> Publication::commit() {
  if (auto const synced = sync_directory(impl_->staging); !synced) return synced;
  auto swapped =
      impl_->how == SwapBy::kExchange ? impl_->swap_by_exchange() : impl_->swap_by_link();
  if (!swapped) return swapped;
  return sync(impl_->names.parent, O_DIRECTORY);
}

}  // namespace qpv
