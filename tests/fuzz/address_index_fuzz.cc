// SPDX-License-Identifier: EUPL-1.2
//
// Damaged address indexes: the input says where the bytes of a good one become others. Its
// checksums are not looked at, as when a server starts: nothing outside of the file may be read,
// whatever is asked of it. The sanitizers see that, the bytes being a block of their own.
#include <algorithm>
#include <array>
#include <cstring>
#include <span>
#include <string>
#include <vector>

#include "tests/fuzz/searches.h"

namespace {

using namespace qpv;  // NOLINT(google-build-using-namespace): one function

constexpr std::size_t kEdit = 4;  // three bytes of place, one of value

void apply(std::span<std::uint8_t const> edits, std::string& bytes) {
  for (; edits.size() >= kEdit; edits = edits.subspan(kEdit)) {
    auto const place =
        std::size_t{edits[0]} | std::size_t{edits[1]} << 8U | std::size_t{edits[2]} << 16U;
    bytes[place % bytes.size()] = static_cast<char>(edits[3]);
  }
  if (!edits.empty())
    bytes.resize(bytes.size() - std::min<std::size_t>(bytes.size() - 1, edits[0]));
}

constexpr std::array kTexts{"3bis rue pasteur 62300 lens", "cite 9 bis lens", "place jean jaures"};

std::string answers_of(AddressIndex const& index) {
  SearchScratch scratch;
  std::vector<AddressMatch> found;
  std::string out;
  for (auto const* text : kTexts) {
    AddressQuery query;
    query.text = text;
    search(index, query, scratch, found);
    for (auto const& match : found) out += label(index, match) + '\n';
  }
  return out;
}

// All rows that it says it has, some hundred at most: a damaged count may say milliards.
void read_everything(AddressIndex const& index) {
  constexpr std::uint32_t kMost = 200;
  std::size_t sum = 0;
  for (std::uint32_t i = 0; i < kMost; ++i) {
    auto const street = static_cast<StreetIdx>(i);
    auto const number = static_cast<NumberIdx>(i);
    auto const commune = static_cast<CommuneIdx>(i);
    sum += index[street].name.size() + index[number].suffix.size() + index[commune].name.size();
    sum += index.id(street).size() + index.id(street, number).size();
    sum += index.postcode(commune, i).size() + index.numbers(street).size();
  }
  fuzz::require(sum < (std::size_t{1} << 50U), "lengths of this world");
  (void)index.find_commune("62498");
  (void)reverse(index, test::at(0, 0), 500, 5);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  static std::string const good = test::build_bytes(fuzz::base_rows());
  auto bytes = good;
  apply({data, size}, bytes);
  std::vector<std::uint64_t> words((bytes.size() + 7) / 8);
  std::memcpy(words.data(), bytes.data(), bytes.size());
  auto const all = std::as_bytes(std::span(words)).first(bytes.size());
  auto const checked = AddressIndex::open(all, IndexCheck::kEverything);
  // A byte between two sections may be any.
  static std::string const true_answers = answers_of(*test::MadeAddresses(fuzz::base_rows()));
  fuzz::require(!checked || answers_of(*checked) == true_answers, "a checksum tells damage");
  auto const index = AddressIndex::open(all, IndexCheck::kHeader);
  if (!index) return 0;
  read_everything(*index);
  for (auto const* text : kTexts) fuzz::search_everything(*index, text, false);
  return 0;
}
