// SPDX-License-Identifier: EUPL-1.2
//
// Text that may go into a page. What comes from data or from a person becomes Html only through
// escape(), so that a hostile name in a dataset stays a name.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

namespace qpv::handlers {

struct Html {
  std::string text;

  Html& operator+=(Html const& other) {
    text += other.text;
    return *this;
  }
};

// Safe between tags and inside a quoted attribute. Control characters, which HTML does not allow,
// are left out.
Html escape(std::string_view text);

// A name of the data inside a sentence: escaped, and kept from turning the text's direction around.
Html isolated(std::string_view name);
// The same of words of the data that stay French in every language: a voice reads them so.
Html isolated_french(std::string_view words);

struct Slot {
  std::string_view name;
  Html value;
};

// Puts each value in the place of its {{name}}. One pass: a value that looks like a placeholder
// stays as it is. The template is ours, so a placeholder without value is a bug: it throws
// std::logic_error.
Html fill(std::string_view page_template, std::initializer_list<Slot> slots);

}  // namespace qpv::handlers
