// SPDX-License-Identifier: EUPL-1.2
#include "geo/json/fetch_record.h"

#include <gtest/gtest.h>

#include "geo/json/edition.h"

namespace qpv {
namespace {

std::string const kHash(64, 'A');

TEST(FetchRecord, Reads) {
  auto const record = read_fetch_record(
      R"({"url":"https://www.data.gouv.fr/a.zip","date":"2026-01-15","sha256":")" + kHash + "\"}");
  ASSERT_TRUE(record.has_value());
  EXPECT_EQ(record->date, "2026-01-15");
  EXPECT_EQ(record->sha256, std::string(64, 'a'));
  EXPECT_FALSE(record->name.has_value());
  EXPECT_FALSE(record->bytes.has_value());
}

TEST(FetchRecord, ReadsWhatTheToolWrites) {
  auto const record = read_fetch_record(
      R"({"name":"QP2024","date":"2026-01-15","url":"https://www.data.gouv.fr/a.zip","bytes":12,
          "licence":"Licence Ouverte 2.0","etag":null,"checked":"2026-01-20T08:00:00Z","sha256":")" +
      kHash + "\"}");
  ASSERT_TRUE(record.has_value());
  EXPECT_EQ(record->name, "QP2024");
  EXPECT_EQ(record->bytes, 12U);
}

TEST(FetchRecord, NamesTheFieldAtFault) {
  auto const at = [](std::string const& json) { return read_fetch_record(json).error().where; };
  EXPECT_EQ(at(R"({"url":"a","date":"15/01/2026","sha256":")" + kHash + "\"}"), "date");
  EXPECT_EQ(at(R"({"url":"a","date":"2026-01-15","sha256":"abc"})"), "sha256");
  EXPECT_EQ(at(R"({"date":"2026-01-15","sha256":")" + kHash + "\"}"), "url");
  auto const rest = R"(,"url":"a","date":"2026-01-15","sha256":")" + kHash + "\"}";
  EXPECT_EQ(at(R"({"name":"")" + rest), "name");
  EXPECT_EQ(at(R"({"name":"a\nb")" + rest), "name");
  EXPECT_EQ(at(R"({"name":7)" + rest), "name");
  EXPECT_EQ(at(R"({"name":")" + std::string(101, 'a') + "\"" + rest), "name");
  EXPECT_EQ(at(R"({"bytes":-1)" + rest), "bytes");
}

TEST(FetchRecord, KnowsTheFileThatItReplaces) {
  auto const old = R"({"url":"a","date":"2025-01-15","bytes":1,"sha256":")" + kHash + "\"}";
  auto const text = R"({"url":"a","date":"2026-01-15","bytes":2,"sha256":")" +
                    std::string(64, 'b') + R"(","replaces":)" + old + "}";
  auto const record = read_fetch_record(text);
  ASSERT_TRUE(record.has_value());
  EXPECT_EQ(record_of(*record, std::string(64, 'b'), 2), &*record);
  ASSERT_NE(record_of(*record, std::string(64, 'a'), 1), nullptr);
  EXPECT_EQ(record_of(*record, std::string(64, 'a'), 1)->date, "2025-01-15");
  EXPECT_EQ(record_of(*record, std::string(64, 'a'), 2), nullptr);
  EXPECT_EQ(record_of(*record, std::string(64, 'c'), 2), nullptr);
  auto const broken = read_fetch_record(R"({"url":"a","date":"2026-01-15","sha256":")" + kHash +
                                        R"(","replaces":{"url":"a"}})");
  EXPECT_EQ(broken.error().where, "replaces.date");
}

TEST(Edition, IsANameAndADayThatExists) {
  EXPECT_EQ(parse_edition("QP2024:2026-01-15"), (Edition{"QP2024", "2026-01-15"}));
  EXPECT_EQ(parse_edition("QP : « janvier »:2026-01-15")->name, "QP : « janvier »");
  for (char const* text : {"", "QP2024", ":2026-01-15", "QP2024:", "QP2024:2026-02-30",
                           "QP2024:15/01/2026", "a\nb:2026-01-15", "\xFF:2026-01-15"}) {
    EXPECT_FALSE(parse_edition(text)) << text;
  }
  EXPECT_FALSE(parse_edition(std::string(101, 'a') + ":2026-01-15"));
}

TEST(OfficialUrl, OnlyTheStatesHostsByHttps) {
  EXPECT_TRUE(is_official_url("https://sig.ville.gouv.fr/a"));
  EXPECT_TRUE(is_official_url("https://www.data.gouv.fr/fr/datasets/a"));
  EXPECT_TRUE(is_official_url("https://static.data.gouv.fr/a"));
  for (char const* url : {"http://sig.ville.gouv.fr/a", "https://sig.ville.gouv.fr.example.org/a",
                          "https://notdata.gouv.fr/a", "https://data.gouv.fr@example.org/",
                          "https://example.org/data.gouv.fr", "https://example.org\\.data.gouv.fr/",
                          "https://example.org#.data.gouv.fr", "ftp://data.gouv.fr/a", ""}) {
    EXPECT_FALSE(is_official_url(url)) << url;
  }
}

}  // namespace
}  // namespace qpv
