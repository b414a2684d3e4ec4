// SPDX-License-Identifier: EUPL-1.2
#include "geo/workbook/number_format.h"

#include <gtest/gtest.h>

namespace qpv::workbook {
namespace {

std::string shown(std::string_view written, std::string_view code, Epoch epoch = Epoch::k1900) {
  return shown_number(written, read_number_format(code), epoch);
}

TEST(NumberFormat, shows_plain_numbers_without_exponents) {
  EXPECT_EQ(shown("12", "General"), "12");
  EXPECT_EQ(shown("0", ""), "0");
  EXPECT_EQ(shown("-0.5", "General"), "-0.5");
  EXPECT_EQ(shown("6.91E+4", "General"), "69100");
  EXPECT_EQ(shown("185057800608436", "General"), "185057800608436");
  EXPECT_EQ(shown("2.8435800000000002", "General"), "2.84358");
  EXPECT_EQ(shown("0.30000000000000004", "0.00"), "0.3");
  EXPECT_EQ(shown("1.5E-5", "General"), "0.000015");
  EXPECT_EQ(shown("3.3612345678E+16", "General"), "33612345678000000");
  EXPECT_EQ(shown("1e300", "General"), "1e+300");
}

TEST(NumberFormat, shows_the_zeros_before_a_code) {
  EXPECT_EQ(shown("1000", "00000"), "01000");
  EXPECT_EQ(shown("1000.0", "00000"), "01000");
  EXPECT_EQ(shown("0", "00000"), "00000");
  EXPECT_EQ(shown("62300", "00000"), "62300");
  EXPECT_EQ(shown("623001", "00000"), "623001");
  EXPECT_EQ(shown("1000", "[$-40C]00000;@"), "01000");
  EXPECT_EQ(shown("321142030", R"(0#" "##" "##" "##" "##)"), "03 21 14 20 30");
  EXPECT_EQ(shown("1234", R"("L-"0000)"), "L-1234");
  EXPECT_EQ(shown("-7", "000"), "-007");
  EXPECT_EQ(shown("12.5", "00000"), "12.5");  // rounded it would be another number
  EXPECT_EQ(shown("1234", "#,##0"), "1234");
  EXPECT_EQ(shown("0.5", "0%"), "0.5");
}

TEST(NumberFormat, shows_days_of_both_epochs) {
  EXPECT_EQ(shown("45322", "dd/mm/yyyy"), "2024-01-31");
  EXPECT_EQ(shown("43860", "dd/mm/yyyy", Epoch::k1904), "2024-01-31");
  EXPECT_EQ(shown("0", "dd/mm/yyyy", Epoch::k1904), "1904-01-01");
  EXPECT_EQ(shown("1", "d mmm yy"), "1900-01-01");
  EXPECT_EQ(shown("59", "d"), "1900-02-28");
  EXPECT_EQ(shown("60", "d"), "60");  // a day that Excel alone has
  EXPECT_EQ(shown("61", "d"), "1900-03-01");
  EXPECT_EQ(shown("45322.604166666664", "dd/mm/yyyy hh:mm"), "2024-01-31 14:30:00");
  EXPECT_EQ(shown("45322.604166666664", "dd/mm/yyyy"), "2024-01-31");
  EXPECT_EQ(shown("45322.9999999", "dd/mm/yyyy hh:mm"), "2024-02-01");
  EXPECT_EQ(shown("0.604166666666667", "hh:mm:ss"), "14:30:00");
  EXPECT_EQ(shown("1.5", "[h]:mm"), "36:00:00");
  EXPECT_EQ(shown("45322", "mmmm yyyy"), "2024-01-31");
  EXPECT_EQ(shown("45322", "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy"), "2024-01-31");
  EXPECT_EQ(shown("-1", "dd/mm/yyyy"), "-1");
  EXPECT_EQ(shown("2958466", "dd/mm/yyyy"), "2958466");
}

TEST(NumberFormat, knows_excels_own) {
  using Kind = NumberFormat::Kind;
  EXPECT_EQ(builtin_number_format(0).kind, Kind::kGeneral);
  EXPECT_EQ(builtin_number_format(1).kind, Kind::kGeneral);
  EXPECT_EQ(builtin_number_format(14).kind, Kind::kDate);
  EXPECT_EQ(builtin_number_format(20).kind, Kind::kTime);
  EXPECT_EQ(builtin_number_format(22).kind, Kind::kDateTime);
  EXPECT_EQ(builtin_number_format(49).kind, Kind::kGeneral);
}

TEST(NumberFormat, takes_no_text_for_a_date) {
  using Kind = NumberFormat::Kind;
  EXPECT_EQ(read_number_format(R"("jour "0)").kind, Kind::kDigits);
  EXPECT_EQ(read_number_format("[Red]0000").kind, Kind::kDigits);
  EXPECT_EQ(read_number_format("0.00\\ \\h").kind, Kind::kGeneral);
  EXPECT_EQ(read_number_format("[>=100]000;0").kind, Kind::kGeneral);
  EXPECT_EQ(read_number_format("Standard").kind, Kind::kGeneral);
  EXPECT_EQ(read_number_format("@").kind, Kind::kGeneral);
  EXPECT_EQ(read_number_format(R"("sans fin)").kind, Kind::kGeneral);
}

TEST(NumberFormat, leaves_what_is_no_number) {
  EXPECT_EQ(shown("abc", "00000"), "abc");
  EXPECT_EQ(shown("", "00000"), "");
  EXPECT_EQ(shown("1,5", "General"), "1,5");
  EXPECT_EQ(shown("nan", "dd/mm/yyyy"), "nan");
  EXPECT_EQ(shown("inf", "General"), "inf");
}

}  // namespace
}  // namespace qpv::workbook
