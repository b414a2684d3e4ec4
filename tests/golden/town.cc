// SPDX-License-Identifier: EUPL-1.2
#include "tests/golden/town.h"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

#include "tests/golden/import_support.h"
#include "tests/support/shapes.h"

namespace qpv::test {
namespace {

struct Extent {
  double west;
  double south;
  double east;
  double north;
};

std::string feature(Extent const& extent, std::string const& properties) {
  std::string corners;
  for (auto const& [x, y] : {std::pair(extent.west, extent.south),
                             {extent.east, extent.south},
                             {extent.east, extent.north},
                             {extent.west, extent.north},
                             {extent.west, extent.south}}) {
    auto const place = at(x, y);
    corners += fmt::format("{}[{:.7f},{:.7f}]", corners.empty() ? "" : ",", place.lon, place.lat);
  }
  return fmt::format(
      R"({{"type":"FeatureCollection","features":[{{"type":"Feature","properties":{{{}}},)"
      R"("geometry":{{"type":"Polygon","coordinates":[[{}]]}}}}]}})",
      properties, corners);
}

class Map {
 public:
  Map(double metres, std::vector<std::string> lines) : metres_(metres), lines_(std::move(lines)) {}

  // The middle of a character, metres east and north of the map's first one.
  [[nodiscard]] LonLat place(std::size_t line, std::size_t column) const {
    return at(metres_ * static_cast<double>(column), -metres_ * static_cast<double>(line));
  }

  [[nodiscard]] Extent perimeter() const {
    Extent out{1e9, 1e9, -1e9, -1e9};
    for (std::size_t line = 0; line < lines_.size(); ++line) {
      for (std::size_t column = 0; column < lines_[line].size(); ++column) {
        if (lines_[line][column] != '#') continue;
        double const x = metres_ * static_cast<double>(column);
        double const y = -metres_ * static_cast<double>(line);
        out = {std::min(out.west, x - metres_ / 2), std::min(out.south, y - metres_ / 2),
               std::max(out.east, x + metres_ / 2), std::max(out.north, y + metres_ / 2)};
      }
    }
    return out;
  }

  [[nodiscard]] Extent covered() const {
    constexpr double kAround = 3000;
    std::size_t widest = 0;
    for (auto const& line : lines_) widest = std::max(widest, line.size());
    return {-kAround, -metres_ * static_cast<double>(lines_.size()) - kAround,
            metres_ * static_cast<double>(widest) + kAround, kAround};
  }

  [[nodiscard]] std::vector<LonLat> letters(char letter) const {
    std::vector<LonLat> out;
    for (std::size_t line = 0; line < lines_.size(); ++line) {
      for (std::size_t column = 0; column < lines_[line].size(); ++column) {
        if (lines_[line][column] == letter) out.push_back(place(line, column));
      }
    }
    return out;
  }

 private:
  double metres_;
  std::vector<std::string> lines_;
};

std::string rows_of(char letter, Street const& street, std::vector<LonLat> const& places) {
  if (places.size() != street.numbers.size()) {
    throw std::invalid_argument(fmt::format("'{}' is {} times on the map, {} has {} numbers",
                                            letter, places.size(), street.name,
                                            street.numbers.size()));
  }
  std::string out;
  for (std::size_t i = 0; i < places.size(); ++i) {
    auto const& text = street.numbers[i];
    auto const digits = text.find_first_not_of("0123456789");
    auto const number = std::stoi(text);
    auto const suffix = digits == std::string::npos ? std::string() : text.substr(digits);
    out += fmt::format("62498_{:04d}_{:05d}{};{};{};{};62300;62498;Lens;{:.7f};{:.7f};entrée\n",
                       int{letter}, number, suffix.empty() ? "" : "_" + suffix, number, suffix,
                       street.name, places[i].lon, places[i].lat);
  }
  return out;
}

}  // namespace

Town::Town(double metres, std::vector<std::string> lines, std::map<char, Street> const& streets) {
  Map const map(metres, std::move(lines));
  std::string rows =
      "id;numero;rep;nom_voie;code_postal;code_insee;nom_commune;lon;lat;type_position\n";
  for (auto const& [letter, street] : streets) rows += rows_of(letter, street, map.letters(letter));
  write_file(dir_ / "adresses.csv", rows);
  write_file(dir_ / "quartier.geojson",
             feature(map.perimeter(), R"("code_qp":"QN06201M","lib_qp":"Le Quartier",)"
                                      R"("insee_com":"62498","lib_com":"Lens")"));
  write_file(dir_ / "couvert.geojson", feature(map.covered(), ""));
  auto const done = import({"--perimeters", (dir_ / "quartier.geojson").string(), "--coverage",
                            (dir_ / "couvert.geojson").string(), "--addresses",
                            (dir_ / "adresses.csv").string(), "--out", (dir_ / "jeu").string()});
  if (done.exit_code != 0) throw std::runtime_error(done.err);
  dataset_ = loaded(dir_ / "jeu");
}

}  // namespace qpv::test
