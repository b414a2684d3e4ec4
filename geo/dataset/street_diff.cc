// SPDX-License-Identifier: EUPL-1.2
#include "geo/dataset/street_diff.h"

#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>

#include "geo/address/search.h"
#include "geo/address/street_register.h"
#include "geo/dataset/street_register.h"

namespace qpv {
namespace {

bool plain(StandingText const& standing) {
  return standing.perimeters.empty() &&
         (standing.side == Side::kOutside || standing.doubt == Doubt::kNotCovered);
}

// One dataset on one day.
class Sheet {
 public:
  // A number, or a street that has none.
  struct Entry {
    std::string street_id;
    std::uint32_t number;
    std::string suffix;
    StreetIdx street;
    StandingText standing;

    [[nodiscard]] auto key() const { return std::tie(street_id, number, suffix); }
    [[nodiscard]] std::string text() const {
      return number == kNoNumber ? std::string() : std::to_string(number) + suffix;
    }
  };

  Sheet(Dataset const& dataset, Date day)
      : perimeters_(dataset.perimeters), base_(*dataset.addresses), day_(day) {}

  [[nodiscard]] AddressIndex const& addresses() const { return base_.index; }

  // Of nothing, for a commune that the base does not have.
  [[nodiscard]] std::optional<RegisterCommune> compile(std::string const& citycode) const {
    auto const commune = base_.index.find_commune(citycode);
    if (!commune) return std::nullopt;
    return register_commune(perimeters_, base_.index, *commune, base_.errors, day_);
  }

  [[nodiscard]] StandingText text_of(Standing const& standing) const {
    StandingText out{{}, standing.side, standing.doubt};
    for (auto const perimeter : standing.covering) {
      out.perimeters.push_back(perimeters_[perimeter].code);
    }
    return out;
  }

  // In ascending order of their keys.
  [[nodiscard]] std::vector<Entry> entries(RegisterCommune const& commune) const {
    std::vector<Entry> out;
    for (auto const& street : commune.streets) add(street, out);
    if (commune.whole) {
      auto const streets = base_.index.streets(commune.commune);
      for (auto i = static_cast<std::uint32_t>(streets.first);
           i < static_cast<std::uint32_t>(streets.end); ++i) {
        auto const street = static_cast<StreetIdx>(i);
        auto const numbers = base_.index.numbers(street);
        add({street, {{std::nullopt, numbers, numbers.size(), *commune.whole}}}, out);
      }
    }
    std::ranges::sort(out, [](Entry const& a, Entry const& b) { return a.key() < b.key(); });
    return out;
  }

 private:
  static constexpr std::uint32_t kNoNumber = 0xFFFFFFFF;

  void add(RegisterStreet const& street, std::vector<Entry>& out) const {
    auto const id = base_.index.id(street.street);
    for (auto const& range : street.ranges) {
      auto const standing = text_of(range.standing);
      if (range.numbers == 0) out.push_back({id, kNoNumber, {}, street.street, standing});
      each_number(base_.index, range, [&](NumberIdx number) {
        auto const info = base_.index[number];
        out.push_back({id, info.number, std::string(info.suffix), street.street, standing});
      });
    }
  }

  PerimeterIndex const& perimeters_;
  AddressBase const& base_;
  Date day_;
};

class Comparison {
 public:
  Comparison(int generation, Sheet before, Sheet after, std::vector<StreetDiff>& out)
      : generation_(generation), before_(before), after_(after), out_(out) {}

  void run() {
    std::set<std::string> citycodes;
    for (auto const* sheet : {&before_, &after_}) {
      auto const communes = sheet->addresses().communes();
      for (auto i = static_cast<std::uint32_t>(communes.first);
           i < static_cast<std::uint32_t>(communes.end); ++i) {
        citycodes.emplace(sheet->addresses()[static_cast<CommuneIdx>(i)].citycode);
      }
    }
    for (auto const& citycode : citycodes) compare(citycode);
  }

 private:
  using Entries = std::vector<Sheet::Entry>;

