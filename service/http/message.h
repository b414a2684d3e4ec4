// SPDX-License-Identifier: EUPL-1.2
//
// A request and its answer as handlers see them: values, no socket, no parser.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace qpv::http {

enum class Method { kGet, kHead, kPost, kOptions, kOther };

std::string_view to_string(Method method);

// Names and values percent-decoded, in the order they came.
using Parameters = std::vector<std::pair<std::string, std::string>>;

struct Request {
  Method method = Method::kOther;
  std::string path;            // percent-decoded, begins with '/'
  Parameters query;            // of the target
  Parameters path_parameters;  // of the route's pattern, set by the router
  // Header fields as they came, empty when absent; several lines of one field joined by ", ".
  std::string accept;
  std::string accept_encoding;
  std::string if_none_match;
  std::string content_encoding;
  std::string_view authorization;
  std::string_view content_type;
  std::string_view origin;
  std::string_view body;
  // The client's address, as a trusted proxy tells it or else the connection's other end; empty on
  // a unix socket. For counting only: it is written nowhere.
  std::string_view client;
  // Where the client believes it is, as it or a trusted proxy (X-Forwarded-Host, X-Forwarded-Proto)
  // tells it: for links that must be absolute. Letters, digits and ".:-[]" only.
  std::string_view host;
  bool secure = false;
  // What the service's own paths begin with for the client, set by the router: "/qpv", or empty.
  std::string_view base_path;
  // Of the types that the route produces, the one that `accept` likes best, set by the router.
  std::string_view wanted_type;

  // The value of the first path parameter with that name; the route's pattern has it.
  [[nodiscard]] std::string_view path_parameter(std::string_view name) const;
};

struct Response {
  unsigned status = 200;
  std::string_view content_type;  // static storage
  std::string body;
  // Further header lines, each ending in CRLF; names and values are ours, never the caller's.
  std::string headers;
  std::string_view route;  // name for logs and metrics, static storage
  bool close = false;      // end the connection after this answer
  // The dataset (or the program) and the target alone decide it, whoever asks: it may be kept and
  // asked for again on condition. See conditional.h.
  bool dataset_only = false;
  // Where in the body a path of this service stands that belongs below its base path: the type of a
  // problem. 0: nowhere.
  std::size_t path_at = 0;
};

// Stand for a route in logs and metrics where there is none.
inline constexpr std::string_view kUnreadable = "unreadable";  // not a request
inline constexpr std::string_view kRefused = "refused";        // beyond a limit
inline constexpr std::string_view kUnknown = "unknown";        // a path that nothing answers
inline constexpr std::string_view kOptions = "options";
inline constexpr std::string_view kRedirect = "redirect";  // to the same place, rightly written

inline constexpr std::string_view kJson = "application/json; charset=utf-8";
inline constexpr std::string_view kNdJson = "application/x-ndjson";
inline constexpr std::string_view kGeoJson = "application/geo+json";
inline constexpr std::string_view kProblemJson = "application/problem+json; charset=utf-8";
inline constexpr std::string_view kHtml = "text/html; charset=utf-8";
inline constexpr std::string_view kCsv = "text/csv; charset=utf-8; header=present";
inline constexpr std::string_view kText = "text/plain; charset=utf-8";
inline constexpr std::string_view kCss = "text/css; charset=utf-8";
inline constexpr std::string_view kJavaScript = "text/javascript; charset=utf-8";
inline constexpr std::string_view kSvg = "image/svg+xml";
// Prometheus' text format.
inline constexpr std::string_view kMetrics = "text/plain; version=0.0.4; charset=utf-8";
inline constexpr std::string_view kNoStore = "Cache-Control: no-store\r\n";

}  // namespace qpv::http
