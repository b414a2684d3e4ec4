// SPDX-License-Identifier: EUPL-1.2
#include "geo/batch/list.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "geo/batch/answer_cells.h"
#include "geo/batch/csv_list.h"
#include "geo/batch/pipeline.h"

namespace qpv::batch {
namespace {

// Bytes in pieces of a size.
ByteSource source_of(std::string text, std::size_t most) {
  return [text = std::move(text), most,
          at = std::size_t{0}](std::span<char> buffer) mutable -> Result<std::size_t> {
    auto const size = std::min({most, buffer.size(), text.size() - at});
    std::copy_n(text.begin() + static_cast<std::ptrdiff_t>(at), size, buffer.begin());
    at += size;
    return size;
  };
}

// A list through source and sink, each row answered by its number.
std::string through(std::string const& text, std::size_t piece, CsvOutput output,
                    std::vector<std::string> const& wanted_answer = {}) {
  auto list = CsvList::open(source_of(text, piece), {}).value();
  output.columns = recognise(list.sample(), {});
  auto out = list.begin(output);
  RowBlock block;
  std::vector<std::string_view> cells;
  for (;;) {
    block.clear();
    EXPECT_TRUE(list.read(block));
    if (block.empty()) return out;
    for (std::size_t i = 0; i < block.size(); ++i) {
      auto const row = block.row(i, cells);
      std::vector<std::string> const number{std::to_string(row.number)};
      list.append(row, wanted_answer.empty() ? number : wanted_answer, out);
    }
  }
}

TEST(CsvList, AddsToRowsAndNumbersThemAsASpreadsheet) {
  std::string const text = "sep=;\nadresse;x\n\"12 rue\nPasteur\";1\n\n3 rue Foch\n4;5;6\n";
  for (std::size_t const piece : {1U, 7U, 4096U}) {
    EXPECT_EQ(through(text, piece, {{}, {"n"}}),
              "sep=;\nadresse;x;n\n\"12 rue\nPasteur\";1;3\n\n3 rue Foch;;5\n4;5;6;6\n");
  }
}

TEST(CsvList, AsksNothingOfARowWhoseCellsAreBlank) {
  EXPECT_EQ(through("adresse;x\n;\n \u00A0 ;\"\"\n;;\na;\n", 4096, {{}, {"n"}}),
            "adresse;x;n\n;;\n \u00A0 ;\"\";\n;;;\na;;5\n");
}

TEST(CsvList, TakesThePlaceOfAnEarlierAnswer) {
  EarlierAnswer const earlier{{1}, {"n"}};
  EXPECT_EQ(through("adresse;n;x\na;old;\"b\"\nc\n", 4096, {{}, {"n"}, {}, earlier}),
            "adresse;n;x\na;2;\"b\"\nc;3\n");
}

TEST(CsvList, TakesItsPlacesWhereverTheyAre) {
  CsvOutput const output{{}, {"n", "m"}, {}, EarlierAnswer{{0, 2}, {"n", "m"}}};
  EXPECT_EQ(through("n;\"x\";m;adresse\n\"old\";\"b\";;a\n;\n1\n", 4096, output, {"1", "2;3"}),
            "n;\"x\";m;adresse\n1;\"b\";\"2;3\";a\n;;\n1;;\"2;3\"\n");
}

TEST(CsvList, PutsWhatTheEarlierAnswerDoesNotHaveBehindTheList) {
  CsvOutput const output{{}, {"n", "m"}, {}, EarlierAnswer{{1}, {"n"}}};
  EXPECT_EQ(through("adresse;n;x;y\na;old;b;c;d\ne\n", 4096, output, {"1", "2"}),
            "adresse;n;x;y;m\na;1;b;c;2;d\ne;1;;;2\n");
}

TEST(CsvList, KeepsRowsThatAreNotAsked) {
  CsvOutput output{{}, {"n"}, {}, EarlierAnswer{{1}, {"n"}}};
  output.ask = [](Cells cells) { return cells[0] == "c" ? Ask::kYes : Ask::kKept; };
  EXPECT_EQ(through("adresse;n;x\na;\"old\";b\nc;old\n", 4096, output),
            "adresse;n;x\na;\"old\";b\nc;3\n");
}

TEST(CsvList, QuotesWhatAnAnswerNeedsQuotesFor) {
  EXPECT_EQ(through("adresse;x\na;b\n", 4096, {{}, {"n"}}, {"c;d \"e\""}),
            "adresse;x;n\na;b;\"c;d \"\"e\"\"\"\n");
}

std::optional<EarlierAnswer> earlier_in(std::vector<std::string> names, bool header = true) {
  Columns columns;
  columns.names = std::move(names);
  columns.header = header;
  return find_earlier(columns, answer_columns());
}

TEST(CsvList, FindsAnEarlierAnswerWhereverItStands) {
  auto const earlier = earlier_in({"qpv", "note", "qpv_code", "qpv_quartier", "adresse"});
  ASSERT_TRUE(earlier);
  EXPECT_EQ(earlier->columns, (std::vector<std::size_t>{0, 2, 3}));
  EXPECT_EQ(earlier->names, (std::vector<std::string>{"qpv", "qpv_code", "qpv_quartier"}));
  EXPECT_FALSE(earlier_in({"adresse"}));
  EXPECT_FALSE(earlier_in({"qpv", "qpv_code", "adresse"}, false));
}

TEST(CsvList, TakesNoColumnOfTheListForAnAnswer) {
  EXPECT_FALSE(earlier_in({"nom", "adresse", "qpv"}));
  EXPECT_FALSE(earlier_in({"qpv", "qpv_quartier", "adresse"}));
  EXPECT_FALSE(earlier_in({"qpv_code", "qpv_donnees", "adresse"}));
  // Answers came behind the list's own note.
  auto const twice = earlier_in({"qpv", "adresse", "qpv", "qpv_donnees"});
  ASSERT_TRUE(twice);
  EXPECT_EQ(twice->columns, (std::vector<std::size_t>{2, 3}));
}

// A source of so many rows of one cell, their number.
RowSource numbers(std::uint64_t count) {
  return [count, next = std::uint64_t{0}](RowBlock& block) mutable -> Result<void> {
    while (next < count && !block.full()) {
      block.add(next, Ask::kYes, std::to_string(next), {});
      ++next;
    }
    return {};
  };
}

Pipeline pipeline_of(std::uint64_t count, std::vector<std::string>& seen) {
  Pipeline pipeline;
  pipeline.source = numbers(count);
  pipeline.threads = 4;
  pipeline.make_worker = [] {
    return [](Block& block) {
      std::vector<std::string_view> cells;
      block.answers.assign(block.rows.size(), {});
      for (std::size_t i = 0; i < block.rows.size(); ++i) {
        block.answers[i].cells.emplace_back(block.rows.row(i, cells).before);
      }
    };
  };
  pipeline.sink = [&seen](Block const& block) -> Result<void> {
    for (auto const& answer : block.answers) seen.push_back(answer.cells.front());
    return {};
  };
  return pipeline;
}

TEST(Pipeline, KeepsTheOrder) {
  for (std::uint64_t const count : {0U, 1U, 255U, 256U, 257U, 20'000U}) {
    std::vector<std::string> seen;
    ASSERT_TRUE(run(pipeline_of(count, seen)));
    ASSERT_EQ(seen.size(), count);
    for (std::uint64_t i = 0; i < count; ++i) ASSERT_EQ(seen[i], std::to_string(i));
  }
}

TEST(Pipeline, EndsWithTheFirstError) {
  std::vector<std::string> seen;
  auto pipeline = pipeline_of(20'000, seen);
  pipeline.sink = [](Block const&) -> Result<void> { return fail(ErrorCode::kIo, "plein"); };
  EXPECT_EQ(run(pipeline).error().message, "plein");
  pipeline.source = [](RowBlock&) -> Result<void> { return fail(ErrorCode::kIo, "illisible"); };
  EXPECT_EQ(run(pipeline).error().message, "illisible");
}

TEST(Pipeline, ThrowsWhatAThreadThrew) {
  std::vector<std::string> seen;
  auto pipeline = pipeline_of(20'000, seen);
  pipeline.make_worker = [] { return [](Block&) { throw std::bad_alloc(); }; };
  EXPECT_THROW(static_cast<void>(run(pipeline)), std::bad_alloc);
}

TEST(AnswerWords, TellWhoEntersAndLeaves) {
  using enum Answer;
  EXPECT_EQ(evolution(kInside, kInside), "reste");
  EXPECT_EQ(evolution(kInside, kOutside), "sort");
  EXPECT_EQ(evolution(kOutside, kInside), "entre");
  EXPECT_EQ(evolution(kOutside, kOutside), "hors");
  for (auto const unsettled : {kUncertain, kNotFound}) {
    EXPECT_EQ(evolution(unsettled, kInside), "à vérifier");
    EXPECT_EQ(evolution(kOutside, unsettled), "à vérifier");
  }
}

}  // namespace
}  // namespace qpv::batch
