// SPDX-License-Identifier: EUPL-1.2
//
// The page's answers to an address.
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "service/handlers/pages.h"
#include "tests/support/made_addresses.h"
#include "tests/support/small_addresses.h"
#include "tests/support/temp_dir.h"
#include "tests/unit/page_fixture.h"

namespace qpv::handlers {
namespace {

using test::count;
using test::number_of;

bool has(std::string const& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

// A quartier, and a street in it, one across its southern boundary, one far from it.
std::vector<AddressRow> rows() {
  return {number_of("62498_0001", "Rue Dedans", 1, {2.81, 50.405}),
          number_of("62498_0002", "Rue Mixte", 1, {2.81, 50.405}),
          number_of("62498_0002", "Rue Mixte", 3, {2.812, 50.405}),
          number_of("62498_0002", "Rue Mixte", 2, {2.81, 50.39}),
          number_of("62498_0003", "Rue <i>Loin</i>", 5, {2.81, 50.3})};
}

class AddressPage : public testing::Test {
 protected:
  void SetUp() override {
    auto const small = test::small_addresses(rows());
    test::write_file(dir_ / "addresses.idx", *small.bytes);
    data_.addresses = open_addresses(dir_ / "addresses.idx", IndexCheck::kEverything).value();
    data_.addresses->errors = test::own_position_errors();
    data_.manifest.addresses = AddressSummary{"essai", {}, 1, 3, 0, 5, true};
  }

  [[nodiscard]] http::Response ask(std::string_view body) const {
    http::Request request;
    request.method = http::Method::kPost;
    request.path = "/";
    request.body = body;
    return home_answer(request, data_);
  }
  [[nodiscard]] std::string region(std::string_view body) const {
    auto const page = ask(body).body;
    auto const begin = page.find("<section id=\"reponse\"");
    return page.substr(begin, page.find("</section>", begin) - begin);
  }

  test::TempDir dir_;
  Dataset data_ = test::dataset(
      {test::perimeter("QN06201M", "Cité Du Test", test::box(2.8, 50.4, 2.82, 50.41))});
};

TEST_F(AddressPage, YesAndNo) {
  auto const yes = region("q=1+rue+dedans+62300+lens");
  EXPECT_TRUE(has(yes, "data-outcome=\"oui\"")) << yes;
  EXPECT_TRUE(has(yes, "<bdi>1 Rue Dedans 62300 Lens</bdi>"));
  EXPECT_TRUE(has(yes, "QN06201M"));
  auto const no = region("q=5+rue+i+loin+i+62300+lens");
  EXPECT_TRUE(has(no, "data-outcome=\"non\"")) << no;
  EXPECT_TRUE(has(no, "&lt;i&gt;Loin"));
  EXPECT_FALSE(has(no, "<i>"));
}

TEST_F(AddressPage, AMixedStreetTellsWhichNumbers) {
  auto const text = region("q=rue+mixte+62300+lens");
  EXPECT_TRUE(has(text, "data-outcome=\"a-verifier\"")) << text;
  EXPECT_TRUE(has(text, "la réponse dépend du numéro"));
  EXPECT_TRUE(has(text, "<dt>Dedans</dt><dd>impairs 1 à 3</dd>")) << text;
  EXPECT_TRUE(has(text, "<dt>Dehors</dt><dd>pairs 2</dd>")) << text;
}

TEST_F(AddressPage, NotFoundIsNeitherYesNorNo) {
  auto const text = region("q=rue+qui+nexiste+pas");
  EXPECT_TRUE(has(text, "data-outcome=\"introuvable\"")) << text;
  EXPECT_TRUE(has(text, "ni oui ni non"));
}

TEST_F(AddressPage, SaysWhatIsMadeUp) {
  EXPECT_TRUE(has(home({}, data_).body, "Adresses de démonstration, fictives"));
  EXPECT_TRUE(has(region("q=1+rue+dedans+lens"), "Adresses de démonstration, fictives"));
  data_.manifest.addresses->fictitious = false;
  EXPECT_FALSE(has(home({}, data_).body, "fictives"));
  EXPECT_FALSE(has(region("q=1+rue+dedans+lens"), "fictives"));
}

TEST_F(AddressPage, ProblemsNameTheField) {
  for (auto const& body : {std::string("q="), std::string("q=+++"), "q=" + std::string(201, 'a')}) {
    auto const response = ask(body);
    EXPECT_EQ(response.status, 400U) << body;
    EXPECT_TRUE(has(region(body), "data-field=\"q\"")) << body;
    EXPECT_EQ(count(response.body, "aria-invalid"), 1U) << body;
    EXPECT_TRUE(has(region(body), "6 rue Descartes, Lens")) << body;
  }
  EXPECT_TRUE(has(region("q=Lens&lon=2"), "data-field=\"lon\""));
}

TEST_F(AddressPage, KeepsWhatWasTypedAsTextAndPrivate) {
  auto const response = ask("q=%22%3E%3Cscript%3E");
  EXPECT_TRUE(has(response.body, "value=\"&quot;&gt;&lt;script&gt;\""));
  EXPECT_EQ(count(response.body, "<script"), 1U);
  EXPECT_TRUE(has(response.headers, "Cache-Control: no-store"));
}

TEST_F(AddressPage, WithoutAddressesAsksForAPoint) {
  data_.addresses.reset();
  data_.manifest.addresses.reset();
  EXPECT_FALSE(has(home({}, data_).body, "name=\"q\""));
  EXPECT_TRUE(has(region("q=Lens"), "data-field=\"q\""));
}

}  // namespace
}  // namespace qpv::handlers
