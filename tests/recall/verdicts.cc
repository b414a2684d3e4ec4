// SPDX-License-Identifier: EUPL-1.2
//
// Verdicts for labelled addresses, against where these are in truth.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <exception>
#include <filesystem>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "geo/core/date.h"
#include "geo/dataset/dataset.h"
#include "tests/recall/verdict_tally.h"

namespace qpv::test {
namespace {

namespace fs = std::filesystem;

struct Options {
  std::vector<std::string> pairs;  // dataset, queries, dataset, queries, …
  std::string date = "2026-11-25";
  double max_wrong = 100;             // percent of the decided
  double max_near_wrong = 100;        // percent of those near a boundary
  double max_undecided_ratio = 1000;  // of those that need be
  bool calibrated = false;
  std::size_t shown = 5;
};

double percent(std::size_t part, std::size_t of) {
  return of == 0 ? 0 : 100.0 * static_cast<double>(part) / static_cast<double>(of);
}

// Of what is meant, not of what was found: the chance of the other side at the position that the
// base gives the address.
bool needs_doubt(Dataset const& dataset, AddressVerdict const& verdict, Date date) {
  auto const& address = verdict.address;
  if (!address || address->kind != MatchKind::kHousenumber) return false;
  auto const number = dataset.addresses->index[address->number];
  double const sigma = dataset.addresses->errors.of(number.type);
  double const inside = dataset.perimeters.mass_inside(LocalFrame(number.position), sigma, date);
  return std::min(inside, 1 - inside) >= VerdictRules{}.tolerated_risk;
}

class Trial {
 public:
  explicit Trial(Options const& options)
      : options_(options), date_(parse_date(options.date).value()) {}

  void run(fs::path const& folder, fs::path const& queries) {
    auto const loaded = load_dataset(folder, Verify::kCounts);
    if (!loaded) throw std::runtime_error(folder.string() + ": " + loaded.error().message);
    auto const& dataset = **loaded;
    ++datasets_;
    for (auto const& asked : read_asked(queries)) ask(dataset, asked);
  }

  [[nodiscard]] bool judge() const {
    auto const& t = tally_;
    fmt::print(
        "{} queries, {} decided, {} wrong ({:.4f} %): no to a resident {}, yes to a neighbour {}\n",
        t.asked, t.decided, t.wrong(), percent(t.wrong(), t.decided), t.denied, t.admitted);
    fmt::print("{} within 50 m of a boundary, of which decided wrong {} ({:.3f} %)\n", t.near,
               t.near_wrong, percent(t.near_wrong, t.near));
    fmt::print(
        "{} undecided: near a boundary {}, not covered {}, mixed street {}, weak {}, ambiguous {}, "
        "none {}\n",
        t.undecided, t.doubts[1], t.doubts[2], t.doubts[3], t.doubts[4], t.doubts[5], t.doubts[0]);
    auto const ratio =
        static_cast<double>(t.doubts[1]) / static_cast<double>(std::max<std::size_t>(t.needed, 1));
    fmt::print(
        "{} need doubt by the error of positions alone; doubted near a boundary {:.3f} times as "
        "many\n",
        t.needed, ratio);
    bool calibrated = true;
    for (auto const& tenth : t.tenths) {
      if (tenth.asked == 0) continue;
      calibrated = calibrated && tenth.calibrated();
      fmt::print("  said {:.4f}, observed {:.4f} of {}{}\n", tenth.said(), tenth.observed(),
                 tenth.asked, tenth.calibrated() ? "" : "  NOT CALIBRATED");
    }
    return percent(t.wrong(), t.decided) <= options_.max_wrong &&
           percent(t.near_wrong, t.near) <= options_.max_near_wrong &&
           ratio <= options_.max_undecided_ratio && (calibrated || !options_.calibrated);
  }

 private:
  void ask(Dataset const& dataset, Asked const& asked) {
    if (!asked.place) return;
    auto const& addresses = *dataset.addresses;
    auto const verdict = decide_address(dataset.perimeters, addresses.index, to_query(asked), date_,
                                        {.errors = addresses.errors}, scratch_);
    constexpr double kNear = 50;
    bool const inside = !dataset.perimeters.containing(*asked.place, date_).empty();
    bool const near =
        dataset.perimeters.nearest(LocalFrame(*asked.place), date_, kNear).has_value();
    auto const wrong = tally_.wrong();
    tally_.add(datasets_, asked, inside, near, verdict);
    if (needs_doubt(dataset, verdict, date_)) ++tally_.needed;
    if (tally_.wrong() != wrong && shown_++ < options_.shown) {
      fmt::print("WRONG {}: {} -> {}\n", asked.kind, asked.q,
                 verdict.address ? label(addresses.index, *verdict.address) : "-");
    }
  }

  Options const& options_;
  Date date_;
  VerdictTally tally_;
  SearchScratch scratch_;
  std::size_t datasets_ = 0;
  std::size_t shown_ = 0;
};

int run(int argc, char** argv) {
  Options options;
  CLI::App app{"verdicts for labelled addresses, against the truth"};
  app.add_option("pairs", options.pairs, "DATASET QUERIES.jsonl, once or more")->required();
  app.add_option("--date", options.date);
  app.add_option("--max-wrong", options.max_wrong, "percent of the decided");
  app.add_option("--max-near-wrong", options.max_near_wrong, "percent of those within 50 m");
  app.add_option("--max-undecided-ratio", options.max_undecided_ratio);
  app.add_flag("--calibrated", options.calibrated, "each tenth of probability must hold");
  app.add_option("--shown", options.shown, "wrong ones");
  CLI11_PARSE(app, argc, argv);
  if (options.pairs.size() % 2 != 0) throw std::invalid_argument("a dataset without queries");
  Trial trial(options);
  for (std::size_t i = 0; i < options.pairs.size(); i += 2) {
    trial.run(options.pairs[i], options.pairs[i + 1]);
  }
  return trial.judge() ? 0 : 1;
}

}  // namespace
}  // namespace qpv::test

int main(int argc, char** argv) {
  try {
    return qpv::test::run(argc, argv);
  } catch (std::exception const& error) {
    fmt::print(stderr, "qpv_verdicts: {}\n", error.what());
    return 2;
  }
}
