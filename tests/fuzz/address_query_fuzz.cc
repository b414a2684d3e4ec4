// SPDX-License-Identifier: EUPL-1.2
//
// Whatever people type: searches, suggestions and the verdict.
#include "geo/address/address_verdict.h"
#include "tests/fuzz/searches.h"

namespace {

using namespace qpv;  // NOLINT(google-build-using-namespace): one function

PerimeterIndex perimeters() {
  auto const perimeter = test::perimeter("QN06201M", {test::rectangle(-50, -50, 50, 600)});
  Ground const covered{perimeter.validity, {test::rectangle(-5000, -3000, 5000, 3000)}};
  return {{perimeter}, {covered}, {test::footprint(perimeter)}};
}

void require_verdict(AddressVerdict const& out) {
  auto const& verdict = out.verdict;
  if (verdict.probability) {
    fuzz::require(*verdict.probability >= 0 && *verdict.probability <= 1, "a probability");
  }
  bool const decided = verdict.answer == Answer::kInside || verdict.answer == Answer::kOutside;
  fuzz::require(!decided || out.address, "nothing is decided for no address");
  fuzz::require(decided == (verdict.doubt == Doubt::kNone) || verdict.answer == Answer::kNotFound,
                "a doubt has its reason");
  fuzz::require(verdict.answer != Answer::kNotFound || !verdict.probability, "of nothing, nothing");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  static test::MadeAddresses const base(fuzz::base_rows());
  static PerimeterIndex const all = perimeters();
  static AddressRules const rules{.errors = test::own_position_errors()};
  static SearchScratch scratch;
  auto const text = fuzz::text_of(data, size);
  fuzz::search_everything(*base, text, true);
  AddressQuery query;
  query.text = text;
  require_verdict(decide_address(all, *base, query, test::kToday, rules, scratch));
  return 0;
}
