// SPDX-License-Identifier: EUPL-1.2
//
// A zip as published, read without trusting it. Private to geo/ogr.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "geo/core/result.h"

namespace qpv::ogr {

class Archive {
 public:
  struct Entry {
    std::string name;
    std::uint64_t bytes;  // as stated; never more are read
    std::uint64_t index;
  };

  // Looks at every entry before any is read: how many, how large, how compressed, whether
  // encrypted, whether named like a way out of the archive. kInvalidArgument says which.
  static Result<Archive> open(std::filesystem::path const& file);

  Archive(Archive&&) noexcept;
  Archive& operator=(Archive&&) noexcept;
  ~Archive();

  [[nodiscard]] std::vector<Entry> const& entries() const { return entries_; }  // files only
  // The whole entry, its size and checksum verified.
  [[nodiscard]] Result<std::string> read(std::size_t entry) const;

 private:
  struct Impl;
  explicit Archive(std::unique_ptr<Impl> impl);

  std::unique_ptr<Impl> impl_;
  std::vector<Entry> entries_;
};

}  // namespace qpv::ogr
