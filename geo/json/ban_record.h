// SPDX-License-Identifier: EUPL-1.2
//
// One line of the address base as addok takes it: a commune, or a street or locality with all of
// its house numbers.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

namespace qpv {

struct BanNumber {
  std::string_view label;  // "12 bis"
  std::string_view id;
  std::string_view lon;
  std::string_view lat;
};

// As it is written: numbers and null too are texts here (null an empty one), whoever reads them
// says what is wrong. A member that may be a list has all of its elements.
struct BanRecord {
  std::string_view type;  // "municipality", "street", "locality"
  std::string_view id;
  std::vector<std::string_view> names;
  std::vector<std::string_view> postcodes;
  std::vector<std::string_view> citycodes;
  std::vector<std::string_view> cities;
  std::vector<std::string_view> old_citycodes;
  std::vector<std::string_view> old_cities;
  std::string_view lon;
  std::string_view lat;
  std::vector<BanNumber> numbers;
};

// Decodes line after line in memory that it keeps. Not shared between threads. About a microsecond
// a house number.
class BanDecoder {
 public:
  BanDecoder();
  BanDecoder(BanDecoder&&) noexcept;
  BanDecoder& operator=(BanDecoder&&) noexcept;
  ~BanDecoder();

  // Null for what is not one JSON object in UTF-8. Good until the next call, with its texts.
  BanRecord const* decode(std::string_view line);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace qpv
