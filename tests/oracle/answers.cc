// SPDX-License-Identifier: EUPL-1.2
//
// Writes what PostGIS needs to check a dataset: its perimeters in force, every bit of their
// coordinates kept, and our answers for a cloud of points. Tab-separated, as COPY reads it.
//
//   qpv_answers DATASET DATE COUNT SEED DIRECTORY  ->  perimeters.tsv, points.tsv
#include <fmt/format.h>

#include <bit>
#include <cstdint>
#include <exception>
#include <fstream>
#include <iostream>
#include <span>
#include <stdexcept>
#include <string>

#include "geo/core/verdict.h"
#include "geo/dataset/dataset.h"
#include "tests/oracle/point_cloud.h"

namespace qpv {
namespace {

constexpr char kNull[] = "\\N";

// EWKB in hexadecimal, little-endian: PostGIS reads it without a conversion.
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

std::string_view word(Answer answer) {
  switch (answer) {
    case Answer::kInside:
      return "inside";
    case Answer::kOutside:
      return "outside";
    case Answer::kUncertain:
      break;
  }
  return "uncertain";
}

std::string_view word(std::optional<bool> known) {
  if (!known) return kNull;
  return *known ? "t" : "f";
}

void write_perimeters(PerimeterIndex const& index, Date date, std::ostream& out) {
  for (auto const& perimeter : index.all()) {
    if (!perimeter.validity.contains(date)) continue;
    out << perimeter.code << '\t' << Wkb(perimeter.shape).hex() << '\n';
  }
}

void write_points(PerimeterIndex const& index, Date date, std::span<LonLat const> points,
                  std::ostream& out) {
  std::size_t id = 0;
  for (auto const& point : points) {
    auto const verdict = decide_point(index, {point}, date);
    std::string codes;
    for (auto const idx : verdict.perimeters) {
      if (!codes.empty()) codes += ',';
      codes += index[idx].code;
    }
    auto const& boundary = verdict.boundary;
    out << fmt::format("{}\t{}\t{}\t{{{}}}\t{}\t{}\t{}\t{}\n", id++, point.lon, point.lat, codes,
                       boundary ? index[boundary->idx].code : kNull,
                       boundary ? fmt::format("{}", boundary->metres) : kNull, word(verdict.answer),
                       word(verdict.within_neighbourhood));
  }
}

std::ofstream open(std::filesystem::path const& path) {
  std::ofstream out(path);
  out.exceptions(std::ios::badbit | std::ios::failbit);
  return out;
}

void run(std::span<char* const> arguments) {
  if (arguments.size() != 6) {
    throw std::invalid_argument("usage: qpv_answers DATASET DATE COUNT SEED DIRECTORY");
  }
  auto const dataset = load_dataset(arguments[1]);
  if (!dataset) throw std::runtime_error(dataset.error().message);
  auto const& index = (*dataset)->perimeters;
  auto const date = parse_date(arguments[2]);
  if (!date || !index.in_force(*date)) throw std::invalid_argument("no perimeter on that date");
  auto const points = test::point_cloud(index, *date, std::stoul(arguments[3]),
                                        static_cast<unsigned>(std::stoul(arguments[4])));
  std::filesystem::path const directory = arguments[5];
  auto perimeters_out = open(directory / "perimeters.tsv");
  write_perimeters(index, *date, perimeters_out);
  auto points_out = open(directory / "points.tsv");
  write_points(index, *date, points, points_out);
}

}  // namespace
}  // namespace qpv

int main(int argc, char** argv) {
  try {
    qpv::run({argv, static_cast<std::size_t>(argc)});
    return 0;
  } catch (std::exception const& error) {
    std::cerr << "error: " << error.what() << '\n';
    return 2;
  }
}
