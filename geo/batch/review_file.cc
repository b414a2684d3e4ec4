// SPDX-License-Identifier: EUPL-1.2
#include "geo/batch/review_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "geo/address/ban_address.h"
#include "geo/batch/answer_cells.h"
#include "geo/batch/column_content.h"
#include "geo/batch/neutralise.h"
#include "geo/core/csv_cell.h"
#include "geo/core/utf8.h"
#include "geo/dataset/decide.h"
#include "geo/json/qpv_columns.h"
#include "geo/table/reader.h"

namespace qpv::batch {
namespace {

constexpr std::string_view kLineEnd = "\r\n";
constexpr std::size_t kMostNumbers = 200;  // of rows that one cell names

void append(std::string& out, std::string_view text) {
  append_cell(out, is_dangerous(text) ? "'" + std::string(text) : text);
  out += ';';
}

// "2, 5-7, 12".
std::string ranges(std::vector<std::uint64_t> const& rows) {
  std::string out;
  std::size_t named = 0;
  for (std::size_t i = 0; i < rows.size(); ++named) {
    auto end = i + 1;
    while (end < rows.size() && rows[end] == rows[end - 1] + 1) ++end;
    if (!out.empty()) out += ", ";
    if (named == kMostNumbers) return out + fmt::format("… ({} lignes)", rows.size());
    out += end - i > 1 ? fmt::format("{}-{}", rows[i], rows[end - 1]) : std::to_string(rows[i]);
    i = end;
  }
  return out;
}

std::string joined(std::string_view a, std::string_view b) {
  std::string out(a);
  if (!a.empty() && !b.empty()) out += ' ';
  return out.append(b);
}

// Where a table's columns are.
struct ReviewColumns {
  std::size_t group = 0;
  std::size_t choice = 0;
  std::vector<std::size_t> ids;
};

using Texts = std::vector<std::string>;

std::optional<ReviewColumns> find_columns(Texts const& header) {
  auto const find = [&](std::string const& name) -> std::optional<std::size_t> {
    auto const found = std::ranges::find(header, name);
    if (found == header.end()) return std::nullopt;
    return static_cast<std::size_t>(found - header.begin());
  };
  auto const group = find("groupe");
  auto const choice = find("choix");
  if (!group || !choice) return std::nullopt;
  ReviewColumns out{*group, *choice, {}};
  for (std::size_t k = 1; k <= kReviewCandidates; ++k) {
    auto const id = find(fmt::format("identifiant_{}", k));
    if (!id) return std::nullopt;
    out.ids.push_back(*id);
  }
  return out;
}

std::string cell(Texts const& row, std::size_t column) {
  return column < row.size() ? std::string(trimmed(row[column])) : std::string();
}

// None: nothing was chosen.
Result<std::optional<ReviewChoice>> choice_of(Texts const& row, ReviewColumns const& columns) {
  auto const text = cell(row, columns.choice);
  if (text.empty()) return std::nullopt;
  if (text == "0") return ReviewChoice{};
  bool const number = text.size() == 1 && text.front() >= '1' &&
                      text.front() < static_cast<char>('1' + kReviewCandidates);
  if (number) {
    auto id = cell(row, columns.ids[static_cast<std::size_t>(text.front() - '1')]);
    if (!id.empty()) return ReviewChoice{std::move(id)};
  }
  return fail(ErrorCode::kInvalidArgument,
              fmt::format("« {} » n’est pas le numéro d’un candidat de cette ligne, ni 0", text));
}

}  // namespace

ReviewList::Group ReviewList::begin(AnsweredRow const& answered) const {
  auto const& question = answered.question;
  auto const& answer = answered.answer;
  Group group;
  group.street = street_key(question);
  group.address = joined(joined(question.text, question.housenumber), question.street);
  group.commune = joined(question.postcode, question.city);
  group.doubt = doubt_word(answer, dataset_);
  if (answer.verdict.likely_inside) group.likely = *answer.verdict.likely_inside ? "oui" : "non";
  auto const& index = dataset_.addresses->index;
  for (auto const& match : answer.candidates) {
    if (group.candidates.size() == kReviewCandidates) break;
    auto address = ban_address(index, match);
    auto const verdict = decide_match(dataset_, match, answer.date);
    group.candidates.push_back(
        {std::move(address.label), std::move(address.id), qpv_word(verdict.answer)});
  }
  return group;
}

void ReviewList::add(ListRow const& row, AnsweredRow const& answered) {
  auto const& answer = answered.answer;
  bool const address = answered.question.has_address() && dataset_.addresses;
  if (!answer.doubtful || !address || answer.date_fault != DateFault::kNone) return;
  auto key = group_key(answered.question);
  auto found = groups_.find(key);
  if (found == groups_.end()) found = groups_.emplace(std::move(key), begin(answered)).first;
  found->second.rows.push_back(row.number);
}

std::string ReviewList::write() const {
  std::vector<std::pair<std::string const, Group> const*> order;
  for (auto const& entry : groups_) order.push_back(&entry);
  // By street, and streets by their first row.
  std::map<std::string_view, std::uint64_t> first;
  for (auto const* entry : order) {
    auto const& group = entry->second;
    auto const place = first.emplace(group.street, group.rows.front()).first;
    place->second = std::min(place->second, group.rows.front());
  }
  std::ranges::sort(order, {}, [&](auto const* entry) {
    auto const& group = entry->second;
    return std::pair(first[group.street], group.rows.front());
  });
  std::string out(kByteOrderMark);
  out += "groupe;lignes;adresse;commune;doute;probable;choix";
  for (std::size_t k = 1; k <= kReviewCandidates; ++k) {
    fmt::format_to(std::back_inserter(out), ";candidat_{0};identifiant_{0};qpv_{0}", k);
  }
  out += kLineEnd;
  for (auto const* entry : order) {
    auto const& group = entry->second;
    for (std::string_view const text :
         {std::string_view(entry->first), std::string_view(group.address),
          std::string_view(group.commune), std::string_view(group.doubt), group.likely}) {
      append(out, text);
      if (text.data() == entry->first.data()) append(out, ranges(group.rows));
    }
    out += ';';
    for (std::size_t k = 0; k < kReviewCandidates; ++k) {
      auto const none = Candidate{};
      auto const& candidate = k < group.candidates.size() ? group.candidates[k] : none;
      append(out, candidate.label);
      append(out, candidate.id);
      append(out, candidate.answer);
    }
    out.back() = '\r';
    out += '\n';
  }
  return out;
}

Result<ReviewChoices> read_review(std::string_view bytes) {
  table::Reader reader;
  reader.feed(bytes);
  reader.finish();
  std::optional<ReviewColumns> columns;
  ReviewChoices choices;
  for (std::uint64_t number = 1;; ++number) {
    auto const row = reader.next();
    if (!row) return tl::unexpected(row.error());
    if (!*row) break;
    Texts texts;
    std::string store;
    for (auto const& each : (*row)->cells) {
      texts.emplace_back(table::text_of(each, reader.dialect(), store));
    }
    if (!columns) {
      if (table::is_preamble(**row, reader.dialect())) continue;
      columns = find_columns(texts);
      if (!columns) break;
      continue;
    }
    auto choice = choice_of(texts, *columns);
    if (!choice) {
      return fail(choice.error().code,
                  fmt::format("ligne {}, colonne « choix » : {}", number, choice.error().message));
    }
    if (*choice) choices.add(cell(texts, columns->group), std::move(**choice));
  }
  if (columns) return choices;
  return fail(ErrorCode::kCorruptData,
              "ce n’est pas un fichier de --review : il n’a pas les colonnes « groupe », « choix » "
              "et « identifiant_1 » à « identifiant_5 »");
}

}  // namespace qpv::batch
