// SPDX-License-Identifier: EUPL-1.2
#include "service/dataset_watch.h"

#include <sys/stat.h>

#include <system_error>
#include <utility>

#include "geo/dataset/dataset.h"
#include "geo/dataset/sha256.h"

namespace qpv {

namespace fs = std::filesystem;

DatasetWatch::DatasetWatch(fs::path directory) : directory_(std::move(directory)) {
  seen_ = files();
  tried(true);
}

bool DatasetWatch::look() {
  auto now = files();
  bool const settled = now == seen_;
  seen_ = std::move(now);
  if (seen_ == tried_) return false;
  auto const manifest = seen_.find(kManifestFile);
  auto const before = tried_.find(kManifestFile);
  bool const there = manifest != seen_.end();
  if (there && (before == tried_.end() || manifest->second.inode != before->second.inode ||
                manifest->second.device != before->second.device)) {
    return true;
  }
  if (!settled) return false;
  if (failed_ || !there) return true;
  if (manifest->second == before->second || manifest_hash() == tried_manifest_) {
    tried_ = seen_;  // only the manifest says that a dataset is another one
    return false;
  }
  return true;
}

void DatasetWatch::tried(bool loaded) {
  tried_ = seen_;
  tried_manifest_ = manifest_hash();
  failed_ = !loaded;
}

DatasetWatch::Files DatasetWatch::files() const {
  Files out;
  std::error_code error;
  for (fs::directory_iterator it(directory_, error), end; !error && it != end;
       it.increment(error)) {
    struct stat info {};
    if (stat(it->path().c_str(), &info) != 0) continue;  // gone since
    constexpr std::int64_t kNanoseconds = 1'000'000'000;
    out[it->path().filename().string()] = {
        info.st_dev, info.st_ino, info.st_size,
        info.st_mtim.tv_sec * kNanoseconds + info.st_mtim.tv_nsec};
  }
  return out;
}

std::optional<std::string> DatasetWatch::manifest_hash() const {
  auto hash = sha256_of_file(directory_ / kManifestFile);
  return hash ? std::optional(std::move(*hash)) : std::nullopt;
}

}  // namespace qpv
