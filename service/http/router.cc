// SPDX-License-Identifier: EUPL-1.2
#include "service/http/router.h"

#include <exception>
#include <utility>

#include "service/http/problem.h"

namespace qpv::http {
namespace {

std::vector<std::string> split(std::string_view path) {
  std::vector<std::string> segments;
  std::size_t begin = 1;
  while (begin <= path.size()) {
    auto const end = path.find('/', begin);
    segments.emplace_back(path.substr(begin, end == std::string_view::npos ? end : end - begin));
    if (end == std::string_view::npos) break;
    begin = end + 1;
  }
  return segments;
}

bool is_parameter(std::string_view segment) { return segment.starts_with('{'); }

// Walks the path along the segments without copying anything unless all of it matches.
bool matches(Router::Route const& route, std::string_view path) {
  if (!path.starts_with('/')) return false;  // "*"
  std::size_t begin = 1;
  for (std::size_t i = 0; i < route.segments.size(); ++i) {
    auto const end = path.find('/', begin);
    bool const last = end == std::string_view::npos;
    auto const segment = path.substr(begin, last ? end : end - begin);
    bool const fits =
        is_parameter(route.segments[i]) ? !segment.empty() : segment == route.segments[i];
    if (!fits || last != (i + 1 == route.segments.size())) return false;
    begin = last ? path.size() : end + 1;
  }
  return true;
}

void bind_parameters(Router::Route const& route, Request& request) {
  if (route.pattern.find('{') == std::string::npos) return;
  auto const values = split(request.path);
  for (std::size_t i = 0; i < route.segments.size(); ++i) {
    std::string_view const segment = route.segments[i];
    if (!is_parameter(segment)) continue;
    request.path_parameters.emplace_back(segment.substr(1, segment.size() - 2), values[i]);
  }
}

bool serves(Method route, Method asked) {
  return route == asked || (route == Method::kGet && asked == Method::kHead);
}

std::string allow_of(std::vector<Router::Route const*> const& candidates) {
  std::string allow = "OPTIONS";
  for (auto const* route : candidates) {
    allow += ", ";
    allow += to_string(route->method);
    if (route->method == Method::kGet) allow += ", HEAD";
  }
  return allow;
}

Response options(std::string const& allow) {
  Response response;
  response.status = 204;
  response.headers = "Allow: " + allow + "\r\nAccess-Control-Allow-Methods: " + allow +
                     "\r\nAccess-Control-Allow-Headers: Content-Type\r\n"
                     "Access-Control-Max-Age: 86400\r\n";
  return response;
}

Response call(Router::Route const& route, Request& request) {
  bind_parameters(route, request);
  try {
    return route.handler(request);
  } catch (std::exception const&) {
    return problem(ProblemType::kInternal, "Le service a rencontré une erreur ; réessayez.");
  }
}

}  // namespace

void Router::add(Method method, std::string_view pattern, std::string_view name, Handler handler,
                 std::optional<std::size_t> body_bytes) {
  routes_.push_back(
      {method, std::string(pattern), name, std::move(handler), split(pattern), body_bytes});
}

std::optional<std::size_t> Router::body_limit(Method method, std::string_view path) const {
  for (auto const& route : routes_) {
    if (serves(route.method, method) && matches(route, path)) return route.body_bytes;
  }
  return std::nullopt;
}

Response Router::handle(Request& request) const {
  std::vector<Route const*> others;
  for (auto const& route : routes_) {
    if (!matches(route, request.path)) continue;
    if (serves(route.method, request.method)) {
      auto response = call(route, request);
      response.route = route.name;
      return response;
    }
    others.push_back(&route);
  }
  if (request.method == Method::kOptions && request.path == "*") {
    auto response = options("GET, HEAD, POST, OPTIONS");
    response.route = kOptions;
    return response;
  }
  if (others.empty()) {
    auto response = problem(ProblemType::kNotFound, "Cette adresse n’existe pas sur ce service.");
    response.route = kUnknown;
    return response;
  }
  auto const allow = allow_of(others);
  if (request.method == Method::kOptions) {
    auto response = options(allow);
    response.route = kOptions;
    return response;
  }
  auto response = problem(ProblemType::kMethodNotAllowed,
                          "Cette adresse répond aux méthodes suivantes : " + allow + ".");
  response.headers += "Allow: " + allow + "\r\n";
  response.route = others.front()->name;
  return response;
}

}  // namespace qpv::http
