// SPDX-License-Identifier: EUPL-1.2
#include "geo/json/qpv_columns.h"

#include <gtest/gtest.h>

#include <string>

namespace qpv {
namespace {

Manifest manifest() {
  Manifest out;
  out.id = "0123456789abcdef";
  out.generations = {{2015, {*parse_date("2015-01-01"), parse_date("2023-12-31")}, 1, "france"},
                     {2024, {*parse_date("2024-01-01"), std::nullopt}, 1, "france"}};
  return out;
}

std::string line(Verdict const& verdict, std::string_view date = "2026-11-25") {
  PerimeterIndex const perimeters({}, {}, {});
  auto const kept = manifest();
  std::string out;
  for (auto const& cell :
       qpv_cells(qpv_answer(verdict, perimeters, kept, parse_date(date).value()))) {
    out += cell + ";";
  }
  return out;
}

TEST(QpvColumns, SayWhatIsKnown) {
  Verdict verdict{};
  verdict.answer = Answer::kOutside;
  verdict.likely_inside = false;
  verdict.probability = 0.00004;
  verdict.boundary = PerimeterIndex::Near{{}, 12.3456};
  EXPECT_EQ(line(verdict), "non;;;;non;0;12.35;2024;0123456789abcdef;");
  EXPECT_EQ(line(verdict, "2020-01-01"), "non;;;;non;0;12.35;2015;0123456789abcdef;");
}

TEST(QpvColumns, AreEmptyWhereNothingIsKnown) {
  Verdict verdict{};
  verdict.answer = Answer::kNotFound;
  EXPECT_EQ(line(verdict), "introuvable;;;;;;;;0123456789abcdef;");
}

TEST(QpvColumns, EveryDoubtHasItsWord) {
  for (auto const& [doubt, word] : {std::pair(Doubt::kNearBoundary, "limite proche"),
                                    {Doubt::kNotCovered, "hors des données"},
                                    {Doubt::kStreetMixed, "rue en partie"},
                                    {Doubt::kWeakMatch, "adresse peu sûre"},
                                    {Doubt::kAmbiguous, "plusieurs adresses"}}) {
    Verdict verdict{};
    verdict.answer = Answer::kUncertain;
    verdict.doubt = doubt;
    EXPECT_EQ(line(verdict), "à vérifier;;;" + std::string(word) + ";;;;2024;0123456789abcdef;");
  }
}

}  // namespace
}  // namespace qpv
