// SPDX-License-Identifier: EUPL-1.2
#include "service/handlers/language.h"

#include <gtest/gtest.h>

#include "geo/json/phrasebook.h"

namespace qpv::handlers {
namespace {

std::string book(std::string const& phrases) {
  return R"({"code":"xx","name":"X","right_to_left":true,"reviewed":false,"phrases":)" + phrases +
         "}";
}

TEST(Phrasebook, NamesTheSentenceAtFault) {
  auto const at = [](std::string const& phrases) {
    auto const read = read_phrasebook(book(phrases));
    return read ? std::string() : read.error().where;
  };
  EXPECT_EQ(at(R"([{"fr":"Oui","text":"Ja"},{"fr":"{} à {}","text":"{} bis {}"}])"), "");
  EXPECT_EQ(at(R"([{"fr":"{} à {}","text":"{}"}])"), "phrases[0].text");
  EXPECT_EQ(at(R"([{"fr":"à {}","text":"{0}"}])"), "phrases[0].text");
  EXPECT_EQ(at(R"([{"fr":"à {}","text":"{}{"}])"), "phrases[0].text");
  EXPECT_EQ(at(R"([{"fr":"a","text":"b"},{"fr":"a","text":"c"}])"), "phrases[1].fr");
  EXPECT_EQ(at("[{}]"), "phrases[0].fr");
}

TEST(Language, SaysASentenceOrLeavesItFrench) {
  Language const other(*read_phrasebook(book(R"([{"fr":"à {}","text":"{} weit"}])")));
  EXPECT_EQ(other.say("à {}", "81 m"), "81 m weit");
  EXPECT_EQ(other("Oui"), "Oui");
  EXPECT_TRUE(other.right_to_left());
  EXPECT_FALSE(other.reviewed());
  EXPECT_FALSE(other.is_french());
  EXPECT_EQ(french().say("à {}", "81 m"), "à 81 m");
  EXPECT_TRUE(french().is_french());
}

TEST(Language, IsChosenByItsCode) {
  EXPECT_EQ(languages().size(), 4U);
  for (auto const* code : {"fr", "en", "ar", "pl"}) EXPECT_EQ(language_of(code).code(), code);
  for (auto const* code : {"", "EN", "de", "../en"}) EXPECT_EQ(language_of(code).code(), "fr");
  EXPECT_TRUE(language_of("ar").right_to_left());
}

TEST(Language, ATemplateIsSaidSentenceBySentence) {
  Language const other(*read_phrasebook(book(R"([{"fr":"Oui","text":"Ja"}])")));
  EXPECT_EQ(translated("<b>[[Oui]]</b> {{x}} [[Non]]", other), "<b>Ja</b> {{x}} Non");
  EXPECT_THROW((void)translated("[[Oui", other), std::logic_error);
}

TEST(Language, NumbersAndDaysKeepTheirDirection) {
  EXPECT_EQ(metres(81, french()).text, "81\u00A0m");
  EXPECT_EQ(metres(81, language_of("ar")).text, "<bdi dir=\"ltr\">81\u00A0m</bdi>");
  EXPECT_EQ(day(make_date(2024, 1, 1), french()).text, "1er\u00A0janvier 2024");
  EXPECT_EQ(day(make_date(2024, 1, 1), language_of("pl")).text,
            "<bdi dir=\"ltr\">2024-01-01</bdi>");
}

}  // namespace
}  // namespace qpv::handlers
