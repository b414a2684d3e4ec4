// SPDX-License-Identifier: EUPL-1.2
#include "geo/json/phrasebook.h"

#include <set>

#include "geo/json/parse.h"

namespace qpv {
namespace {

// A sentence is filled in by position: "{}" only, as many as in French.
std::size_t blanks(std::string_view text) {
  std::size_t count = 0;
  for (auto at = text.find("{}"); at != std::string_view::npos; at = text.find("{}", at + 2)) {
    ++count;
  }
  return count;
}

bool only_blanks(std::string_view text) {
  std::size_t braces = 0;
  for (char const c : text) braces += c == '{' || c == '}' ? 1U : 0U;
  return braces == 2 * blanks(text);
}

}  // namespace

Result<Phrasebook> read_phrasebook(std::string_view text) {
  auto const document = json::parse(text);
  if (!document) return fail(ErrorCode::kInvalidArgument, document.error().message);
  std::optional<Error> problem;
  json::Fields fields(*document, "", problem);
  Phrasebook book{fields.text("code"),
                  fields.text("name"),
                  fields.flag("right_to_left"),
                  fields.flag("reviewed"),
                  {}};
  std::set<std::string> known;
  if (!problem) {
    fields.objects("phrases", [&](json::Fields& item) {
      auto french = item.text("fr");
      auto other = item.text("text");
      if (!only_blanks(other) || blanks(french) != blanks(other)) {
        item.wrong("text", "les {} ne sont pas ceux de la phrase française");
      }
      if (!known.insert(french).second) item.wrong("fr", "la phrase y est déjà");
      book.phrases.emplace_back(std::move(french), std::move(other));
    });
  }
  if (problem) return fail(ErrorCode::kInvalidArgument, problem->message, problem->where);
  return book;
}

}  // namespace qpv
