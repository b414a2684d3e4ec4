// SPDX-License-Identifier: EUPL-1.2
//
// Workbooks written part by part, for tests that look at one thing in them.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace qpv::test {

// A part's name and its bytes.
using Parts = std::vector<std::pair<std::string, std::string>>;

struct ZipOptions {
  std::string password = {};  // encrypts what is not first
};
// A zip with these parts, compressed, in this order.
std::string zip_of(Parts const& parts, ZipOptions const& options = {});
// Name and bytes of each part.
Parts unzip(std::string const& zip);

// What an .xlsx with one sheet is made of.
struct XlsxText {
  std::string sheet;             // its XML
  std::string shared = {};       // the <si> of sharedStrings.xml
  std::string styles = {};       // what styleSheet holds
  std::string workbook_pr = {};  // "<workbookPr date1904=\"1\"/>"
};
Parts xlsx_parts(XlsxText const& text);
// Around the rows of a sheet.
std::string worksheet(std::string_view rows);

// What an .ods is made of: the table:table elements, and the styles before them.
Parts ods_parts(std::string_view tables, std::string_view styles = {});

}  // namespace qpv::test
