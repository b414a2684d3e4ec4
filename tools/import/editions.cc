// SPDX-License-Identifier: EUPL-1.2
#include "tools/import/editions.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "geo/core/france.h"
#include "geo/core/perimeter_code.h"
#include "geo/ogr/shape_change.h"

namespace qpv::import {
namespace {

int generation_of(ogr::SourcePerimeter const& perimeter) {
  return parse_perimeter_code(perimeter.code)->generation;
}

std::string_view zone_of(ogr::SourcePerimeter const& perimeter) {
  auto const* const zone = french_zone_at(perimeter.shape.front().outer.front());
  return zone == nullptr ? std::string_view() : zone->name;
}

std::string label(Edition const& edition) {
  return fmt::format("« {} » du {}", edition.name, edition.date);
}

// The edition that counts, and a file that has it.
struct Newest {
  Edition edition;
  std::string file;
};

Result<std::map<int, Newest>> newest_editions(std::vector<Read> const& reads) {
  std::map<int, Newest> newest;
  std::map<int, Newest> rival;  // another edition of the same day
  for (auto const& read : reads) {
    auto const edition = read.edition();
    if (!edition) continue;
    std::set<int> generations;
    for (auto const& perimeter : read.content.perimeters) {
      generations.insert(generation_of(perimeter));
    }
    for (int const generation : generations) {
      Newest const candidate{*edition, read.file.name};
      auto const [at, first] = newest.try_emplace(generation, candidate);
      if (first || edition->date > at->second.edition.date) {
        at->second = candidate;
        rival.erase(generation);
      } else if (edition->date == at->second.edition.date && *edition != at->second.edition) {
        rival.try_emplace(generation, candidate);
      }
    }
  }
  for (auto const& [generation, other] : rival) {
    auto const& one = newest.at(generation);
    return wrong(
        fmt::format("génération {} : {} ({}) et {} ({}) sont deux éditions du même jour : aucune "
                    "ne remplace l'autre",
                    generation, label(one.edition), one.file, label(other.edition), other.file));
  }
  return newest;
}

// Takes the superseded perimeters of one file out of it.
class Sieve {
 public:
  Sieve(std::map<int, Newest> const& newest, Superseding& out) : newest_(newest), out_(out) {}

  void take_out(Read& read) {
    auto const edition = read.edition();
    if (!edition) return;
    std::map<int, std::uint64_t> counts;
    std::set<std::string> codes;
    for (auto const& perimeter : read.content.perimeters) {
      int const generation = generation_of(perimeter);
      if (newest_.at(generation).edition == *edition) continue;
      ++counts[generation];
      codes.insert(perimeter.code);
      lost_zones_[generation].insert(zone_of(perimeter));
    }
    auto const superseded = [&](auto const& item) { return codes.contains(item.code); };
    std::erase_if(read.content.perimeters, superseded);
    std::erase_if(read.content.repairs, superseded);
    for (auto const& [generation, count] : counts) {
      out_.superseded.push_back(
          {read.file.name, generation, count, *edition, newest_.at(generation).edition});
    }
  }

  // Ground that the older edition knew and the newer one says nothing of.
  void remark_lost_zones(std::vector<Read> const& reads) {
    for (auto const& read : reads) {
      for (auto const& perimeter : read.content.perimeters) {
        auto const lost = lost_zones_.find(generation_of(perimeter));
        if (lost != lost_zones_.end()) lost->second.erase(zone_of(perimeter));
      }
    }
    for (auto const& [generation, zones] : lost_zones_) {
      for (auto const zone : zones) {
        out_.remarks.push_back(fmt::format(
            "génération {} : l'édition {} n'a aucun périmètre en {}, une plus ancienne en avait ; "
            "donnez tous les fichiers de l'édition",
            generation, label(newest_.at(generation).edition), zone));
      }
    }
  }

 private:
  std::map<int, Newest> const& newest_;
  Superseding& out_;
  std::map<int, std::set<std::string_view>> lost_zones_;  // by generation
};

// What two files of one edition say differently of a perimeter, or nothing.
Result<std::string> difference(ogr::SourcePerimeter const& a, ogr::SourcePerimeter const& b) {
  if (a.name != b.name) return "le même nom";
  if (a.commune_codes != b.commune_codes || a.commune_names != b.commune_names) {
    return "les mêmes communes";
  }
  if (a.epcis != b.epcis) return "les mêmes EPCI";
  auto const change = ogr::shape_change(a.shape, b.shape);
  if (!change) return tl::unexpected(change.error());
  return *change ? "la même forme" : "";
}

struct Given {
  Read const* read;
  ogr::SourcePerimeter const* perimeter;
};

Result<void> check_same(Given const& before, Given const& now) {
  auto const& code = now.perimeter->code;
  auto const& one = before.read->file.name;
  auto const& other = now.read->file.name;
  auto const edition = now.read->edition();
  if (!edition || before.read->edition() != edition) {
    return wrong(
        fmt::format("le périmètre {} est à la fois dans {} et dans {} : --edition, après chacun, "
                    "dirait lequel compte",
                    code, one, other));
  }
  auto const different = difference(*before.perimeter, *now.perimeter);
  if (!different) return tl::unexpected(different.error());
  if (different->empty()) return {};
  return wrong(fmt::format("le périmètre {} n'a pas {} dans {} et dans {}, deux fichiers de {}",
                           code, *different, one, other, label(*edition)));
}

}  // namespace

Result<Superseding> keep_newest(std::vector<Read>& reads) {
  auto const newest = newest_editions(reads);
  if (!newest) return tl::unexpected(newest.error());
  Superseding out;
  Sieve sieve(*newest, out);
  for (auto& read : reads) sieve.take_out(read);
  std::erase_if(reads, [](Read const& read) { return read.content.perimeters.empty(); });
  sieve.remark_lost_zones(reads);
  return out;
}

Result<void> match_repeated(std::vector<Read>& reads) {
  std::map<std::string, Given> known;
  for (auto& read : reads) {
    for (auto const& perimeter : read.content.perimeters) {
      Given const now{&read, &perimeter};
      auto const [before, added] = known.try_emplace(perimeter.code, now);
      if (added) continue;
      if (auto const checked = check_same(before->second, now); !checked) return checked;
      read.repeated.insert(perimeter.code);
    }
  }
  return {};
}

}  // namespace qpv::import
