// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <utility>
#include <vector>

#include "service/http/message.h"
#include "service/http/streamed.h"

namespace qpv::http {

using Handler = std::function<Response(Request const&)>;

// What a route takes and gives; texts in static storage.
struct Terms {
  // As Content-Type names them, the preferred first. A request that accepts none of them gets 406;
  // else the handler finds in Request::wanted_type the one that the caller likes best.
  std::vector<std::string_view> produces = {kJson};
  // The types of the request's body, without parameters; another one, a charset other than UTF-8 or
  // a coding gets 415. Empty: no body is read.
  std::vector<std::string_view> consumes = {};
  // The largest body, where it is not the service's usual limit; a streamed route's usual limit is
  // one of its own (limits.h).
  std::optional<std::size_t> body_bytes = {};
  bool or_slash = false;  // the path may end in a slash that the pattern does not have
};

// Path and method to handler. Filled before serving; then any number of threads.
//
// A pattern is made of whole segments: "/v1/perimeters/{code}". HEAD is answered by the GET
// handler, OPTIONS by the router; 404 and 405 (with Allow) are problem+json. A handler that throws
// is our bug or a library's: 500, and the text stays here.
class Router {
 public:
  // `name` stands for the route in logs and metrics; static storage.
  void add(Method method, std::string_view pattern, std::string_view name, Handler handler,
           Terms terms = {});

  // The same for a POST that is answered as its body comes.
  void add_streamed(std::string_view pattern, std::string_view name, StreamedMaker make,
                    Terms terms = {});

  // All patterns are then below this path ("/qpv"), for a proxy that passes it on. Nothing else
  // answers; "/qpv" itself leads to "/qpv/".
  void serve_below(std::string base_path) { base_path_ = std::move(base_path); }
  [[nodiscard]] std::string const& base_path() const { return base_path_; }

  [[nodiscard]] Response handle(Request& request) const;
  // Asked at a request's head: its answer where the route is a streamed one, or that it is refused;
  // nothing where `handle` answers the whole request.
  [[nodiscard]] std::optional<tl::expected<Streamed, Response>> begin(Request& request) const;
  // The route's own limit, asked before the body is read. Nothing: it has none, or there is no
  // route.
  [[nodiscard]] std::optional<std::size_t> body_limit(Method method, std::string_view path) const;

  struct Route {
    Method method;
    std::string pattern;
    std::string_view name;
    Handler handler;
    Terms terms;
    std::vector<std::string> segments;
    StreamedMaker make = {};  // instead of the handler
  };
  [[nodiscard]] std::vector<Route> const& routes() const { return routes_; }

 private:
  [[nodiscard]] std::string_view local(std::string_view path) const;

  std::vector<Route> routes_;
  std::string base_path_;
};

}  // namespace qpv::http
