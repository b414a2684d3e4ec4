// SPDX-License-Identifier: EUPL-1.2
//
// How many of the labelled queries find what they mean, by kind, and how long they take.
//
//   qpv_recall ADDRESSES QUERIES.jsonl... [--floor-exact P] [--floor-street P] [--max-wrong P]
//
// Exit code 1 when a floor is missed. A floor of one kind is a line "kind exact street" of
// --floors.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <exception>
#include <fstream>
#include <iostream>
#include <map>
#include <numeric>
#include <sstream>
#include <string>
#include <vector>

#include "tests/recall/asked.h"
#include "tests/recall/searched_base.h"
#include "tests/recall/suggested.h"
#include "tests/recall/tally.h"

namespace qpv::test {
namespace {

struct Options {
  std::string addresses;
  std::vector<std::string> queries;
  std::string lexicon = "data/lexicon";
  std::string floors;
  std::string json;
  double floor_exact = 0;
  double floor_street = 0;
  double floor_sure = 0;
  double max_wrong = 100;
  std::size_t misses = 0;
  int rounds = 1;
  std::size_t suggested = 0;
  std::string suggest_floors;
};

using Tallies = std::map<std::string, Tally>;

bool missed(Asked const& asked, Outcome const& outcome) {
  return asked.street_id.empty() ? outcome.wrong() : !outcome.exact || outcome.wrong();
}

// Prints the first misses of each kind.
class Misses {
 public:
  explicit Misses(std::size_t most) : most_(most) {}

  void add(Asked const& asked, Outcome const& outcome) {
    if (!missed(asked, outcome) || shown_[asked.kind]++ >= most_) return;
    std::cout << fmt::format("{:24} {}\n{:24} wanted {}, got {} ({}) at {:.3f}\n", asked.kind,
                             asked.q, "", asked.id.empty() ? "nothing" : asked.id, outcome.found,
                             outcome.label, outcome.score);
  }

