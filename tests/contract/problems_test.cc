// SPDX-License-Identifier: EUPL-1.2
//
// Every type of error is described, explained at its address, and nothing else is.
#include "service/http/problem.h"

#include <set>
#include <string>

#include "service/handlers/french.h"
#include "tests/contract/described.h"

namespace qpv {
namespace {

http::Response page_of(std::string name) {
  http::Request request;
  request.path_parameters = {{"name", std::move(name)}};
  return handlers::problem_page(request);
}

TEST(Problems, AreThoseDescribed) {
  std::set<std::string> known;
  for (auto const& kind : http::problem_kinds()) known.insert(std::string(kind.name));
  std::set<std::string> described;
  auto const document = test::served_description();
  for (auto const& name : document["components"]["schemas"]["ProblemName"]["enum"].GetArray()) {
    described.insert(name.GetString());
  }
  EXPECT_EQ(known, described);
}

TEST(Problems, AreExplainedAtTheirAddress) {
  auto const list = handlers::list_problems({}).body;
  for (auto const& kind : http::problem_kinds()) {
    std::string const name(kind.name);
    auto const page = page_of(name);
    EXPECT_EQ(page.status, 200U) << name;
    EXPECT_NE(page.body.find(kind.title), std::string::npos) << name;
    EXPECT_NE(page.body.find(handlers::typeset(kind.meaning)), std::string::npos) << name;
    EXPECT_NE(page.body.find(handlers::typeset(kind.advice)), std::string::npos) << name;
    EXPECT_NE(list.find("problems/" + name + "\""), std::string::npos) << name;
    auto const answer = http::problem(kind.type, "Essai.");
    EXPECT_NE(answer.body.find("\"/problems/" + name + "\""), std::string::npos);
  }
}

TEST(Problems, OtherNamesAreUnknown) {
  EXPECT_EQ(page_of("no-such-problem").status, 404U);
  EXPECT_EQ(page_of("../openapi.json").status, 404U);
  EXPECT_EQ(page_of("Invalid-Parameter").status, 404U);
}

}  // namespace
}  // namespace qpv
