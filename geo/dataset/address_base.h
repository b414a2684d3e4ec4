// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <filesystem>
#include <span>

#include "geo/address/address_index.h"
#include "geo/address/position_errors.h"
#include "geo/core/result.h"

namespace qpv {

// A file of any size as memory, read when it is looked at; its pages are the system's to keep or to
// drop, and all processes that serve it share them. The file may be renamed or removed meanwhile,
// never cut: a dataset is replaced by another directory, not written over.
class MappedFile {
 public:
  // kIo when it cannot be, kCorruptData when it is empty.
  static Result<MappedFile> open(std::filesystem::path const& file);
  MappedFile(MappedFile&& other) noexcept;
  MappedFile& operator=(MappedFile&& other) noexcept;
  ~MappedFile();

  [[nodiscard]] std::span<std::byte const> bytes() const { return bytes_; }

 private:
  explicit MappedFile(std::span<std::byte const> bytes) : bytes_(bytes) {}
  std::span<std::byte const> bytes_;
};

// The addresses of a dataset, and the file that they are read from.
struct AddressBase {
  MappedFile file;  // outlives the index
  AddressIndex index;
  PositionErrors errors = {};  // of its positions
};

// A millisecond whatever the size, unless everything is checked: then half a second a gigabyte.
// The errors of the positions stand in a file of their own: none are set.
Result<AddressBase> open_addresses(std::filesystem::path const& file, IndexCheck check);

}  // namespace qpv
