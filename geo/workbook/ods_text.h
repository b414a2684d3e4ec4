// SPDX-License-Identifier: EUPL-1.2
//
// What a person sees in an .ods cell. Private to geo/workbook.
#pragma once

#include <string>
#include <string_view>

#include "geo/workbook/xml.h"

namespace qpv::workbook {

// One cell's text, put together from its attributes and paragraphs.
class OdsText {
 public:
  void begin(Attributes attributes);
  void begin_paragraph();
  void end_paragraph() { in_paragraph_ = false; }
  void add(std::string_view piece);  // white space becomes one space, as OpenDocument has it
  void add_spaces(std::size_t count);
  void add_break(char c);

  [[nodiscard]] std::size_t bytes() const { return text_.size(); }
  [[nodiscard]] bool in_paragraph() const { return in_paragraph_; }
  // Texts as they are with "\n" between paragraphs, days as 2024-01-31, numbers with a point and
  // all their decimals, but with the zeros that are shown before them, VRAI and FAUX.
  [[nodiscard]] std::string shown() const;

 private:
  std::string type_;
  std::string value_;
  std::string text_;
  bool has_paragraph_ = false;
  bool in_paragraph_ = false;
};

}  // namespace qpv::workbook
