// SPDX-License-Identifier: EUPL-1.2
#include "geo/workbook/ods_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "geo/core/ascii.h"
#include "geo/workbook/number_format.h"

namespace qpv::workbook {
namespace {

// Which attribute holds the value of a type.
std::string_view value_attribute(std::string_view type) {
  if (type == "date") return "date-value";
  if (type == "time") return "time-value";
  if (type == "boolean") return "boolean-value";
  if (type == "float" || type == "percentage" || type == "currency") return "value";
  return "string-value";
}

// "2024-01-31T14:30:00.5" as "2024-01-31 14:30:00".
std::string shown_date(std::string_view written) {
  auto const day = written.substr(0, written.find('T'));
  if (day.size() == written.size()) return std::string(day);
  auto const time = written.substr(day.size() + 1, 8);
  if (time == "00:00:00") return std::string(day);
  return fmt::format("{} {}", day, time);
}

// "PT14H30M05S" as "14:30:05"; anything else stays.
std::string shown_time(std::string_view written) {
  if (!written.starts_with("PT")) return std::string(written);
  auto rest = written.substr(2);
  std::string text;
  for (char const unit : {'H', 'M', 'S'}) {
    unsigned number = 0;
    auto const read = std::from_chars(rest.data(), rest.data() + rest.size(), number);
    auto const end = rest.find(unit);
    if (read.ec != std::errc() || end == std::string_view::npos) return std::string(written);
    text += fmt::format("{}{:02}", text.empty() ? "" : ":", number);
    rest.remove_prefix(end + 1);
  }
  return text;
}

// The number itself, unless it is shown as a truth, or with zeros before it: a postcode, a
// telephone number.
std::string shown_float(std::string const& value, std::string const& shown) {
  if (shown == "TRUE" || shown == "VRAI") return "VRAI";  // LibreOffice's =TRUE()
  if (shown == "FALSE" || shown == "FAUX") return "FAUX";
  auto plain = shown_number(value, {}, Epoch::k1900);
  std::string digits;
  std::copy_if(shown.begin(), shown.end(), std::back_inserter(digits), is_digit);
  auto const zeros = std::min(digits.find_first_not_of('0'), digits.size());
  if (zeros == 0 || digits.size() < 2) return plain;
  auto const number = digits.substr(std::min(zeros, digits.size() - 1));
  return number == plain ? shown : plain;
}

}  // namespace

void OdsText::begin(Attributes attributes) {
  type_ = attributes.find("value-type").value_or("");
  value_ = attributes.find(value_attribute(type_)).value_or("");
  text_.clear();
  has_paragraph_ = false;
  in_paragraph_ = false;
}

void OdsText::begin_paragraph() {
  if (has_paragraph_) text_ += '\n';
  has_paragraph_ = true;
  in_paragraph_ = true;
}

void OdsText::add(std::string_view piece) {
  for (char const c : piece) {
    bool const space = c == ' ' || c == '\n' || c == '\t' || c == '\r';
    bool const again = text_.empty() || text_.back() == ' ' || text_.back() == '\n';
    if (space && again) continue;
    text_ += space ? ' ' : c;
  }
}

void OdsText::add_spaces(std::size_t count) { text_.append(count, ' '); }

void OdsText::add_break(char c) { text_ += c; }

std::string OdsText::shown() const {
  if (type_ == "date" && !value_.empty()) return shown_date(value_);
  if (type_ == "time" && !value_.empty()) return shown_time(value_);
  if (type_ == "boolean" && !value_.empty()) return value_ == "true" ? "VRAI" : "FAUX";
  if (type_ == "float" && !value_.empty()) return shown_float(value_, text_);
  return has_paragraph_ ? text_ : value_;
}

}  // namespace qpv::workbook
