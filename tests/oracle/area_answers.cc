// SPDX-License-Identifier: EUPL-1.2
//
// Writes what PostGIS needs to check decisions on areas: the perimeters in force, a cloud of areas,
// our answers, and the time each took. Tab-separated, as COPY reads it.
//
//   qpv_area_answers DATASET DATE COUNT SEED DIRECTORY
//     ->  perimeters.tsv, areas.tsv, area_perimeters.tsv
#include <fmt/format.h>

#include <chrono>
#include <exception>
#include <fstream>
#include <iostream>
#include <span>
#include <stdexcept>
#include <string>

#include "geo/core/area.h"
#include "geo/dataset/dataset.h"
#include "tests/oracle/area_cloud.h"
#include "tests/support/perimeter_table.h"

namespace qpv {
namespace {

constexpr char kNull[] = "\\N";

std::string_view word(Part part) {
  switch (part) {
    case Part::kWholly:
      return "wholly";
    case Part::kPartly:
      return "partly";
    case Part::kNot:
      break;
  }
  return "not";
}

std::string_view word(std::optional<Part> part) { return part ? word(*part) : kNull; }

std::string_view word(AreaAnswer answer) {
  switch (answer) {
    case AreaAnswer::kInside:
      return "inside";
    case AreaAnswer::kPartly:
      return "partly";
    case AreaAnswer::kOutside:
      return "outside";
    case AreaAnswer::kUncertain:
      break;
  }
  return "uncertain";
}

void write_answers(PerimeterIndex const& index, Date date, std::span<MultiPolygon const> areas,
                   std::filesystem::path const& directory) {
  auto areas_out = test::open_table(directory / "areas.tsv");
  auto pairs_out = test::open_table(directory / "area_perimeters.tsv");
  std::size_t id = 0;
  for (auto const& area : areas) {
    auto const began = std::chrono::steady_clock::now();
    auto const verdict = decide_area(index, area, date);
    std::chrono::duration<double, std::milli> const took = std::chrono::steady_clock::now() - began;
    if (!verdict) throw std::runtime_error(verdict.error().message);
    areas_out << fmt::format("{}\t{}\t{}\t{}\t{}\t{}\t{}\n", id, word(verdict->answer),
                             verdict->share_inside, word(verdict->within[0]),
                             word(verdict->within[1]), took.count(), test::ewkb(area));
    for (auto const& one : verdict->perimeters) {
      pairs_out << fmt::format("{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\n", id, index[one.idx].code,
                               word(one.inside), one.share, one.nearest,
                               one.farthest ? fmt::format("{}", *one.farthest) : kNull,
                               word(one.within[0]), word(one.within[1]));
    }
    ++id;
  }
}

void run(std::span<char* const> arguments) {
  if (arguments.size() != 6) {
    throw std::invalid_argument("usage: qpv_area_answers DATASET DATE COUNT SEED DIRECTORY");
  }
  auto const dataset = load_dataset(arguments[1]);
  if (!dataset) throw std::runtime_error(dataset.error().message);
  auto const& index = (*dataset)->perimeters;
  auto const date = parse_date(arguments[2]);
  if (!date || !index.in_force(*date)) throw std::invalid_argument("no perimeter on that date");
  auto const areas = test::area_cloud(index, *date, std::stoul(arguments[3]),
                                      static_cast<unsigned>(std::stoul(arguments[4])));
  std::filesystem::path const directory = arguments[5];
  auto perimeters_out = test::open_table(directory / "perimeters.tsv");
  test::write_perimeters(index, *date, perimeters_out);
  write_answers(index, *date, areas, directory);
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
