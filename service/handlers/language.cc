// SPDX-License-Identifier: EUPL-1.2
#include "service/handlers/language.h"

#include <algorithm>
#include <iterator>
#include <stdexcept>
#include <utility>
#include <vector>

#include "service/handlers/assets.h"
#include "service/handlers/french.h"

namespace qpv::handlers {
namespace {

constexpr std::string_view kOthers[] = {"language.en.json", "language.ar.json", "language.pl.json"};

// The files are built into the program: one that is wrong is a bug.
std::vector<Language> read_all() {
  std::vector<Language> all;
  all.reserve(1 + std::size(kOthers));
  all.emplace_back("fr", "Français");
  for (auto const file : kOthers) {
    auto book = read_phrasebook(asset_bytes(file));
    if (!book) {
      throw std::logic_error(std::string(file) + ": " + book.error().where + ": " +
                             book.error().message);
    }
    all.emplace_back(std::move(*book));
  }
  return all;
}

Html kept_together(std::string const& text, Language const& language) {
  if (language.is_french()) return {text};
  return {"<bdi dir=\"ltr\">" + text + "</bdi>"};
}

}  // namespace

Language::Language(std::string_view code, std::string_view name)
    : book_{std::string(code), std::string(name), false, true, {}} {}

// Pairs stay where they are when the book moves: its vector's memory goes along.
Language::Language(Phrasebook book) : book_(std::move(book)) {
  for (auto const& [french, other] : book_.phrases) phrases_.emplace(french, other);
}

std::string_view Language::operator()(std::string_view french) const {
  auto const it = phrases_.find(french);
  return it == phrases_.end() ? french : it->second;
}

std::span<Language const> languages() {
  static std::vector<Language> const all = read_all();
  return all;
}

Language const& french() { return languages().front(); }

Language const& language_of(std::string_view code) {
  auto const all = languages();
  auto const it =
      std::find_if(all.begin(), all.end(), [&](auto const& each) { return each.code() == code; });
  return it == all.end() ? french() : *it;
}

std::string translated(std::string_view page_template, Language const& language) {
  std::string text;
  while (true) {
    auto const open = page_template.find("[[");
    text += page_template.substr(0, open);
    if (open == std::string_view::npos) return text;
    auto const close = page_template.find("]]", open);
    if (close == std::string_view::npos) throw std::logic_error("sentence without end");
    text += language(page_template.substr(open + 2, close - open - 2));
    page_template.remove_prefix(close + 2);
  }
}

Html language_field(Language const& language) {
  if (language.is_french()) return {};
  return {R"(<input type="hidden" name="lang" value=")" + language.code() + "\">"};
}

Html metres(double metres, Language const& language) {
  return kept_together(format_metres(metres), language);
}

Html day(Date date, Language const& language) {
  return kept_together(language.is_french() ? format_day(date) : format_date(date), language);
}

}  // namespace qpv::handlers
