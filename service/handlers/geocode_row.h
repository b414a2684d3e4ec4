// SPDX-License-Identifier: EUPL-1.2
//
// One row of a table that is geocoded.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "geo/dataset/dataset.h"
#include "geo/table/row.h"
#include "geo/table/writer.h"
#include "service/handlers/geocode_dialect.h"
#include "service/handlers/geocode_table.h"
#include "service/http/message.h"

namespace qpv::handlers {

// The form's fields beside "data", of which each known one is taken.
struct TableOptions {
  std::vector<std::string> columns;
  std::vector<std::string> result_columns;
  std::string citycode;  // names of columns; empty: none
  std::string postcode;
  std::string type;
  std::string lat;
  std::string lon;
  table::Known known;
  bool with_bom = false;
  std::optional<double> min_score;
};
Geocoded<void> add_option(std::string_view name, std::string_view value, TableOptions& options);

class RowGeocoder {
 public:
  // Finds the columns in the header. Refuses a name that it does not have.
  static Geocoded<RowGeocoder> make(TableOptions const& options, table::Row const& header,
                                    table::Dialect const& form, GeocodeOperation operation,
                                    GeocodeDialect const& dialect);

  // The names of what is appended.
  void name_columns(table::Writer& writer, std::string& out) const;
  // The row's cells for it: result_status tells of each row how it went; none is left out. Several
  // threads may ask at once.
  using Cells = std::vector<std::string>;
  [[nodiscard]] Cells answer(table::Row const& row, Dataset const& dataset, Date date) const;
  void write(Cells const& cells, table::Writer& writer, std::string& out) const;

 private:
  RowGeocoder() = default;

  [[nodiscard]] std::string text_of(table::Row const& row, std::optional<std::size_t> column) const;
  [[nodiscard]] std::string address_of(table::Row const& row) const;
  [[nodiscard]] std::optional<LonLat> place_of(table::Row const& row) const;
  [[nodiscard]] Cells search(table::Row const& row, Dataset const& dataset, Date date) const;
  [[nodiscard]] Cells reverse(table::Row const& row, Dataset const& dataset, Date date) const;

  GeocodeOperation operation_ = GeocodeOperation::kSearch;
  double reverse_metres_ = 0;
  table::Dialect form_;
  std::vector<std::size_t> columns_;
  std::optional<std::size_t> citycode_;
  std::optional<std::size_t> postcode_;
  std::optional<std::size_t> type_;
  std::optional<std::size_t> lat_;
  std::optional<std::size_t> lon_;
  std::optional<double> min_score_;
  std::vector<bool> shown_;  // of all that may be appended
};

}  // namespace qpv::handlers
