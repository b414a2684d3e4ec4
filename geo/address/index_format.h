// SPDX-License-Identifier: EUPL-1.2
//
// The address index as bytes: a header, a table of sections, and the sections, each an array of one
// of the records below, aligned to 64 bytes. Everything is little-endian and refers to rows by
// number.
#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <type_traits>

#include "geo/address/street_key.h"

namespace qpv {

static_assert(std::endian::native == std::endian::little);

inline constexpr std::array<char, 8> kIndexMagic{'Q', 'P', 'V', 'A', 'D', 'D', 'R', '\n'};
inline constexpr std::uint32_t kIndexFormat = 2;
inline constexpr std::uint64_t kSectionAlignment = 64;
inline constexpr double kUnitsPerDegree = 1e7;

struct IndexHeader {
  std::array<char, 8> magic;
  std::uint32_t format;
  std::uint32_t sections;
  std::uint64_t bytes;      // of the whole index
  std::uint32_t table_crc;  // CRC-32 of the table of sections
  std::uint32_t reserved;
};

enum class Section : std::uint32_t {
  kCounts,         // one IndexCounts
  kLexicon,        // text
  kText,           // TextRef: a byte of length, then UTF-8
  kCommunes,       // CommuneRecord, by citycode, and one more for the end
  kCommuneCodes,   // uint32: rows of kPostcodes, a range for each commune
  kPostcodes,      // PostcodeRecord, ascending, and one more for the end
  kPostcodeTowns,  // uint32: rows of kCommunes, a range for each postcode
  kTowns,          // TownRecord, by key
  kTownTable,      // uint32: a hash table of rows of kTowns plus one; 0 is free
  kTownPeaks,      // uint8: of kTowns by their communes' importance, see peaks.h
  kOldCommunes,    // OldCommuneRecord; row 0 is none
  kStreets,        // StreetRecord, by commune and id, and one more for the end
  kStreetNames,    // uint32: row of kNames, a street each
  kSignatures,     // Signature, a street each
  kNames,          // uint32: offset in kNameText, by bare name, and one more for the end
  kNameText,       // NameHead and the texts after it
  kNameFirst,      // uint32: where the streets of a name begin in kNameStreets, and the end
  kNameStreets,    // uint32: rows of kStreets, most important first within a name
  kNameWords,      // NameWord, sorted by what follows in the bare name
  kWordPeaks,      // uint8: of kNameWords by their names' most important streets, see peaks.h
  kNumbers,        // uint32: number << 15 | row of kSuffixes; sorted within a street
  kPositions,      // PackedPosition, a number each
  kTypes,          // uint8: PositionType, a number each
  kSuffixes,       // TextRef, as the base writes them, ascending; row 0 is none
  kIds,            // IdRecord: the numbers whose id does not follow from the rest
  kBoxes,          // PackedBox: an R-tree of the streets' numbers, see street_tree.h
  kBoxStreets,     // uint32: row of kStreets, a leaf box each
};
inline constexpr std::uint32_t kSectionCount = 27;

struct SectionRecord {
  std::uint32_t section;
  std::uint32_t crc;  // CRC-32 of its bytes
  std::uint64_t offset;
  std::uint64_t bytes;
};

using TextRef = std::uint32_t;  // offset in kText

struct IndexCounts {
  std::uint64_t localities;
  std::uint64_t repeated;
};

struct PackedPosition {
  std::int32_t lon;  // 1e-7 degree
  std::int32_t lat;
};

struct PackedBox {
  PackedPosition min;
  PackedPosition max;
};

struct CommuneRecord {
  std::array<char, 5> citycode;
  std::array<char, 3> reserved;
  TextRef name;
  std::uint32_t town;  // its own name's row of kTowns
  std::uint32_t first_street;
  std::uint32_t first_code;  // in kCommuneCodes
  std::uint32_t numbers;
  PackedPosition centre;
};

struct PostcodeRecord {
  std::uint32_t code;  // 62300
  TextRef text;
  std::uint32_t first_town;  // in kPostcodeTowns
};

struct TownRecord {
  TextRef key;
  std::uint32_t commune;
  std::uint64_t signature;  // letter_pairs of the key
};

struct OldCommuneRecord {
  TextRef citycode;
  TextRef name;
};

struct StreetRecord {
  TextRef id;  // what follows the citycode and "_"; the whole id where it begins otherwise
  std::uint32_t first_number;
  PackedPosition position;
  std::uint32_t commune;
  std::uint16_t postcode;  // row of kPostcodes; kNoPostcode where there is none
  std::uint16_t old_commune;
  std::uint8_t kind;  // RowKind
  std::uint8_t whole_id;
  std::array<char, 2> reserved;
};
inline constexpr std::uint16_t kNoPostcode = 0xFFFF;

// Lengths of the texts that follow each other after it.
struct NameHead {
  std::uint8_t type;
  std::uint8_t display;
  std::uint8_t core;
  std::uint8_t bare;
  std::uint8_t sound;
};

struct NameWord {
  std::uint32_t name;
  std::uint32_t offset;  // of the word in the bare name
};

struct IdRecord {
  std::uint32_t number;  // row of kNumbers, ascending
  TextRef id;
};

inline constexpr unsigned kSuffixBits = 15;
inline constexpr std::uint32_t kSuffixMask = (1U << kSuffixBits) - 1;

static_assert(sizeof(IndexHeader) == 32 && sizeof(SectionRecord) == 24);
static_assert(sizeof(CommuneRecord) == 36 && sizeof(StreetRecord) == 28);
static_assert(sizeof(TownRecord) == 16 && sizeof(NameHead) == 5 && sizeof(Signature) == 16);

}  // namespace qpv
