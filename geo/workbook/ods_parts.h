// SPDX-License-Identifier: EUPL-1.2
//
// The sheets of an .ods. Private to geo/workbook.
#pragma once

#include <string>
#include <vector>

#include "geo/workbook/xml.h"

namespace qpv::workbook {

struct OdsSheet {
  std::string name;
  bool hidden;
};

// The prefixes (with colon) that content.xml has for the namespaces that new cells need.
struct OdsPrefixes {
  std::string office;
  std::string table;
  std::string text;
};

struct OdsParts {
  std::vector<OdsSheet> sheets;
  OdsPrefixes prefixes;
  std::size_t content = 0;
};

// Reads content.xml once. kInvalidArgument for other documents than spreadsheets, and for one that
// is encrypted.
Result<OdsParts> read_ods_parts(Package const& package);

}  // namespace qpv::workbook