  void compare(std::string const& citycode) {
    auto const before = before_.compile(citycode);
    auto const after = after_.compile(citycode);
    if (alike(before, after)) return;
    Entries const nothing;
    auto const old_entries = before ? before_.entries(*before) : nothing;
    auto const new_entries = after ? after_.entries(*after) : nothing;
    auto b = old_entries.begin();
    auto a = new_entries.begin();
    while (b != old_entries.end() || a != new_entries.end()) {
      bool const only_before =
          a == new_entries.end() || (b != old_entries.end() && b->key() < a->key());
      bool const only_after =
          b == old_entries.end() || (a != new_entries.end() && a->key() < b->key());
      tell(only_after ? nullptr : &*b, only_before ? nullptr : &*a);
      if (!only_after) ++b;
      if (!only_before) ++a;
    }
  }

  // Whether every address of the commune has one answer, the same on both sides.
  [[nodiscard]] bool alike(std::optional<RegisterCommune> const& before,
                           std::optional<RegisterCommune> const& after) const {
    bool const whole = (!before || before->whole) && (!after || after->whole);
    if (!whole) return false;
    if (!before || !after) {
      auto const& sheet = before ? before_ : after_;
      return plain(sheet.text_of(*(before ? before : after)->whole));
    }
    return before_.text_of(*before->whole) == after_.text_of(*after->whole);
  }

  void tell(Sheet::Entry const* before, Sheet::Entry const* after) {
    auto const standing = [](Sheet::Entry const* entry) {
      return entry == nullptr ? std::nullopt : std::optional(entry->standing);
    };
    NumberDiff change{(after != nullptr ? after : before)->text(), standing(before),
                      standing(after)};
    if (change.before == change.after) return;
    if (!change.before || !change.after) {
      if (plain(change.before ? *change.before : *change.after)) return;
      auto& street = street_of(before, after);
      (change.before ? street.removed : street.added).push_back(std::move(change));
      return;
    }
    bool const moved = change.before->perimeters != change.after->perimeters;
    auto& street = street_of(before, after);
    (moved ? street.moved : street.answered).push_back(std::move(change));
  }

  StreetDiff& street_of(Sheet::Entry const* before, Sheet::Entry const* after) {
    auto const& entry = after != nullptr ? *after : *before;
    if (out_.empty() || out_.back().id != entry.street_id ||
        out_.back().generation != generation_) {
      auto const& addresses = (after != nullptr ? after_ : before_).addresses();
      auto const street = addresses[entry.street];
      auto const commune = addresses[street.commune];
      out_.push_back({generation_,
                      std::string(commune.citycode),
                      std::string(commune.name),
                      entry.street_id,
                      std::string(street.name),
                      {},
                      {},
                      {},
                      {}});
    }
    return out_.back();
  }

  int generation_;
  Sheet before_;
  Sheet after_;
  std::vector<StreetDiff>& out_;
};

// Whether both rest on the same bytes.
bool same_file(Manifest const& a, Manifest const& b, std::string_view name) {
  auto const hash = [&](Manifest const& manifest) {
    auto const found = std::ranges::find(manifest.files, name, &DatasetFile::name);
    return found == manifest.files.end() ? std::string() : found->sha256;
  };
  return hash(a) == hash(b);
}

}  // namespace

StreetsDiff diff_streets(Dataset const& before, Dataset const& after) {
  StreetsDiff out;
  bool same = true;
  for (char const* name : {kPerimetersFile, kAddressesFile, kPositionErrorsFile}) {
    same = same && same_file(before.manifest, after.manifest, name);
  }
  if (same) return out;
  for (int const generation : generations_of(after.manifest.generations)) {
    auto const old_day = day_of(before.manifest.generations, generation);
    if (!old_day) continue;
    auto const new_day = *day_of(after.manifest.generations, generation);
    Comparison(generation, Sheet(before, *old_day), Sheet(after, new_day), out.streets).run();
  }
  return out;
}

}  // namespace qpv
