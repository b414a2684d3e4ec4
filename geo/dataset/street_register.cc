// SPDX-License-Identifier: EUPL-1.2
#include "geo/dataset/street_register.h"

#include <algorithm>
#include <string_view>

#include "geo/address/search.h"
#include "geo/address/street_register.h"
#include "geo/core/csv_cell.h"

namespace qpv {
namespace {

constexpr std::string_view kHeader =
    "generation;citycode;commune;id_voie;voie;cote;de;a;numeros;perimetres;reponse;raison\n";

std::string_view side_word(Side side) {
  switch (side) {
    case Side::kInside:
      return "dedans";
    case Side::kOutside:
      return "dehors";
    case Side::kDoubt:
      break;
  }
  return "en doute";
}

// Why a position is in doubt: an address has other reasons too, a place has these.
std::string_view reason_word(Doubt doubt) {
  switch (doubt) {
    case Doubt::kNearBoundary:
      return "limite proche";
    case Doubt::kNotCovered:
      return "hors des données";
    default:
      return "";
  }
}

std::string_view parity_word(std::optional<bool> odd) {
  if (!odd) return "tous";
  return *odd ? "impairs" : "pairs";
}

class Table {
 public:
  Table(PerimeterIndex const& perimeters, AddressIndex const& addresses)
      : perimeters_(perimeters), addresses_(addresses) {}

  void add(int generation, RegisterCommune const& commune) {
    auto const info = addresses_[commune.commune];
    beginning_ = std::to_string(generation) + ';';
    append(beginning_, info.citycode);
    append(beginning_, info.name);
    if (commune.whole) {
      out_ += beginning_ + ";;tous;;;" + std::to_string(info.numbers) + ';';
      add(*commune.whole);
    }
    for (auto const& street : commune.streets) add(street);
  }

  [[nodiscard]] std::string take() { return std::move(out_); }

 private:
  static void append(std::string& out, std::string_view cell) {
    append_cell(out, cell);
    out += ';';
  }

  void add(RegisterStreet const& street) {
    auto line = beginning_;
    append(line, addresses_.id(street.street));
    append(line, addresses_[street.street].name);
    for (auto const& range : street.ranges) {
      out_ += line;
      out_ += parity_word(range.odd);
      out_ += ';';
      if (range.numbers > 0) {
        auto const last = static_cast<NumberIdx>(static_cast<std::uint32_t>(range.span.end) - 1);
        append_cell(out_, housenumber(addresses_[range.span.first]));
        out_ += ';';
        append_cell(out_, housenumber(addresses_[last]));
      } else {
        out_ += ';';
      }
      out_ += ';' + std::to_string(range.numbers) + ';';
      add(range.standing);
    }
  }

  void add(Standing const& standing) {
    bool first = true;
    for (auto const perimeter : standing.covering) {
      if (!first) out_ += ',';
      first = false;
      append_cell(out_, perimeters_[perimeter].code);
    }
    out_ += ';';
    out_ += side_word(standing.side);
    out_ += ';';
    out_ += reason_word(standing.doubt);
    out_ += '\n';
  }

  PerimeterIndex const& perimeters_;
  AddressIndex const& addresses_;
  std::string beginning_;  // of each row of the commune
  std::string out_{kHeader};
};

}  // namespace

std::optional<Date> day_of(std::vector<GenerationSummary> const& all, int generation) {
  std::optional<Date> day;
  for (auto const& each : all) {
    if (each.generation == generation && (!day || each.validity.from > *day)) {
      day = each.validity.from;
    }
  }
  return day;
}

std::vector<int> generations_of(std::vector<GenerationSummary> const& all) {
  std::vector<int> out;
  out.reserve(all.size());
  for (auto const& each : all) out.push_back(each.generation);
  std::ranges::sort(out);
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

std::string write_street_register(PerimeterIndex const& perimeters, AddressIndex const& addresses,
                                  PositionErrors const& errors,
                                  std::vector<GenerationSummary> const& generations) {
  Table table(perimeters, addresses);
  for (int const generation : generations_of(generations)) {
    auto const day = *day_of(generations, generation);
    auto const communes = addresses.communes();
    for (auto i = static_cast<std::uint32_t>(communes.first);
         i < static_cast<std::uint32_t>(communes.end); ++i) {
      table.add(generation,
                register_commune(perimeters, addresses, static_cast<CommuneIdx>(i), errors, day));
    }
  }
  return table.take();
}

}  // namespace qpv
