// SPDX-License-Identifier: EUPL-1.2
//
// Writes what PostGIS needs to check a dataset: its perimeters in force, every bit of their
// coordinates kept, and our answers for a cloud of points. Tab-separated, as COPY reads it.
//
//   qpv_answers DATASET DATE COUNT SEED DIRECTORY  ->  perimeters.tsv, points.tsv
#include <fmt/format.h>

#include <exception>
#include <fstream>
#include <iostream>
#include <span>
#include <stdexcept>
#include <string>

#include "geo/core/verdict.h"
#include "geo/dataset/dataset.h"
#include "tests/support/perimeter_table.h"
#include "tests/support/point_cloud.h"

namespace qpv {
namespace {

constexpr char kNull[] = "\\N";

std::string_view word(Answer answer) {
  switch (answer) {
    case Answer::kInside:
      return "inside";
    case Answer::kOutside:
      return "outside";
    case Answer::kNotFound:
    case Answer::kUncertain:
      break;
  }
  return "uncertain";
}

std::string_view word(std::optional<bool> known) {
  if (!known) return kNull;
  return *known ? "t" : "f";
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
  auto perimeters_out = test::open_table(directory / "perimeters.tsv");
  test::write_perimeters(index, *date, perimeters_out);
  auto points_out = test::open_table(directory / "points.tsv");
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
