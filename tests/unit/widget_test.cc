// SPDX-License-Identifier: EUPL-1.2
#include "service/handlers/widget.h"

#include <gtest/gtest.h>

#include <string>

#include "service/handlers/pages.h"
#include "service/handlers/quartier_page.h"
#include "tests/unit/page_fixture.h"

namespace qpv::handlers {
namespace {

bool has(std::string const& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

Dataset one_quartier() {
  return test::dataset(
      {test::perimeter("QN06201M", "Cité Du Test", test::box(2.8, 50.4, 2.82, 50.41)),
       test::perimeter("QN06202M", "Voisine", test::box(2.821, 50.4, 2.83, 50.41)),
       test::perimeter("QN06203M", "Lointaine", test::box(2.9, 50.5, 2.91, 50.51))});
}

http::Request asking(http::Parameters query, std::string_view body = {}) {
  http::Request request;
  request.query = std::move(query);
  request.body = body;
  return request;
}

TEST(Widget, OnlyTheSitesOfTheConfigurationFrameIt) {
  auto const data = one_quartier();
  auto const page = widget(asking({}), data, "'self' https://ville.exemple");
  EXPECT_TRUE(has(page.headers, "frame-ancestors 'self' https://ville.exemple;")) << page.headers;
  EXPECT_TRUE(has(page.headers, "default-src 'none'"));
  EXPECT_TRUE(has(page.headers, "require-trusted-types-for 'script'"));
  EXPECT_TRUE(has(home({}, data).headers, "frame-ancestors 'none';"));
}

TEST(Widget, AnAnswerIsKeptByNobody) {
  auto const page = widget_answer(asking({}, "lon=2.81&lat=50.405"), one_quartier(), "'none'");
  EXPECT_EQ(page.status, 200U);
  EXPECT_TRUE(has(page.headers, "Cache-Control: no-store"));
  EXPECT_FALSE(page.dataset_only);
  EXPECT_TRUE(has(page.body, "data-outcome=\"oui\""));
}

TEST(Widget, ThePlanShowsThePerimeterThePointAndTheNeighbours) {
  auto const body = widget_answer(asking({}, "lon=2.81&lat=50.405"), one_quartier(), "'none'").body;
  EXPECT_EQ(test::count(body, "class=\"perimeter named\""), 1U);
  EXPECT_EQ(test::count(body, "class=\"perimeter\""), 1U) << "the neighbour, not the far one";
  EXPECT_EQ(test::count(body, "class=\"dot\""), 1U);
  EXPECT_TRUE(has(body, "<title>Voisine"));
}

TEST(Widget, ALookIsKeptByWhatItsPageSends) {
  auto const page = widget(asking({{"lang", "ar"}, {"accent", "#AABBCC"}}), one_quartier(), "*");
  EXPECT_TRUE(has(page.body, "<html lang=\"ar\" dir=\"rtl\">"));
  EXPECT_TRUE(has(page.body, "action=\"widget?lang=ar&amp;accent=aabbcc\"")) << page.body;
  EXPECT_TRUE(has(page.body, "href=\"widget.css?accent=aabbcc\""));
  EXPECT_FALSE(has(page.body, " style="));
}

TEST(Widget, RefusesWhatIsNoColour) {
  for (auto const* text : {"red", "\"><script>", "0f55600"}) {
    EXPECT_EQ(widget(asking({{"accent", text}}), one_quartier(), "*").status, 400U);
    EXPECT_EQ(widget_colours(asking({{"ground", text}})).status, 400U);
  }
  EXPECT_EQ(widget(asking({{"color", "0f5560"}}), one_quartier(), "*").status, 400U);
  EXPECT_TRUE(has(widget_colours(asking({{"ground", "000000"}})).body, "--qpv-on-ground:#ffffff"));
}

TEST(Widget, WithoutAddressesLeadsToThePlan) {
  auto const body = widget(asking({}), one_quartier(), "*").body;
  EXPECT_FALSE(has(body, "name=\"q\""));
  EXPECT_TRUE(has(body, "Indiquez un point sur le plan."));
}

TEST(QuartierPage, ShowsOnePerimeter) {
  http::Request request;
  request.path_parameters = {{"code", "QN06201M"}};
  auto const page = quartier_page(request, one_quartier());
  EXPECT_TRUE(has(page.body, "<h1>Cité Du Test</h1>"));
  EXPECT_TRUE(has(page.body, "décembre 2023"));
  EXPECT_TRUE(has(page.body, "href=\"../\""));
  EXPECT_FALSE(has(page.body, "<table>")) << "no addresses, no streets";
  request.path_parameters = {{"code", "QN06299M"}};
  EXPECT_EQ(quartier_page(request, one_quartier()).status, 404U);
}

}  // namespace
}  // namespace qpv::handlers
