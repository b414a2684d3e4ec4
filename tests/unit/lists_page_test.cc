// SPDX-License-Identifier: EUPL-1.2
#include <gtest/gtest.h>

#include <string>

#include "service/handlers/lists.h"
#include "service/handlers/pages.h"
#include "tests/unit/page_fixture.h"

namespace qpv::handlers {
namespace {

Dataset some_data() {
  auto data =
      test::dataset({test::perimeter("QN06201M", "Cité", test::box(2.8, 50.4, 2.82, 50.41))});
  data.territory.emplace();
  data.territory->name = "L'agglo & co";
  data.territory->communes.push_back({"62498", "Lens \"ville\"", {"62300", "62301"}, 1, {}});
  return data;
}

bool has(std::string const& text, std::string const& part) {
  return text.find(part) != std::string::npos;
}

http::Response asset_named(std::string_view name) {
  http::Request request;
  request.path_parameters = {{"name", std::string(name)}};
  return asset(request);
}

TEST(ListsPage, TellsItsScriptTheTerritory) {
  auto const page = list_page({}, some_data());
  EXPECT_EQ(page.status, 200);
  EXPECT_TRUE(page.dataset_only);
  EXPECT_TRUE(has(page.body, "L&#39;agglo &amp; co"));
  EXPECT_TRUE(has(page.body,
                  "data-places=\"[{&quot;code&quot;:&quot;62498&quot;,&quot;name&quot;:"
                  "&quot;Lens \\&quot;ville\\&quot;&quot;,&quot;postcodes&quot;:"
                  "[&quot;62300&quot;,&quot;62301&quot;]}]\""));
  EXPECT_FALSE(has(page.body, "{{"));
  EXPECT_TRUE(has(page.body, "n’ont pas d’adresses")) << "the data have none";
}

TEST(ListsPage, RefusesParameters) {
  http::Request request;
  request.query = {{"q", "6 rue Descartes"}};
  EXPECT_EQ(list_page(request, some_data()).status, 400);
}

// What the page promises is what browsers are told to enforce.
TEST(ListsPage, TheWorkerWithTheFileMayNotConnect) {
  auto const page = list_page({}, some_data());
  EXPECT_TRUE(has(page.headers, "default-src 'none'; script-src 'self'; worker-src 'self'"));
  EXPECT_TRUE(has(page.headers, "trusted-types qpv-listes\r\n"));
  EXPECT_FALSE(has(page.headers, "unsafe"));
  auto const reader = asset_named("listes-worker.js");
  EXPECT_EQ(reader.headers, "Content-Security-Policy: default-src 'none'\r\n");
  EXPECT_GT(reader.body.size(), 1000U);
  auto const sender = asset_named("listes-sender.js");
  EXPECT_EQ(sender.headers, "Content-Security-Policy: default-src 'none'; connect-src 'self'\r\n");
  EXPECT_GT(sender.body.size(), 1000U);
}

}  // namespace
}  // namespace qpv::handlers