 private:
  std::size_t most_;
  std::map<std::string, std::size_t> shown_;
};

Tallies run(AddressIndex const& index, std::vector<Asked> const& asked, Options const& options) {
  Tallies tallies;
  SearchScratch scratch;
  std::vector<AddressMatch> found;
  Misses misses(options.misses);
  // The scratch grows to its size before anything is counted.
  for (std::size_t i = 0; i < std::min<std::size_t>(asked.size(), 200); ++i) {
    ask(index, asked[i], scratch, found);
  }
  for (int round = 0; round < options.rounds; ++round) {
    tallies.clear();
    for (auto const& one : asked) {
      auto const outcome = ask(index, one, scratch, found);
      tallies[one.kind].add(one, outcome);
      if (round == 0) misses.add(one, outcome);
    }
  }
  return tallies;
}

struct Times {
  double mean;
  float p50;
  float p99;
};

Times times_of(std::vector<float> const& times) {  // ascending
  auto const percentile = [&](double share) {
    return times[static_cast<std::size_t>(share * static_cast<double>(times.size() - 1))];
  };
  auto const sum = std::accumulate(times.begin(), times.end(), 0.0);
  return {sum / static_cast<double>(times.size()), percentile(0.5), percentile(0.99)};
}

void print_row(std::string const& kind, Tally& tally) {
  std::ranges::sort(tally.microseconds);
  auto const times = times_of(tally.microseconds);
  auto const percent = [](std::size_t part, std::size_t whole) {
    return whole == 0 ? 0.0 : 100.0 * static_cast<double>(part) / static_cast<double>(whole);
  };
  auto const shares =
      tally.absent == tally.asked
          ? fmt::format("{:>8} {:>8}", "-", "-")
          : fmt::format("{:8.3f} {:8.3f}", tally.exact_share(), tally.street_share());
  std::cout << fmt::format("{:26}{:7} {} {:8.2f} {:6} {:8.1f} {:7.1f} {:7.1f}\n", kind, tally.asked,
                           shares, percent(tally.sure, tally.asked), tally.wrong, times.mean,
                           times.p50, times.p99);
}

double shown_share(Suggested const& one, std::size_t share) {
  return 100.0 * static_cast<double>(one.shown[share]) / static_cast<double>(one.asked);
}

Times print_suggested(std::vector<Suggested> const& suggested) {
  std::vector<float> all;
  std::cout << fmt::format("{:16}{:>7} {:>9}", "suggestion", "asked", "needed %");
  for (auto const share : kTypedShares) std::cout << fmt::format(" at {:3} %", share);
  std::cout << fmt::format(" {:>8} {:>7} {:>7}\n", "mean us", "p50", "p99");
  for (auto const& one : suggested) {
    auto const times = times_of(one.microseconds);
    std::cout << fmt::format("{:16}{:7} {:9.2f}", one.kind, one.asked, one.typed);
    for (std::size_t i = 0; i < one.shown.size(); ++i) {
      std::cout << fmt::format(" {:8.2f}", shown_share(one, i));
    }
    std::cout << fmt::format(" {:8.1f} {:7.1f} {:7.1f}\n", times.mean, times.p50, times.p99);
    all.insert(all.end(), one.microseconds.begin(), one.microseconds.end());
  }
  std::ranges::sort(all);
  return times_of(all);
}

// For a script: what all queries together came to.
void write_json(std::string const& file, SearchedBase const& base, Tally const& total,
                Times const& suggestion) {
  auto const times = times_of(total.microseconds);
  std::ofstream out(file);
  out << fmt::format(
      R"({{"numbers":{},"bytes":{},"opened_ms":{:.3f},"asked":{},"exact":{:.4f},"street":{:.4f},)"
      R"("mean_us":{:.2f},"p50_us":{:.2f},"p99_us":{:.2f},"suggest_mean_us":{:.2f},"suggest_p99_us":{:.2f}}})"
      "\n",
      base.index.counts().numbers, base.bytes, base.opened_ms, total.asked, total.exact_share(),
      total.street_share(), times.mean, times.p50, times.p99, suggestion.mean, suggestion.p99);
  out.close();
  if (!out) throw std::runtime_error("cannot write " + file);
}

// Of each kind, so many percentages.
template <std::size_t kCount>
std::map<std::string, std::array<double, kCount>> read_floors(std::string const& file) {
  std::map<std::string, std::array<double, kCount>> floors;
  std::ifstream in(file);
  if (!in) throw std::runtime_error("cannot read " + file);
  std::string line;
  while (std::getline(in, line)) {
    if (line.empty() || line.front() == '#') continue;
    std::istringstream fields(line);
    std::string kind;
    fields >> kind;
    for (auto& floor : floors[kind]) fields >> floor;
    if (!fields) throw std::runtime_error("not a floor: " + line);
  }
  return floors;
}

// Says what falls short; whether nothing does.
bool holds(std::vector<Suggested> const& suggested, Options const& options) {
  bool all = true;
  auto const floors = read_floors<kTypedShares.size()>(options.suggest_floors);
  for (auto const& one : suggested) {
    auto const& wanted = floors.at(one.kind);
    for (std::size_t i = 0; i < wanted.size(); ++i) {
      if (shown_share(one, i) >= wanted[i]) continue;
      all = false;
      std::cout << fmt::format(
          "MISSED suggestion, {}: {:.2f} % at {} % typed, at least {} wanted\n", one.kind,
          shown_share(one, i), kTypedShares[i], wanted[i]);
    }
  }
  return all;
}

// Says what falls short; whether nothing does.
bool holds(Tallies const& tallies, Tally const& total, Options const& options) {
  bool all = true;
  auto const at_least = [&](std::string const& what, double measured, double wanted) {
    if (measured >= wanted) return;
    all = false;
    std::cout << fmt::format("MISSED {}: {:.3f} %, at least {} wanted\n", what, measured, wanted);
  };
  at_least("exact", total.exact_share(), options.floor_exact);
  at_least("right street", total.street_share(), options.floor_street);
  auto const sure = 100.0 * static_cast<double>(total.sure) / static_cast<double>(total.asked);
  at_least(fmt::format("at {} and above", kSure), sure, options.floor_sure);
  if (total.wrong_share() > options.max_wrong) {
    all = false;
    std::cout << fmt::format(
        "MISSED {:.4f} % of the sure matches are on a wrong street, at most {}\n",
        total.wrong_share(), options.max_wrong);
  }
  if (options.floors.empty()) return all;
  for (auto const& [kind, floor] : read_floors<2>(options.floors)) {
    auto const found = tallies.find(kind);
    if (found == tallies.end()) continue;
    at_least(kind + ", exact", found->second.exact_share(), floor[0]);
    at_least(kind + ", right street", found->second.street_share(), floor[1]);
  }
  return all;
}

bool measure(Options const& options) {
  auto const base = open_searched_base(options.addresses, options.lexicon);
  std::vector<Asked> asked;
  for (auto const& file : options.queries) {
    auto more = read_asked(file);
    std::ranges::move(more, std::back_inserter(asked));
  }
  if (asked.empty()) throw std::runtime_error("no queries");
  auto tallies = run(base.index, asked, options);
  Tally total;
  for (auto const& [kind, tally] : tallies) total.add(tally);
  auto const counts = base.index.counts();
  std::cout << fmt::format("{} numbers, {} streets, {:.1f} bytes a number\n", counts.numbers,
                           counts.streets,
                           static_cast<double>(base.bytes) / static_cast<double>(counts.numbers))
            << fmt::format("{:26}{:>7} {:>8} {:>8} {:>8} {:>6} {:>8} {:>7} {:>7}\n", "kind",
                           "asked", "exact %", "street %", ">=0.8 %", "wrong", "mean us", "p50",
                           "p99");
  for (auto& [kind, tally] : tallies) print_row(kind, tally);
  print_row("total", total);
  std::cout << fmt::format("sure matches on a wrong street: {} of {}, {:.4f} %\n", total.wrong,
                           total.sure, total.wrong_share());
  auto const suggested = suggest_all(base.index, asked, options.suggested);
  auto const suggestion = options.suggested > 0 ? print_suggested(suggested) : Times{};
  if (!options.json.empty()) write_json(options.json, base, total, suggestion);
  bool const suggested_well = options.suggest_floors.empty() || holds(suggested, options);
  return holds(tallies, total, options) && suggested_well;
}

}  // namespace
}  // namespace qpv::test

