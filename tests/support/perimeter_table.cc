// SPDX-License-Identifier: EUPL-1.2
#include "tests/support/perimeter_table.h"

#include <fmt/format.h>

#include <bit>
#include <cstdint>
#include <iterator>
#include <string>

namespace qpv::test {
namespace {

// Little-endian.
class Wkb {
 public:
  explicit Wkb(MultiPolygon const& shape) {
    constexpr std::uint32_t kPolygon = 3;
    constexpr std::uint32_t kMultiPolygon = 6;
    constexpr std::uint32_t kHasSrid = 0x20000000;
    constexpr std::uint32_t kWgs84 = 4326;
    begin(kMultiPolygon | kHasSrid);
    put(kWgs84);
    put_size(shape.size());
    for (auto const& polygon : shape) {
      begin(kPolygon);
      put_size(polygon.holes.size() + 1);
      put_ring(polygon.outer);
      for (auto const& hole : polygon.holes) put_ring(hole);
    }
  }

  [[nodiscard]] std::string const& hex() const { return hex_; }

 private:
  void begin(std::uint32_t type) {
    hex_ += "01";
    put(type);
  }

  template <class Word>
  void put(Word word) {
    for (std::size_t i = 0; i < sizeof word; ++i, word >>= 8U) {
      fmt::format_to(std::back_inserter(hex_), "{:02x}", static_cast<unsigned>(word & 0xFFU));
    }
  }

  void put_size(std::size_t size) { put(static_cast<std::uint32_t>(size)); }

  void put_ring(Ring const& ring) {
    put_size(ring.size());
    for (auto const& p : ring) {
      put(std::bit_cast<std::uint64_t>(p.lon));
      put(std::bit_cast<std::uint64_t>(p.lat));
    }
  }

  std::string hex_;
};

}  // namespace

std::string ewkb(MultiPolygon const& shape) { return Wkb(shape).hex(); }

std::ofstream open_table(std::filesystem::path const& path) {
  std::ofstream out(path);
  out.exceptions(std::ios::badbit | std::ios::failbit);
  return out;
}

void write_perimeters(PerimeterIndex const& index, Date date, std::ostream& out) {
  for (auto const& perimeter : index.all()) {
    if (!perimeter.validity.contains(date)) continue;
    out << perimeter.code << '\t' << ewkb(perimeter.shape) << '\n';
  }
}

}  // namespace qpv::test
