// SPDX-License-Identifier: EUPL-1.2
//
// libzip's sources over our functions. Private to geo/workbook.
#pragma once

#include <zip.h>

#include <memory>
#include <optional>

#include "geo/workbook/package.h"

namespace qpv::workbook {

struct ZipClosed {
  void operator()(zip_t* archive) const { zip_discard(archive); }
  void operator()(zip_file_t* file) const { zip_fclose(file); }
};
using ZipArchive = std::unique_ptr<zip_t, ZipClosed>;

// What went wrong inside of a source, which libzip only passes on as "a source failed".
struct ZipFault {
  std::optional<Error> error;
};

// An archive that is read from `input` and, when it is closed, written through `out`, where there
// is one. `input`, `out` and `fault` must outlive it. Null when libzip refuses the archive.
ZipArchive open_zip(Input const& input, WriteAt const* out, ZipFault& fault);

// What takes the place of an entry: bytes from `content` until it gives none, with the time of the
// entry. `like` says that and about how many bytes come. All must outlive the archive's closing.
zip_source_t* zip_content(zip_t* archive, PartWriter const& content, zip_stat_t const& like,
                          ZipFault& fault);

}  // namespace qpv::workbook
