// SPDX-License-Identifier: EUPL-1.2
#include "tools/batch/sample.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <utility>
#include <vector>

#include "geo/batch/column_words.h"
#include "geo/batch/question.h"

namespace qpv::batch {
namespace {

constexpr std::size_t kShown = 3;

void add(std::string& out, std::string_view name, std::string_view text) {
  if (text.empty()) return;
  fmt::format_to(std::back_inserter(out), "{}{} « {} »", out.empty() ? "" : ", ", name,
                 printable(text));
}

std::string describe(Question const& question) {
  std::string out;
  add(out, "adresse", question.text);
  add(out, "numéro", question.housenumber);
  add(out, "voie", question.street);
  add(out, "code postal", question.postcode);
  add(out, "commune", question.city);
  add(out, "INSEE", question.citycode);
  if (question.place) {
    add(out, "point", fmt::format("{} {}", question.place->lon, question.place->lat));
  }
  if (question.date) add(out, "date", format_date(*question.date));
  if (question.date_unreadable) add(out, "date", "illisible");
  return out.empty() ? "rien à chercher" : out;
}

// A column that is named like the day of a row, where none is taken for it.
std::string offered_day(Columns const& columns) {
  if (columns.first(Role::kDate)) return {};
  auto const& names = columns.names;
  auto const named = std::ranges::find_if(names, [](std::string const& name) {
    return ColumnWords::embedded().role_of(name).role == Role::kDate;
  });
  if (!columns.header || named == names.end()) return {};
  auto const name = printable(*named);
  return fmt::format(
      "La colonne « {0} » n’est pas prise pour le jour de chaque ligne\u00A0; pour qu’elle le "
      "soit\u00A0: --date-column \"{0}\"\n",
      name);
}

}  // namespace

std::string printable(std::string_view text) {
  std::string out(text);
  std::ranges::replace_if(
      out, [](char c) { return static_cast<unsigned char>(c) < ' ' || c == '\x7F'; }, ' ');
  return out;
}

std::string describe_sample(Columns const& columns, std::span<SampleRow const> sample) {
  std::string out = columns.header ? "Colonnes reconnues :\n"
                                   : "Pas d’en-tête : la première ligne est une adresse. Colonnes "
                                     "reconnues :\n";
  for (std::size_t i = 0; i < columns.roles.size(); ++i) {
    if (columns.roles[i] == Role::kNone) continue;
    out += fmt::format("  {:<12} {}\n", name_of(columns.roles[i]), printable(columns.names[i]));
  }
  out += offered_day(columns);
  QuestionReader const reader(columns);
  out += "Ce que demandent les premières lignes :\n";
  auto const rows = sample.subspan(columns.header ? 1 : 0);
  for (auto const& row : rows.first(std::min(kShown, rows.size()))) {
    std::vector<std::string_view> const cells(row.begin(), row.end());
    out += "  " + describe(reader.read(cells)) + "\n";
  }
  return out;
}

}  // namespace qpv::batch
