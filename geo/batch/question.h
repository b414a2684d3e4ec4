// SPDX-License-Identifier: EUPL-1.2
//
// What a row asks: the same parts as POST /v1/address takes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "geo/address/search.h"
#include "geo/batch/columns.h"
#include "geo/batch/list.h"
#include "geo/core/date.h"
#include "geo/core/types.h"

namespace qpv::batch {

inline constexpr std::size_t kLongestPart = 200;  // characters; what is longer is cut

struct Question {
  std::string text;
  std::string housenumber;
  std::string street;
  std::string postcode;
  std::string city;
  std::string citycode;
  std::optional<LonLat> place;  // only where there is no address
  std::optional<Date> date;     // the row's own
  bool date_unreadable = false;
  unsigned zeros = 0;  // how many codes got theirs back

  [[nodiscard]] bool has_address() const {
    return !text.empty() || !street.empty() || !city.empty() || !postcode.empty();
  }
  friend bool operator==(Question const&, Question const&) = default;
};

// Whether both ask the same: zeros that were given back do not count.
bool same_question(Question const& a, Question const& b);

// Its views are the question's.
AddressQuery to_query(Question const& question);

// Reads rows by their columns' roles. Each part is trimmed, blanks that do not break become
// ordinary ones, and several columns of one role are joined by a space, in the file's order.
//
// The house number and its suffix are a part of their own beside a street, unless that begins with
// them ("12" beside "12 RUE PASTEUR"); they go before an address on one line. The complement is the
// text where a row has neither address nor street. A postcode or INSEE of 4 digits gets its zero
// back; an INSEE that is none is left out. Longitude and latitude count where a row has no address:
// with a comma or a point, within 180 and 90. A thread of its own each; some 100 ns a row.
class QuestionReader {
 public:
  explicit QuestionReader(Columns const& columns);
  [[nodiscard]] Question read(Cells cells) const;

 private:
  [[nodiscard]] std::string joined(Cells cells, std::vector<std::size_t> const& columns) const;
  [[nodiscard]] std::string one(Cells cells, std::optional<std::size_t> column) const;
  void read_date(Cells cells, Question& question) const;
  void read_place(Cells cells, Question& question) const;

  std::vector<std::size_t> address_;
  std::vector<std::size_t> street_;
  std::vector<std::size_t> complement_;
  std::optional<std::size_t> number_;
  std::optional<std::size_t> suffix_;
  std::optional<std::size_t> postcode_;
  std::optional<std::size_t> city_;
  std::optional<std::size_t> citycode_;
  std::optional<std::size_t> lon_;
  std::optional<std::size_t> lat_;
  std::optional<std::size_t> date_;
};

}  // namespace qpv::batch
