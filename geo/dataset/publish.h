// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <filesystem>
#include <memory>
#include <optional>

#include "geo/core/result.h"

namespace qpv {

// How a finished dataset takes the place of the one before.
enum class SwapBy {
  kExchange,  // renameat2(RENAME_EXCHANGE): two names change places at once
  kLink,      // a symbolic link renamed into place, where the file system lacks the exchange
};

// One dataset being written aside and then published whole: at every moment a reader opening
// `target` finds the whole old or the whole new dataset, or none if there was none. A process
// killed at any point leaves that so, and the next publication removes what it left behind.
//
// With kLink, the only moment when `target` is missing is the first publication over a plain
// directory that an exchange had put there: a directory cannot be replaced by a link at once.
class Publication {
 public:
  // Locks `target` against other publications and makes a new directory beside it, on the same file
  // system. kInvalidArgument when `target` exists and is neither a dataset directory, nor a link to
  // one, nor an empty directory; kUnavailable when another process is publishing there.
  static Result<Publication> begin(std::filesystem::path const& target);
  // As above, without asking the file system what it can do.
  static Result<Publication> begin(std::filesystem::path const& target, SwapBy how);

  Publication(Publication&&) noexcept;
  Publication& operator=(Publication&&) noexcept;
  ~Publication();  // not committed: removes what was written aside

  [[nodiscard]] std::filesystem::path const& staging() const;

  // Syncs every file to disk, puts the directory where `target` is and removes the old one.
  Result<void> commit();

 private:
  struct Impl;
  explicit Publication(std::unique_ptr<Impl> impl);
  static Result<Publication> start(std::filesystem::path const& target, std::optional<SwapBy> how);

  std::unique_ptr<Impl> impl_;
};

}  // namespace qpv
