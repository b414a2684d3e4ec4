// SPDX-License-Identifier: EUPL-1.2
//
// The sentences that a resident reads, in a language. French is written where it is said, and is
// the key to the others, which are data: service/web/language.*.json. A sentence without its pair
// stays French: half a translation is worse than none only where it says another thing.
#pragma once

#include <fmt/format.h>

#include <span>
#include <string>
#include <string_view>
#include <unordered_map>

#include "geo/core/date.h"
#include "geo/json/phrasebook.h"
#include "service/handlers/html.h"

namespace qpv::handlers {

// Immutable: any thread.
class Language {
 public:
  Language(std::string_view code, std::string_view name);  // French: each sentence is its own
  explicit Language(Phrasebook book);
  Language(Language const&) = delete;  // its views would be into the other's book
  Language& operator=(Language const&) = delete;
  Language(Language&&) = default;
  Language& operator=(Language&&) = default;
  ~Language() = default;

  [[nodiscard]] std::string const& code() const { return book_.code; }
  [[nodiscard]] std::string const& name() const { return book_.name; }
  [[nodiscard]] bool right_to_left() const { return book_.right_to_left; }
  [[nodiscard]] bool reviewed() const { return book_.reviewed; }
  [[nodiscard]] bool is_french() const { return phrases_.empty(); }

  // What stands for a French sentence, in static storage or in the sentence's own.
  [[nodiscard]] std::string_view operator()(std::string_view french) const;

  // The same with its {} filled in.
  template <class... Args>
  [[nodiscard]] std::string say(std::string_view french, Args const&... args) const {
    return fmt::vformat((*this)(french), fmt::make_format_args(args...));
  }

 private:
  Phrasebook book_;
  std::unordered_map<std::string_view, std::string_view> phrases_;  // of book_
};

// French first.
std::span<Language const> languages();
Language const& french();
// French where nothing is known under that code.
Language const& language_of(std::string_view code);

// A template in which each [[French sentence]] becomes what the language says.
std::string translated(std::string_view page_template, Language const& language);

// The hidden field by which a form asks in that language; nothing for French.
Html language_field(Language const& language);

// "81 m" and "1er janvier 2024", or the day as 2024-01-01 in other languages; kept together and
// from left to right.
Html metres(double metres, Language const& language);
Html day(Date date, Language const& language);

}  // namespace qpv::handlers
