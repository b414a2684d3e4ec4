// SPDX-License-Identifier: EUPL-1.2
//
// The zip that a workbook is, read without trusting it. Private to geo/workbook.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "geo/workbook/bytes.h"

namespace qpv::workbook {

inline constexpr std::size_t kMaxSheets = 10'000;  // of a workbook; further ones are not seen

// One of its files.
struct Part {
  std::string name;
  std::uint64_t bytes;       // as stated; never more are read
  std::uint64_t compressed;  // as stated
  bool encrypted;
};

// A part's bytes from its first to its last; 0 at the end only, once size and checksum are
// verified.
using PartReader = std::function<Result<std::size_t>(std::span<char> room)>;
// The new bytes of a part, likewise.
using PartWriter = PartReader;

class Package {
 public:
  // Looks at the list of parts, not yet into them. kInvalidArgument for what is no zip, is
  // truncated, has more than 10,000 parts or parts that share bytes.
  static Result<Package> open(Input input);

  [[nodiscard]] std::vector<Part> const& parts() const { return parts_; }
  // By name, without regard to case where no name is the same letter by letter; a first "/" is
  // none of the name.
  [[nodiscard]] std::optional<std::size_t> find(std::string_view name) const;

  // A reader holds the package's memory. Refuses encrypted parts, and bombs: more than 1 GiB, or
  // more than 200 times what is stored. One thread for a package and its readers.
  [[nodiscard]] Result<PartReader> read(std::size_t part) const;
  // The whole part, of `at_most` bytes.
  [[nodiscard]] Result<std::string> read_whole(std::size_t part, std::uint64_t at_most) const;

  // The same package with another content for one part: all others are copied as they are,
  // compressed, in their order. `content` is called while the output is written, from this thread.
  Result<void> write_with(std::size_t part, PartWriter const& content, WriteAt const& out) const;

 private:
  struct Zip;

  Input input_;
  std::shared_ptr<Zip> zip_;
  std::vector<Part> parts_;
};

}  // namespace qpv::workbook
