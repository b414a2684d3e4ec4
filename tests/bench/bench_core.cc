// SPDX-License-Identifier: EUPL-1.2
//
// How quickly a point is decided in process, on one thread, without HTTP and JSON.
//
//   qpv_bench_core DATASET DATE COUNT SEED [POINTS.tsv PERIMETERS.tsv]
//
// The points are uniform over the agglomération's perimeters and a little around them; they are
// written out with the perimeters so that another program can answer the same. Prints one JSON
// line.
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <exception>
#include <fstream>
#include <iostream>
#include <random>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

#include "geo/core/verdict.h"
#include "geo/dataset/dataset.h"
#include "tests/support/perimeter_table.h"

namespace qpv {
namespace {

using Clock = std::chrono::steady_clock;

constexpr int kRounds = 15;

std::vector<LonLat> uniform_points(Box const& extent, std::size_t count, unsigned seed) {
  std::mt19937 random(seed);
  std::uniform_real_distribution<double> lon(extent.min.lon, extent.max.lon);
  std::uniform_real_distribution<double> lat(extent.min.lat, extent.max.lat);
  std::vector<LonLat> points(count);
  for (auto& point : points) point = {lon(random), lat(random)};
  return points;
}

double nanoseconds_since(Clock::time_point began) {
  return std::chrono::duration<double, std::nano>(Clock::now() - began).count();
}

struct Rates {
  double best;
  double median;
  std::size_t found;  // what the calls returned, in sum: nothing may be optimised away
};

// Points a second over whole passes; `call` returns a count.
template <class Call>
Rates rates(std::span<LonLat const> points, Call const& call) {
  std::vector<double> found_rates;
  std::size_t found = 0;
  for (int round = 0; round < kRounds; ++round) {
    found = 0;
    auto const began = Clock::now();
    for (auto const& point : points) found += call(point);
    found_rates.push_back(static_cast<double>(points.size()) * 1e9 / nanoseconds_since(began));
  }
  std::ranges::sort(found_rates);
  return {found_rates.back(), found_rates[kRounds / 2], found};
}

// Nanoseconds of single calls, the clock's own share included.
template <class Call>
std::vector<double> latencies(std::span<LonLat const> points, Call const& call) {
  std::vector<double> times;
  times.reserve(points.size());
  std::size_t found = 0;
  for (auto const& point : points) {
    auto const began = Clock::now();
    found += call(point);
    times.push_back(nanoseconds_since(began));
  }
  if (found == 0) throw std::runtime_error("no point is inside");
  std::ranges::sort(times);
  return times;
}

std::string to_json(Rates const& of) {
  return fmt::format(R"({{"best":{:.0f},"median":{:.0f},"found":{}}})", of.best, of.median,
                     of.found);
}

void write_points(std::span<LonLat const> points, std::string const& file) {
  std::ofstream out(file);
  out.exceptions(std::ios::badbit | std::ios::failbit);
  std::size_t id = 0;
  for (auto const& point : points) {
    out << fmt::format("{}\t{}\t{}\n", id++, point.lon, point.lat);
  }
}

void run(std::span<char* const> arguments) {
  if (arguments.size() < 5) {
    throw std::invalid_argument(
        "usage: qpv_bench_core DATASET DATE COUNT SEED [POINTS.tsv PERIMETERS.tsv]");
  }
  auto const dataset = load_dataset(arguments[1]);
  if (!dataset) throw std::runtime_error(dataset.error().message);
  auto const& index = (*dataset)->perimeters;
  auto const date = parse_date(arguments[2]);
  if (!date || !index.in_force(*date)) throw std::invalid_argument("no perimeter on that date");
  auto const points = uniform_points((*dataset)->manifest.extent, std::stoul(arguments[3]),
                                     static_cast<unsigned>(std::stoul(arguments[4])));
  if (arguments.size() > 6) {
    write_points(points, arguments[5]);
    std::ofstream perimeters(arguments[6]);
    test::write_perimeters(index, *date, perimeters);
  }

  auto const containing = [&](LonLat p) { return index.containing(p, *date).size(); };
  auto const both = [&](LonLat p) {
    return index.containing(p, *date).size() + (index.nearest(p, *date, 5000) ? 1U : 0U);
  };
  auto const decide = [&](LonLat p) { return decide_point(index, {p}, *date).perimeters.size(); };
  auto const times = latencies(points, decide);
  auto const percentile = [&](double share) {
    return times[static_cast<std::size_t>(share * static_cast<double>(times.size() - 1))];
  };
  std::cout << fmt::format(
      R"({{"points":{},"containing":{},"containing_and_nearest":{},"decide":{},)"
      R"("decide_ns":{{"p50":{:.0f},"p90":{:.0f},"p99":{:.0f},"p999":{:.0f}}}}})"
      "\n",
      points.size(), to_json(rates(points, containing)), to_json(rates(points, both)),
      to_json(rates(points, decide)), percentile(0.5), percentile(0.9), percentile(0.99),
      percentile(0.999));
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
