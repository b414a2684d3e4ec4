// SPDX-License-Identifier: EUPL-1.2
#include "tools/import/lexicon.h"

#include <algorithm>
#include <vector>

#include "tools/import/sources.h"

namespace qpv::import {

namespace fs = std::filesystem;

namespace {

// Stands beside the words of addresses: what columns of lists are called (geo/batch).
constexpr char kOfLists[] = "columns.tsv";

}  // namespace

Result<std::string> read_lexicon_folder(fs::path const& folder) {
  std::vector<fs::path> files;
  std::error_code error;
  for (auto const& entry : fs::directory_iterator(folder, error)) {
    auto const& file = entry.path();
    if (file.extension() == ".tsv" && file.filename() != kOfLists) files.push_back(file);
  }
  if (error || files.empty()) {
    return fail(ErrorCode::kInvalidArgument,
                "--lexicon " + folder.string() + " : un dossier de fichiers .tsv est attendu");
  }
  std::sort(files.begin(), files.end());
  std::string out;
  for (auto const& file : files) {
    auto const text = read_small_file(file);
    if (!text) return tl::unexpected(text.error());
    out += "# file: " + file.filename().string() + "\n" + *text;
    if (!out.ends_with('\n')) out += '\n';
  }
  return out;
}

}  // namespace qpv::import
