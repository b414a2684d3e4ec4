// SPDX-License-Identifier: EUPL-1.2
#include "geo/address/perimeter_streets.h"

#include <gtest/gtest.h>

#include <string>

#include "geo/json/perimeter_addresses.h"
#include "service/handlers/address_table.h"
#include "tests/support/shapes.h"
#include "tests/support/small_addresses.h"

namespace qpv {
namespace {

using test::at;
using test::number_of;

// A square of 400 m, and a second one that shares its eastern side.
PerimeterIndex squares() {
  auto const one = test::perimeter("QN06201M", {test::rectangle(0, 0, 400, 400)});
  auto const two = test::perimeter("QN06202M", {test::rectangle(400, 0, 800, 400)});
  return PerimeterIndex({one, two}, {}, {test::footprint(one), test::footprint(two)});
}

std::string table_of(PerimeterIndex const& perimeters, std::string_view code,
                     std::vector<AddressRow> const& rows) {
  auto const small = test::small_addresses(rows);
  auto const streets = streets_of(perimeters, *perimeters.find(code), small.index);
  auto const table = handlers::write_address_table(streets, small.index);
  return table.substr(table.find("\r\n") + 2);
}

TEST(PerimeterStreets, AreWithinPartlyInOrBordering) {
  std::string const lens = "62498;Lens;62300;";
  EXPECT_EQ(table_of(squares(), "QN06201M",
                     {number_of("62498_0001", "Rue A", 1, at(100, 100)),
                      number_of("62498_0001", "Rue A", 3, at(120, 100)),
                      number_of("62498_0001", "Rue A", 2, at(110, 110)),
                      number_of("62498_0002", "Rue B", 1, at(-30, 200)),
                      number_of("62498_0002", "Rue B", 3, at(30, 200)),
                      number_of("62498_0003", "Rue C", 2, at(100, -19)),
                      number_of("62498_0003", "Rue C", 4, at(100, -21)),
                      number_of("62498_0004", "Rue D", 2, at(100, -40)),
                      number_of("62498_0005", "Rue E", 7, at(100, 400))}),
            lens + "Rue A;62498_0001;entière;impairs;1;3;2\r\n" +  //
                lens + "Rue A;62498_0001;entière;pairs;2;2;1\r\n" + lens +
                "Rue B;62498_0002;en partie;impairs;3;3;1\r\n" + lens +
                "Rue C;62498_0003;en limite;pairs;2;2;1\r\n" + lens +
                "Rue E;62498_0005;entière;impairs;7;7;1\r\n");
}

TEST(PerimeterStreets, RangesBreakWhereANumberIsOutside) {
  EXPECT_EQ(table_of(squares(), "QN06201M",
                     {number_of("62498_0001", "Rue A", 1, at(10, 10)),
                      number_of("62498_0001", "Rue A", 1, at(11, 10), "bis"),
                      number_of("62498_0001", "Rue A", 2, at(-50, 10)),
                      number_of("62498_0001", "Rue A", 3, at(-50, 10)),
                      number_of("62498_0001", "Rue A", 5, at(20, 10)),
                      number_of("62498_0001", "Rue A", 9, at(30, 10))}),
            "62498;Lens;62300;Rue A;62498_0001;en partie;impairs;1;1bis;2\r\n"
            "62498;Lens;62300;Rue A;62498_0001;en partie;impairs;5;9;2\r\n");
}

TEST(PerimeterStreets, OfOnePerimeterAndNotOfItsNeighbour) {
  std::vector<AddressRow> const rows{number_of("62498_0001", "Rue A", 1, at(390, 10)),
                                     number_of("62498_0001", "Rue A", 3, at(410, 10)),
                                     number_of("62498_0002", "Rue B", 1, at(700, 10))};
  EXPECT_EQ(table_of(squares(), "QN06201M", rows),
            "62498;Lens;62300;Rue A;62498_0001;en partie;impairs;1;1;1\r\n");
  EXPECT_EQ(table_of(squares(), "QN06202M", rows),
            "62498;Lens;62300;Rue A;62498_0001;en partie;impairs;3;3;1\r\n"
            "62498;Lens;62300;Rue B;62498_0002;entière;impairs;1;1;1\r\n");
}

TEST(PerimeterStreets, StreetsWithoutNumbersAreNotListed) {
  auto street = number_of("62498_0001", "Rue A", 0, at(100, 100));
  street.kind = RowKind::kStreet;
  EXPECT_EQ(table_of(squares(), "QN06201M", {street}), "");
}

TEST(AddressTable, ANameIsNoFormulaAndNoSeparator) {
  auto const row = table_of(squares(), "QN06201M",
                            {number_of("62498_0001", "=HYPERLINK(\"x\");y", 1, at(10, 10))});
  EXPECT_NE(row.find(R"(;"'=HYPERLINK(""x"");y";)"), std::string::npos) << row;
}

TEST(PerimeterAddresses, AreTheSameAsJson) {
  auto const perimeters = squares();
  auto const small = test::small_addresses({number_of("62498_0001", "Rue A", 1, at(10, 10)),
                                            number_of("62498_0001", "Rue A", 2, at(-50, 10))});
  auto const idx = *perimeters.find("QN06201M");
  Manifest manifest;
  manifest.id = "0123456789abcdef";
  auto const json = encode_perimeter_addresses(
      perimeters[idx], streets_of(perimeters, idx, small.index), small.index, manifest);
  EXPECT_NE(json.find(R"("inside":1,"streets":[{"id":"62498_0001","type":"street",)"
                      R"("street":"Rue A","postcode":"62300","city":"Lens","citycode":"62498",)"
                      R"("oldcity":null,"oldcitycode":null,"situation":"partly","numbers":2,)"
                      R"("inside":1,"ranges":[{"parity":"odd","from":"1","to":"1",)"
                      R"("numbers":1}]}],"dataset":{)"),
            std::string::npos)
      << json;
}

}  // namespace
}  // namespace qpv
