// SPDX-License-Identifier: EUPL-1.2
#include "geo/batch/summary_counts.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <string_view>
#include <utility>

#include "geo/batch/grouped.h"

namespace qpv::batch {
namespace {

class Counter {
 public:
  Counter(Totals const& totals, SummaryTerms const& terms, Dataset const& dataset)
      : totals_(totals), terms_(terms), dataset_(dataset) {}

  SummaryCounts run() {
    out_.rows = sheet().add(totals_.rows);
    for (std::size_t i = 0; i < out_.answers.size(); ++i) {
      out_.answers.at(i) = sheet().add(totals_.answers.at(i));
    }
    sheet().sum(out_.rows, {out_.answers.begin(), out_.answers.end()});
    add_named(totals_.doubts, answer(Answer::kUncertain), out_.doubts);
    add_named(totals_.evolutions, out_.rows, out_.evolutions);
    add_quartiers();
    count_quartiers();
    add_communes();
    sheet().suppress(terms_.least_count);
    return std::move(out_);
  }

 private:
  CountSheet& sheet() { return out_.sheet; }
  CountSheet::Id answer(Answer of) { return out_.answers.at(static_cast<std::size_t>(of)); }

  // Those that make up a total; what is missing to it is no secret, being nothing.
  void add_named(std::map<std::string, std::uint64_t> const& counts, CountSheet::Id total,
                 std::vector<NamedCount>& out) {
    std::vector<CountSheet::Id> parts;
    std::uint64_t sum = 0;
    for (auto const& [name, count] : counts) {
      out.push_back({name, sheet().add(count)});
      parts.push_back(out.back().count);
      sum += count;
    }
    if (sum == sheet().value(total)) sheet().sum(total, std::move(parts));
  }

  [[nodiscard]] std::string const& code_of(PerimeterIdx idx) const {
    return dataset_.perimeters[idx].code;
  }

  std::uint64_t inside(std::string const& code) const {
    auto const found = totals_.perimeters.find(code);
    return found == totals_.perimeters.end() ? 0 : found->second;
  }

  void add_quartier(std::string name, std::vector<PerimeterIdx> perimeters) {
    std::ranges::sort(perimeters, {},
                      [&](PerimeterIdx idx) { return std::string_view(code_of(idx)); });
    QuartierCount quartier{std::move(name), {}, std::move(perimeters), 0};
    for (auto const idx : quartier.perimeters) {
      if (!quartier.codes.empty()) quartier.codes += ", ";
      quartier.codes += code_of(idx);
      counted_.insert(code_of(idx));
    }
    out_.quartiers.push_back(std::move(quartier));
  }

  // In the order of their codes, which the staff page knows as well: of two equal counts both hide
  // the same.
  void count_quartiers() {
    std::vector<QuartierCount*> order;
    for (auto& quartier : out_.quartiers) order.push_back(&quartier);
    std::ranges::sort(order, {},
                      [](auto const* quartier) { return std::string_view(quartier->codes); });
    std::vector<CountSheet::Id> parts;
    for (auto* quartier : order) {
      std::uint64_t count = 0;
      for (auto const idx : quartier->perimeters) count += inside(code_of(idx));
      quartier->count = sheet().add(count);
      parts.push_back(quartier->count);
    }
    sheet().sum(answer(Answer::kInside), std::move(parts));
  }

  // The contract's, as far as they were in force; then what else the list lies in.
  void add_quartiers() {
    auto const in_force = [&](std::string const& code) -> std::optional<PerimeterIdx> {
      auto const idx = dataset_.perimeters.find(code);
      if (!idx || !dataset_.perimeters[*idx].validity.contains(terms_.date)) return std::nullopt;
      return idx;
    };
    if (dataset_.territory) {
      for (auto const& quartier : dataset_.territory->quartiers) {
        std::vector<PerimeterIdx> found;
        for (auto const& code : quartier.perimeters) {
          if (auto const idx = in_force(code)) found.push_back(*idx);
        }
        if (!found.empty()) add_quartier(quartier.name, std::move(found));
      }
    }
    for (auto const& perimeter : dataset_.perimeters.all()) {
      bool const listed = perimeter.in_territory && perimeter.validity.contains(terms_.date);
      if (counted_.contains(perimeter.code) || (!listed && inside(perimeter.code) == 0)) continue;
      add_quartier(perimeter.name, {*dataset_.perimeters.find(perimeter.code)});
    }
  }

  [[nodiscard]] std::string commune_name(std::string const& code) const {
    if (code.empty()) return "commune non trouvée";
    auto const& index = dataset_.addresses->index;
    auto const found = index.find_commune(code);
    return found ? fmt::format("{} ({})", index[*found].name, code) : code;
  }

  void add_communes() {
    std::array<std::vector<CountSheet::Id>, 4> columns;
    std::vector<CountSheet::Id> all;
    for (auto const& [code, counts] : totals_.communes) {
      CommuneCounts commune{commune_name(code), {}, 0};
      std::uint64_t sum = 0;
      for (std::size_t i = 0; i < counts.size(); ++i) {
        commune.answers.at(i) = sheet().add(counts.at(i));
        columns.at(i).push_back(commune.answers.at(i));
        sum += counts.at(i);
      }
      commune.all = sheet().add(sum);
      sheet().sum(commune.all, {commune.answers.begin(), commune.answers.end()});
      all.push_back(commune.all);
      out_.communes.push_back(std::move(commune));
    }
    for (std::size_t i = 0; i < columns.size(); ++i) {
      sheet().sum(out_.answers.at(i), std::move(columns.at(i)));
    }
    sheet().sum(out_.rows, std::move(all));
    std::ranges::sort(out_.communes, {}, &CommuneCounts::name);
  }

  Totals const& totals_;
  SummaryTerms const& terms_;
  Dataset const& dataset_;
  SummaryCounts out_{};
  std::set<std::string> counted_;
};

}  // namespace

std::string SummaryCounts::text(CountSheet::Id id, std::uint64_t least) const {
  switch (sheet.shown(id)) {
    case CountSheet::Shown::kSmall:
      return fmt::format("moins de {}", least);
    case CountSheet::Shown::kHidden:
      return "masqué";
    case CountSheet::Shown::kYes:
      break;
  }
  return grouped(sheet.value(id));
}

SummaryCounts count_up(Totals const& totals, SummaryTerms const& terms, Dataset const& dataset) {
  return Counter(totals, terms, dataset).run();
}

}  // namespace qpv::batch
