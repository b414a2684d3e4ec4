// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>

namespace qpv {

// Tells when a dataset directory is worth loading again, by looking at it about once a second. One
// thread.
//
// A manifest.json with another device or inode is: that is how qpv-import and rsync publish. One
// that was rewritten in place, or is gone, must have been left alone from one look to the next.
// After a failure any file that changes is a reason (a copy whose manifest came first), once they
// all hold still; what failed and does not change is not tried again.
class DatasetWatch {
 public:
  // What is there now is what will be loaded first.
  explicit DatasetWatch(std::filesystem::path directory);

  // Looks once; whether there is something to load.
  bool look();
  // What the last look saw was loaded, or was refused.
  void tried(bool loaded);

 private:
  struct Stamp {
    dev_t device;
    ino_t inode;
    off_t size;
    std::int64_t modified_ns;
    friend bool operator==(Stamp const&, Stamp const&) = default;
  };
  using Files = std::map<std::string, Stamp>;

  [[nodiscard]] Files files() const;
  [[nodiscard]] std::optional<std::string> manifest_hash() const;

  std::filesystem::path directory_;
  Files seen_;
  Files tried_;
  std::optional<std::string> tried_manifest_;
  bool failed_ = false;
};

}  // namespace qpv
