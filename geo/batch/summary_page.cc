// SPDX-License-Identifier: EUPL-1.2
#include "geo/batch/summary_page.h"

#include <fmt/format.h>

#include <array>
#include <span>
#include <string_view>
#include <utility>

#include "geo/batch/summary_counts.h"
#include "geo/batch/summary_plan.h"

namespace qpv::batch {
namespace {

constexpr char kHead[] = R"(<!doctype html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Bilan d’une liste : quartiers prioritaires</title>
<style>
:root { color-scheme: light; font: 16px/1.45 system-ui, "Segoe UI", "Liberation Sans", sans-serif; color: #17262b; }
body { max-width: 62rem; margin: 2rem auto; padding: 0 1.25rem; }
h1 { font-size: 1.6rem; margin: 0 0 .5rem; }
h2 { font-size: 1.15rem; margin: 2rem 0 .5rem; }
table { border-collapse: collapse; width: 100%; }
caption { text-align: left; color: #4d5d63; padding-bottom: .4rem; }
th, td { padding: .3rem .6rem; border-bottom: 1px solid #d9d4c8; text-align: left; vertical-align: top; }
td.n, th.n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
tfoot th, tfoot td { border-top: 2px solid #17262b; border-bottom: 0; font-weight: 600; }
td.few { color: #4d5d63; font-style: italic; }
.warn { border-left: 4px solid #b4512f; padding: .4rem .8rem; background: #faf3ee; }
svg { width: 100%; height: auto; border: 1px solid #d9d4c8; }
.shapes path { fill: #cfe3e6; stroke: #0f5560; stroke-width: 1.2; fill-rule: evenodd; }
.marks circle { fill: #0f5560; }
.marks text { fill: #fff; font-size: 14px; font-weight: 600; text-anchor: middle; }
footer { margin-top: 2rem; color: #4d5d63; font-size: .9rem; }
@media print {
  body { max-width: none; margin: 0; padding: 0; font-size: 11pt; }
  h2 { break-after: avoid; }
  tr, svg { break-inside: avoid; }
  thead { display: table-header-group; }
  * { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
}
</style>
</head>
<body>
<main>
)";

class Page {
 public:
  Page(SummaryCounts const& counts, SummaryTerms const& terms, Dataset const& dataset)
      : counts_(counts), terms_(terms), dataset_(dataset) {}

  std::string write() {
    out_ = kHead;
    add_head();
    add_answers();
    add_evolutions();
    add_quartiers();
    add_communes();
    add_foot();
    return std::move(out_);
  }

 private:
  template <class... Args>
  void add(fmt::format_string<Args...> format, Args&&... args) {
    fmt::format_to(std::back_inserter(out_), format, std::forward<Args>(args)...);
  }

  [[nodiscard]] std::string cell(CountSheet::Id id) const {
    bool const shown = counts_.sheet.shown(id) == CountSheet::Shown::kYes;
    return fmt::format("<td class=\"n{}\">{}</td>", shown ? "" : " few",
                       counts_.text(id, terms_.least_count));
  }

  void add_row(std::string_view name, CountSheet::Id id) {
    add("<tr><th scope=\"row\">{}</th>{}</tr>\n", escaped(name), cell(id));
  }

  void add_head() {
    add("<h1>Bilan d’une liste\u00A0: quartiers prioritaires</h1>\n");
    add("<p>{} lignes, jugées au {}. Page faite le {}.</p>\n",
        counts_.text(counts_.rows, terms_.least_count), french(terms_.date), french(terms_.today));
    auto const& manifest = dataset_.manifest;
    if (manifest.addresses && manifest.addresses->fictitious) {
      add("<p class=\"warn\"><strong>Données fictives</strong>\u00A0: les adresses de ce jeu de "
          "données sont inventées, pour la démonstration.</p>\n");
    }
  }

  static std::string french(Date date) {
    std::chrono::year_month_day const day(date);
    return fmt::format("{:02}/{:02}/{}", static_cast<unsigned>(day.day()),
                       static_cast<unsigned>(day.month()), static_cast<int>(day.year()));
  }

  void add_answers() {
    static constexpr std::array<std::string_view, 4> kNames{
        "oui\u00A0: dans un quartier prioritaire", "non", "à vérifier", "introuvable"};
    add("<h2>Par réponse</h2>\n<table>\n<tbody>\n");
    for (std::size_t i = 0; i < kNames.size(); ++i) {
      add_row(kNames.at(i), counts_.answers.at(i));
      if (i != static_cast<std::size_t>(Answer::kUncertain)) continue;
      for (auto const& doubt : counts_.doubts) add_row("– dont " + doubt.name, doubt.count);
    }
    add("</tbody>\n<tfoot><tr><th scope=\"row\">Ensemble</th>{}</tr></tfoot>\n</table>\n",
        cell(counts_.rows));
  }

  void add_evolutions() {
    if (counts_.evolutions.empty()) return;
    add("<h2>De la génération {} à la génération {}</h2>\n<table>\n<tbody>\n",
        terms_.compared.front().generation, terms_.compared.back().generation);
    for (auto const& each : counts_.evolutions) add_row(each.name, each.count);
    add("</tbody>\n</table>\n");
  }

  void add_quartiers() {
    add("<h2>Par quartier</h2>\n{}", draw_plan(counts_, terms_, dataset_));
    add("<table>\n<thead><tr><th scope=\"col\">Quartier</th><th scope=\"col\">Périmètres</th>"
        "<th scope=\"col\" class=\"n\">Lignes</th></tr></thead>\n<tbody>\n");
    for (auto const& quartier : counts_.quartiers) {
      add("<tr><th scope=\"row\">{}</th><td>{}</td>{}</tr>\n", escaped(quartier.name),
          escaped(quartier.codes), cell(quartier.count));
    }
    add("</tbody>\n<tfoot><tr><th scope=\"row\">Ensemble des oui</th><td></td>{}</tr></tfoot>\n"
        "</table>\n",
        cell(counts_.answers.front()));
  }

  void add_communes() {
    add("<h2>Par commune</h2>\n<table>\n<thead><tr><th scope=\"col\">Commune</th>"
        "<th scope=\"col\" class=\"n\">oui</th><th scope=\"col\" class=\"n\">non</th>"
        "<th scope=\"col\" class=\"n\">à vérifier</th><th scope=\"col\" "
        "class=\"n\">introuvable</th>"
        "<th scope=\"col\" class=\"n\">Ensemble</th></tr></thead>\n<tbody>\n");
    for (auto const& commune : counts_.communes) {
      add_line(commune.name, commune.answers, commune.all);
    }
    add("</tbody>\n<tfoot>");
    add_line("Ensemble", counts_.answers, counts_.rows);
    add("</tfoot>\n</table>\n");
  }

  void add_line(std::string_view name, std::span<CountSheet::Id const> answers,
                CountSheet::Id all) {
    add("<tr><th scope=\"row\">{}</th>", escaped(name));
    for (auto const id : answers) out_ += cell(id);
    add("{}</tr>\n", cell(all));
  }

  void add_foot() {
    auto const& manifest = dataset_.manifest;
    add("</main>\n<footer>\n<p>Une réponse est indicative\u00A0: seul le périmètre annexé au "
        "décret "
        "fait foi. «\u00A0À vérifier\u00A0» n’est pas un non.");
    if (terms_.least_count > 1) {
      add(" Les comptes de 1 à {} ne sont pas montrés, ni ceux qui permettraient de les retrouver "
          "par différence («\u00A0masqué\u00A0»).",
          terms_.least_count - 1);
    }
    add("</p>\n<p>Jeu de données {}\u00A0: {}", escaped(manifest.id),
        escaped(manifest.perimeters_label));
    if (manifest.addresses) add("\u00A0; adresses\u00A0: {}", escaped(manifest.addresses->label));
    add(".</p>\n</footer>\n</body>\n</html>\n");
  }

  SummaryCounts const& counts_;
  SummaryTerms const& terms_;
  Dataset const& dataset_;
  std::string out_;
};

}  // namespace

std::string write_summary(Totals const& totals, SummaryTerms const& terms, Dataset const& dataset) {
  auto const counts = count_up(totals, terms, dataset);
  return Page(counts, terms, dataset).write();
}

}  // namespace qpv::batch
