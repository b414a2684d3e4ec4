// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "geo/core/result.h"

namespace qpv::batch {

// A file that appears under its name when it is whole, and not at all otherwise: it is written
// without a name where the file system can do so (then nothing remains of it, however the process
// ends), else beside its name and removed again. kIo for what the disk refuses.
class OutputFile {
 public:
  // `name` "-" is standard output, which has no such care.
  static Result<OutputFile> create(std::string const& name);
  OutputFile(OutputFile&& other) noexcept;
  OutputFile& operator=(OutputFile&&) = delete;
  ~OutputFile();

  Result<void> write(std::string_view bytes);
  // At a place, whatever is written before and behind it; not of standard output.
  Result<void> write_at(std::uint64_t at, std::string_view bytes);
  [[nodiscard]] bool is_stream() const { return name_ == "-"; }
  // Gives it its name, in the place of a file that has it.
  Result<void> finish();

 private:
  OutputFile(int descriptor, std::string name, std::string beside);
  [[nodiscard]] tl::unexpected<Error> refused() const;

  int descriptor_;
  std::string name_;
  std::string beside_;  // its name until it is whole; empty: it has none
};

}  // namespace qpv::batch