int main(int argc, char** argv) {
  qpv::test::Options options;
  CLI::App app("How many labelled queries find what they mean");
  app.add_option("addresses", options.addresses, "an address index, or a BAN-format .csv")
      ->required();
  app.add_option("queries", options.queries, "JSON lines of make_ban.py or hard_queries.py")
      ->required();
  app.add_option("--lexicon", options.lexicon, "data/lexicon, to build a .csv with");
  app.add_option("--misses", options.misses, "show the first N misses of each kind");
  app.add_option("--rounds", options.rounds, "ask everything N times; the last one is timed");
  app.add_option("--suggest", options.suggested, "type N of the addresses letter by letter too");
  app.add_option("--suggest-floors", options.suggest_floors,
                 "lines: kind, percent suggested when 60, 80, 100 % of it is typed");
  app.add_option("--floor-exact", options.floor_exact, "percent of all queries with an address");
  app.add_option("--floor-street", options.floor_street, "percent on the right street");
  app.add_option("--floor-sure", options.floor_sure, "percent that reach 0.8");
  app.add_option("--max-wrong", options.max_wrong, "percent of the matches at 0.8 and above");
  app.add_option("--json", options.json, "write the totals to this file");
  app.add_option("--floors", options.floors, "lines: kind, exact percent, street percent");
  CLI11_PARSE(app, argc, argv);
  try {
    return qpv::test::measure(options) ? 0 : 1;
  } catch (std::exception const& error) {
    std::cerr << "error: " << error.what() << '\n';
    return 2;
  }
}
