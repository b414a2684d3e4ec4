// SPDX-License-Identifier: EUPL-1.2
#include "service/http/router.h"

#include <algorithm>
#include <exception>
#include <utility>

#include "service/http/media_type.h"
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
  if (route.terms.or_slash && path.size() > 1 && path.ends_with('/')) path.remove_suffix(1);
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

void bind_parameters(Router::Route const& route, std::string_view path, Request& request) {
  if (route.pattern.find('{') == std::string::npos) return;
  auto const values = split(path);
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
                     "\r\nAccess-Control-Allow-Headers: Content-Type, If-None-Match\r\n"
                     "Access-Control-Max-Age: 86400\r\n";
  return response;
}

std::string listed(std::vector<std::string_view> const& types) {
  std::string text;
  for (auto const type : types) {
    if (!text.empty()) text += ", ";
    text += type.substr(0, type.find(';'));
  }
  return text;
}

Response not_acceptable(Terms const& terms) {
  return problem(ProblemType::kNotAcceptable,
                 "Cette adresse répond dans ce format : " + listed(terms.produces) +
                     ". L’en-tête « Accept » de la requête l’exclut.");
}

Response unsupported_type(Terms const& terms) {
  auto const types = listed(terms.consumes);
  auto response = problem(ProblemType::kUnsupportedMedia,
                          "Le corps doit être de type " + types + ", en UTF-8.");
  response.headers += "Accept: " + types + "\r\n";
  return response;
}

Response unsupported_coding() {
  auto response = problem(ProblemType::kUnsupportedMedia,
                          "Le corps doit arriver tel quel, sans « Content-Encoding ».");
  response.headers += "Accept-Encoding: identity\r\n";
  return response;
}

// The page's links are relative: they need the slash.
Response redirect(std::string const& location) {
  Response response;
  response.status = 308;
  response.content_type = kText;
  response.headers = "Location: " + location + "\r\n";
  response.body = location + "\n";
  response.route = kRedirect;
  return response;
}

// No pattern fits the path.
Response unmatched(Request const& request, std::string const& base_path) {
  if (request.method == Method::kOptions && request.path == "*") {
    auto response = options("GET, HEAD, POST, OPTIONS");
    response.route = kOptions;
    return response;
  }
  if (!base_path.empty() && request.path == base_path) return redirect(base_path + "/");
  auto response = problem(ProblemType::kNotFound, "Cette adresse n’existe pas sur ce service.");
  response.route = kUnknown;
  return response;
}

Response failed() {
  return problem(ProblemType::kInternal, "Le service a rencontré une erreur ; réessayez.");
}

// The route's terms, and what it finds in the request. The answer when the terms are not met.
std::optional<Response> prepare(Router::Route const& route, std::string_view path,
                                Request& request) {
  auto const& terms = route.terms;
  auto const chosen = choose_type(request.accept, terms.produces);
  if (!chosen) return not_acceptable(terms);
  request.wanted_type = terms.produces[*chosen];
  if (!terms.consumes.empty()) {
    if (!is_plain(request.content_encoding)) return unsupported_coding();
    bool const announced =
        std::any_of(terms.consumes.begin(), terms.consumes.end(),
                    [&](auto type) { return announces(request.content_type, type); });
    if (!announced) return unsupported_type(terms);
  }
  bind_parameters(route, path, request);
  return std::nullopt;
}

Response call(Router::Route const& route, std::string_view path, Request& request) {
  if (auto refused = prepare(route, path, request)) return std::move(*refused);
  try {
    return route.handler(request);
  } catch (std::exception const&) {
    return failed();
  }
}

tl::expected<std::unique_ptr<StreamedAnswer>, Response> make(Router::Route const& route,
                                                             std::string_view path,
                                                             Request& request) {
  if (auto refused = prepare(route, path, request)) return tl::unexpected(std::move(*refused));
  try {
    return route.make(request);
  } catch (std::exception const&) {
    return tl::unexpected(failed());
  }
}

}  // namespace

void Router::add(Method method, std::string_view pattern, std::string_view name, Handler handler,
                 Terms terms) {
  routes_.push_back(
      {method, std::string(pattern), name, std::move(handler), std::move(terms), split(pattern)});
}

void Router::add_streamed(std::string_view pattern, std::string_view name, StreamedMaker make,
                          Terms terms) {
  add(Method::kPost, pattern, name, {}, std::move(terms));
  routes_.back().make = std::move(make);
}

std::optional<tl::expected<Streamed, Response>> Router::begin(Request& request) const {
  request.base_path = base_path_;
  auto const path = local(request.path);
  for (auto const& route : routes_) {
    if (!serves(route.method, request.method) || !matches(route, path)) continue;
    if (!route.make) return std::nullopt;
    auto made = make(route, path, request);
    if (made) return Streamed{std::move(*made), route.name};
    made.error().route = route.name;
    return tl::unexpected(std::move(made.error()));
  }
  return std::nullopt;
}

std::optional<std::size_t> Router::body_limit(Method method, std::string_view path) const {
  auto const here = local(path);
  for (auto const& route : routes_) {
    if (serves(route.method, method) && matches(route, here)) return route.terms.body_bytes;
  }
  return std::nullopt;
}

// Below the base path; empty when it is not there.
std::string_view Router::local(std::string_view path) const {
  if (!path.starts_with(base_path_)) return {};
  auto const rest = path.substr(base_path_.size());
  return rest.starts_with('/') ? rest : std::string_view();
}

Response Router::handle(Request& request) const {
  request.base_path = base_path_;
  auto const path = local(request.path);
  std::vector<Route const*> others;
  for (auto const& route : routes_) {
    if (!matches(route, path)) continue;
    if (serves(route.method, request.method)) {
      auto response = call(route, path, request);
      response.route = route.name;
      return response;
    }
    others.push_back(&route);
  }
  if (others.empty()) return unmatched(request, base_path_);
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
