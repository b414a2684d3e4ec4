// SPDX-License-Identifier: EUPL-1.2
//
// POST /search/csv with the files that people complain of: what was sent comes back whole.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "tests/http/served.h"
#include "tests/support/dirty_tables.h"
#include "tests/support/read_table.h"

namespace qpv {
namespace {

constexpr std::string_view kEnd = "--cut--\r\n";

std::string field(std::string_view name, std::string_view value) {
  return "--cut\r\nContent-Disposition: form-data; name=\"" + std::string(name) + "\"\r\n\r\n" +
         std::string(value) + "\r\n";
}

std::string file(std::string_view bytes) {
  return "--cut\r\nContent-Disposition: form-data; name=\"data\"; filename=\"t.csv\"\r\n"
         "Content-Type: text/csv\r\n\r\n" +
         std::string(bytes) + "\r\n";
}

class DirtyTables : public test::Served {
 protected:
  // Reads while it writes.
  static test::Reply search(std::string const& form) {
    test::Connection connection(server->address());
    auto const request =
        "POST /search/csv HTTP/1.1\r\nHost: t\r\nContent-Type: multipart/form-data; "
        "boundary=cut\r\nContent-Length: " +
        std::to_string(form.size()) + "\r\n\r\n" + form;
    std::thread writer([&] {
      try {
        connection.send(request);
      } catch (std::exception const&) {
        // The answer says why it was not read to the end.
      }
    });
    try {
      auto reply = connection.receive();
      writer.join();
      return reply.value();
    } catch (...) {
      writer.join();
      throw;
    }
  }
};

// Of a dirty table: rows in, rows out, in their order, each cell as it was.
void expect_intact(test::DirtyTable const& dirty, std::string const& answer) {
  auto const in = test::read_table(dirty.bytes);
  table::Known const known{in.dialect.encoding, in.dialect.delimiter, in.dialect.quote};
  auto const out = test::read_table(answer, known);
  EXPECT_EQ(out.dialect.encoding, dirty.encoding);
  EXPECT_EQ(out.dialect.bom, in.dialect.bom);
  ASSERT_EQ(out.rows.size(), in.rows.size());
  test::expect_cells_kept(dirty, in, out);
}

TEST_F(DirtyTables, ComeBackWhole) {
  std::size_t tried = 0;
  for (auto const& dirty : test::dirty_tables()) {
    SCOPED_TRACE(dirty.name);
    // Of tens of thousands of rows only the numbers are looked for, which takes no time.
    auto const fields = dirty.rows > 10'000 ? field("columns", "id") : field("with_bom", "0");
    for (auto const& form : {fields + file(dirty.bytes), file(dirty.bytes) + fields}) {
      auto const reply = search(form + std::string(kEnd));
      EXPECT_EQ(reply.status, 200U) << reply.body;
      if (reply.status == 200U) expect_intact(dirty, reply.body);
    }
    ++tried;
  }
  EXPECT_GE(tried, 60U);
}

}  // namespace
}  // namespace qpv
