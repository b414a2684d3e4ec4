// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "geo/address/address_builder.h"
#include "geo/address/address_row.h"
#include "geo/core/result.h"

namespace qpv {

// Rows of one index; they mean nothing in another one. Streets are sorted by citycode, the numbers
// of a street by number and suffix; each is a range of its own without gaps.
enum class CommuneIdx : std::uint32_t {};
enum class StreetIdx : std::uint32_t {};
enum class NumberIdx : std::uint32_t {};

template <class Idx>
struct IdxRange {
  Idx first;
  Idx end;  // one past the last
  [[nodiscard]] std::size_t size() const {
    return static_cast<std::size_t>(end) - static_cast<std::size_t>(first);
  }
  [[nodiscard]] bool empty() const { return first == end; }
};

inline NumberIdx after(NumberIdx number) {
  return static_cast<NumberIdx>(static_cast<std::uint32_t>(number) + 1);
}

struct CommuneInfo {
  std::string_view citycode;
  std::string_view name;
  LonLat centre;
  std::uint32_t numbers;  // how many addresses it has: what tells a town from a village here
};

struct StreetInfo {
  RowKind kind;  // kStreet or kLocality
  std::string_view name;
  std::string_view postcode;
  std::string_view old_citycode;  // empty where there is none
  std::string_view old_city;
  CommuneIdx commune;
  LonLat position;
};

struct NumberInfo {
  std::uint32_t number;
  std::string_view suffix;  // as the base writes it
  LonLat position;          // to 1e-7 degree
  PositionType type;
};

enum class IndexCheck {
  kHeader,      // header, table of contents and sizes
  kEverything,  // every checksum as well
};

struct IndexData;

// An address base as AddressBuilder wrote it: streets with their numbers, and what finds them.
//
// Reads the bytes where they are: they must stay, and may be a mapped file of any size. Opening
// looks at the header and the lexicon only, in under a millisecond. Whatever the bytes, nothing is
// read outside of them: a damaged index gives wrong answers, never a crash. Immutable: any number
// of threads. No access allocates, but for the ones that return a std::string.
class AddressIndex {
 public:
  // kCorruptData for anything but an index of this format.
  static Result<AddressIndex> open(std::span<std::byte const> bytes,
                                   IndexCheck check = IndexCheck::kEverything);
  AddressIndex(AddressIndex&&) noexcept;
  AddressIndex& operator=(AddressIndex&&) noexcept;
  ~AddressIndex();

  [[nodiscard]] AddressCounts counts() const;

  [[nodiscard]] IdxRange<CommuneIdx> communes() const;
  [[nodiscard]] IdxRange<StreetIdx> streets() const;
  [[nodiscard]] IdxRange<StreetIdx> streets(CommuneIdx commune) const;
  [[nodiscard]] IdxRange<NumberIdx> numbers(StreetIdx street) const;

  [[nodiscard]] CommuneInfo operator[](CommuneIdx commune) const;
  [[nodiscard]] StreetInfo operator[](StreetIdx street) const;
  [[nodiscard]] NumberInfo operator[](NumberIdx number) const;
  // The k-th postcode of a commune, ascending; empty beyond its last one.
  [[nodiscard]] std::string_view postcode(CommuneIdx commune, std::size_t k) const;

  [[nodiscard]] std::optional<CommuneIdx> find_commune(std::string_view citycode) const;

  // The base's own ids.
  [[nodiscard]] std::string id(StreetIdx street) const;
  [[nodiscard]] std::string id(StreetIdx street, NumberIdx number) const;

  // What the search works on; internal to geo/address.
  [[nodiscard]] IndexData const& data() const { return *data_; }

 private:
  explicit AddressIndex(std::unique_ptr<IndexData const> data);
  std::unique_ptr<IndexData const> data_;
};

}  // namespace qpv
