// SPDX-License-Identifier: EUPL-1.2
#include "geo/ogr/geopackage_check.h"

#include <sqlite3.h>

#include <memory>
#include <optional>

namespace qpv::ogr {
namespace {

struct Closed {
  void operator()(sqlite3* db) const { sqlite3_close_v2(db); }
  void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using Database = std::unique_ptr<sqlite3, Closed>;

// A schema is read in microseconds; what needs this many steps is not one.
constexpr int kMaxSteps = 10'000'000;
int stop(void*) { return 1; }

std::optional<int> count(sqlite3* db, char const* sql) {
  sqlite3_stmt* raw = nullptr;
  if (sqlite3_prepare_v2(db, sql, -1, &raw, nullptr) != SQLITE_OK) return std::nullopt;
  std::unique_ptr<sqlite3_stmt, Closed> const statement(raw);
  if (sqlite3_step(raw) != SQLITE_ROW) return std::nullopt;
  return sqlite3_column_int(raw, 0);
}

}  // namespace

Result<void> check_geopackage(std::string_view bytes) {
  constexpr std::string_view kMagic{"SQLite format 3\0", 16};
  constexpr std::size_t kHeader = 100;
  if (bytes.size() < kHeader || !bytes.starts_with(kMagic)) {
    return wrong("son contenu n'est pas un GeoPackage");
  }
  sqlite3* raw = nullptr;
  int const opened = sqlite3_open_v2(":memory:", &raw, SQLITE_OPEN_READWRITE, nullptr);
  Database const db(raw);
  if (opened != SQLITE_OK) return fail(ErrorCode::kIo, "SQLite ne démarre pas");
  // SQLite's interface wants a writable buffer and, by the read-only flag below, does not write it.
  // NOLINTNEXTLINE(cppcoreguidelines-pro-type-const-cast)
  auto* data = const_cast<unsigned char*>(reinterpret_cast<unsigned char const*>(bytes.data()));
  auto const size = static_cast<sqlite3_int64>(bytes.size());
  if (sqlite3_deserialize(raw, "main", data, size, size, SQLITE_DESERIALIZE_READONLY) !=
      SQLITE_OK) {
    return wrong("ce GeoPackage est abîmé");
  }
  sqlite3_progress_handler(raw, kMaxSteps, stop, nullptr);
  // table_list tells what the schema means; the column `type` of sqlite_master is only a claim.
  auto const views = count(raw, "SELECT count(*) FROM pragma_table_list WHERE type = 'view'");
  auto const virtual_tables =
      count(raw, "SELECT count(*) FROM pragma_table_list WHERE type = 'virtual'");
  auto const rtrees = count(raw,
                            "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND sql LIKE "
                            "'CREATE VIRTUAL TABLE \"rtree_%\" USING rtree(%'");
  if (!views || !virtual_tables || !rtrees) return wrong("ce GeoPackage est abîmé");
  if (*views != 0) return wrong("ce GeoPackage contient une vue : seules des tables sont lues");
  if (*virtual_tables != *rtrees) {
    return wrong("ce GeoPackage contient une table virtuelle : seules des tables sont lues");
  }
  return {};
}

}  // namespace qpv::ogr
