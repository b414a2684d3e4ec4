// SPDX-License-Identifier: EUPL-1.2
#include <gtest/gtest.h>

#include <regex>

#include "service/handlers/assets.h"
#include "service/handlers/pages.h"
#include "tests/unit/page_fixture.h"

namespace qpv::handlers {
namespace {

using test::box;
using test::count;
using test::perimeter;

Dataset one_quartier() {
  auto quartier = perimeter("QN06201M", "Cité Du Test", box(2.8, 50.4, 2.82, 50.41));
  quartier.quartier = "Cité du Test & alentours";
  return test::dataset({quartier});
}

http::Response ask(Dataset const& dataset, std::string_view body) {
  http::Request request;
  request.method = http::Method::kPost;
  request.path = "/";
  request.body = body;
  return home_answer(request, dataset);
}

// The region of the answer, before the templates that the script uses.
std::string region(http::Response const& response) {
  auto const begin = response.body.find("<section id=\"reponse\"");
  return response.body.substr(begin, response.body.find("</section>", begin) - begin);
}

bool has(std::string const& text, std::string const& part) {
  return text.find(part) != std::string::npos;
}

TEST(Page, Yes) {
  auto const text = region(ask(one_quartier(), "lon=2%2C81&lat=+50.405+&accuracy=&date="));
  EXPECT_TRUE(has(text, "data-outcome=\"oui\"")) << text;
  EXPECT_TRUE(has(text, "Cité du Test &amp; alentours"));
  EXPECT_TRUE(has(text, "<bdi>Cité Du Test</bdi> <span class=\"code\">QN06201M</span>"));
  EXPECT_TRUE(has(text, "<dt>Commune</dt><dd><bdi>Lens</bdi>"));
  EXPECT_TRUE(has(text, "La limite du quartier est à 556\u00A0m."));
  EXPECT_TRUE(has(text, "longitude 2,81000, latitude 50,40500"));
  EXPECT_TRUE(has(text, "seul le périmètre annexé au décret a valeur juridique"));
}

TEST(Page, YesOnTheBoundary) {
  auto const text = region(ask(one_quartier(), "lon=2.8&lat=50.405"));
  EXPECT_TRUE(has(text, "data-outcome=\"oui\""));
  EXPECT_TRUE(has(text, "exactement sur la limite"));
}

TEST(Page, No) {
  auto const near = region(ask(one_quartier(), "lon=2.81&lat=50.42"));
  EXPECT_TRUE(has(near, "data-outcome=\"non\""));
  EXPECT_TRUE(has(near, "à 1\u202F11")) << near;
  auto const far = region(ask(one_quartier(), "lon=2.6&lat=50.3"));
  EXPECT_TRUE(has(far, "data-outcome=\"non\""));
  EXPECT_TRUE(has(far, "Aucun quartier prioritaire à moins de 5\u00A0km."));
}

TEST(Page, UncertainNearABoundary) {
  auto const text = region(ask(one_quartier(), "lon=2.81&lat=50.4095&accuracy=100"));
  EXPECT_TRUE(has(text, "data-outcome=\"a-verifier\""));
  EXPECT_TRUE(has(text, "connue à 100\u00A0m près et la limite de"));
  EXPECT_TRUE(has(text, "<strong>dans le quartier</strong>, 9"));
  auto const other = region(ask(one_quartier(), "lon=2.81&lat=50.4105&accuracy=100"));
  EXPECT_TRUE(has(other, "<strong>hors du quartier</strong>, 9"));
}

TEST(Page, UncertainWhereNotCovered) {
  auto const text = region(ask(one_quartier(), "lon=3.5&lat=50.4"));
  EXPECT_TRUE(has(text, "data-outcome=\"a-verifier\""));
  EXPECT_TRUE(has(text, "Ce n’est pas un «\u00A0non\u00A0»"));
  EXPECT_FALSE(has(text, "échangées"));
  EXPECT_TRUE(has(region(ask(one_quartier(), "lon=50.4&lat=2.8")), "semblent échangées"));
}

TEST(Page, ProblemsNameTheField) {
  auto const data = one_quartier();
  for (auto const& [body, field] :
       std::vector<std::pair<std::string, std::string>>{{"", "lon"},
                                                        {"lon=2.8", "lat"},
                                                        {"lon=x&lat=50", "lon"},
                                                        {"lon=2.8&lat=91", "lat"},
                                                        {"lon=2.8&lat=50&accuracy=x", "accuracy"},
                                                        {"lon=2.8&lat=50&accuracy=-1", "accuracy"},
                                                        {"lon=2.8&lat=50&date=demain", "date"},
                                                        {"lon=2.8&lat=50&date=2010-01-01", "date"},
                                                        {"lon=2.8&lat=50&lat=51", "lat"},
                                                        {"lon=2.8&lat=50&<x>=1", "&lt;x&gt;"}}) {
    auto const response = ask(data, body);
    EXPECT_EQ(response.status, 400U) << body;
    EXPECT_TRUE(has(region(response), "data-outcome=\"probleme\" data-field=\"" + field + "\""))
        << body << region(response);
    EXPECT_EQ(count(response.body, "aria-invalid"), field.starts_with('&') ? 0U : 1U) << body;
  }
}

TEST(Page, RefusesABodyThatIsNoForm) { EXPECT_EQ(ask(one_quartier(), "lon=%zz").status, 400U); }

TEST(Page, HeadersKeepTheAnswerPrivate) {
  auto const answer = ask(one_quartier(), "lon=2.81&lat=50.405");
  EXPECT_TRUE(has(answer.headers, "Cache-Control: no-store"));
  auto const empty = home({}, one_quartier());
  for (auto const& headers : {answer.headers, empty.headers}) {
    EXPECT_TRUE(has(headers, "default-src 'none'"));
    EXPECT_TRUE(has(headers, "frame-ancestors 'none'"));
    EXPECT_FALSE(has(headers, "unsafe"));
    EXPECT_TRUE(has(headers, "Referrer-Policy: no-referrer"));
    EXPECT_TRUE(headers.ends_with("\r\n"));
  }
}

TEST(Page, EveryAddressIsRelative) {
  auto data = one_quartier();
  data.territory = Territory{};
  data.territory->contact = Contact{"Service", "03 21", "a@b.fr", "https://exemple.fr/?a=1&b=2"};
  auto const html = home({}, data).body;
  std::regex const address(R"re((?:href|src|action)="([^"]*)")re");
  std::size_t found = 0;
  for (std::sregex_iterator it(html.begin(), html.end(), address), end; it != end; ++it, ++found) {
    auto const target = (*it)[1].str();
    EXPECT_FALSE(target.starts_with("/")) << target;
    bool const link = target.starts_with("tel:") || target.starts_with("mailto:") ||
                      target == "https://exemple.fr/?a=1&amp;b=2";
    EXPECT_TRUE(link || !has(target, ":")) << target;
  }
  EXPECT_GE(found, 8U);
  EXPECT_FALSE(has(html, " style="));
  EXPECT_FALSE(has(html, " onclick="));
}

TEST(Page, LinksOnlyToWhatIsCertainlyAnAddress) {
  auto data = one_quartier();
  data.territory = Territory{};
  data.territory->name = "<i>Agglo</i>";
  data.territory->contact =
      Contact{"<u>Service</u>", "\"><script>", "a@b.fr?cc=\"x", "javascript:alert(1)"};
  auto const html = home({}, data).body;
  EXPECT_FALSE(has(html, "javascript:"));
  EXPECT_FALSE(has(html, "mailto:"));
  EXPECT_FALSE(has(html, "tel:"));
  EXPECT_FALSE(has(html, "<u>"));
  EXPECT_FALSE(has(html, "<i>"));
  EXPECT_EQ(count(html, "<script"), 1U);
}

TEST(Page, SaysWhatTheDataAreWorth) {
  auto data = one_quartier();
  EXPECT_TRUE(has(home({}, data).body, "données transcrites ou partielles, indicatives"));
  data.manifest.official = true;
  auto const html = home({}, data).body;
  EXPECT_FALSE(has(html, "transcrites"));
  EXPECT_TRUE(has(html, "essai.geojson"));
  EXPECT_TRUE(has(html, "0123456789abcdef"));
}

TEST(Page, KeepsWhatWasTypedAsText) {
  auto const html = ask(one_quartier(), "lon=%22%3E%3Cscript%3E&lat=1").body;
  EXPECT_TRUE(has(html, "value=\"&quot;&gt;&lt;script&gt;\""));
  EXPECT_EQ(count(html, "<script"), 1U);
}

TEST(Asset, ServesTheFilesOfThePage) {
  auto const get = [](std::string name) {
    http::Request request;
    request.path_parameters = {{"name", std::move(name)}};
    return asset(request);
  };
  EXPECT_EQ(get("page.js").content_type, "text/javascript; charset=utf-8");
  EXPECT_EQ(get("page.css").content_type, "text/css; charset=utf-8");
  EXPECT_EQ(get("icon.svg").content_type, "image/svg+xml");
  EXPECT_EQ(get("page.js").status, 200U);
  EXPECT_EQ(get("index.html").status, 404U) << "a template is not a page";
  EXPECT_EQ(get("address_form.html").status, 404U);
  EXPECT_EQ(get("document.html").status, 404U);
  EXPECT_EQ(get("openapi.json").status, 404U) << "has an address of its own";
  EXPECT_EQ(get("../page.js").status, 404U);
  EXPECT_EQ(assets().size(), 25U);
}

}  // namespace
}  // namespace qpv::handlers
