// SPDX-License-Identifier: EUPL-1.2
#include "service/origins.h"

#include <algorithm>
#include <charconv>
#include <string_view>

#include "geo/core/ascii.h"

namespace qpv {
namespace {

constexpr std::string_view kHttps = "https://";
constexpr std::string_view kHttp = "http://";

bool is_small_letter(char c) { return c >= 'a' && c <= 'z'; }

// What follows the scheme; empty where there is none of the two, or nothing after it.
std::string_view without_scheme(std::string_view text) {
  for (auto const scheme : {kHttps, kHttp}) {
    if (text.starts_with(scheme)) return text.substr(scheme.size());
  }
  return {};
}

// An origin, or a pattern of origins: "https://*.exemple.fr", "http://127.0.0.1:*".
bool is_pattern(std::string_view text) {
  auto const host = without_scheme(text);
  return !host.empty() && std::all_of(host.begin(), host.end(), [](char c) {
    return is_small_letter(c) || (c >= 'A' && c <= 'Z') || is_digit(c) ||
           std::string_view("-.:*[]").find(c) != std::string_view::npos;
  });
}

// ":8080". Browsers leave out the scheme's own port.
bool is_port(std::string_view text, unsigned own) {
  if (text.size() < 2 || text[0] != ':' || text[1] == '0') return false;
  unsigned port = 0;
  auto const* const end = text.data() + text.size();
  auto const read = std::from_chars(text.data() + 1, end, port);
  return read.ec == std::errc() && read.ptr == end && port <= 65535 && port != own;
}

bool is_name(std::string_view host) {
  return !host.empty() && host.front() != '.' && host.find("..") == std::string_view::npos &&
         std::all_of(host.begin(), host.end(), [](char c) {
           return is_small_letter(c) || is_digit(c) || c == '-' || c == '.';
         });
}

bool is_ipv6(std::string_view host) {
  return host.size() > 3 && host.front() == '[' &&
         host.find_first_not_of("0123456789abcdef:.", 1) == host.size() - 1 && host.back() == ']';
}

// To the letter as a browser writes it: another spelling would never be the asking one.
bool is_origin(std::string_view text) {
  auto const rest = without_scheme(text);
  auto const bracket = rest.find(']');  // of an IPv6 address, whose colons are no port's
  auto const colon = rest.find(':', bracket == std::string_view::npos ? 0 : bracket);
  auto const host = rest.substr(0, colon);
  auto const port = rest.substr(host.size());
  return (is_name(host) || is_ipv6(host)) &&
         (port.empty() || is_port(port, text.starts_with(kHttps) ? 443 : 80));
}

}  // namespace

Result<Readers> to_readers(std::vector<std::string> const& words) {
  if (words == std::vector<std::string>{""}) return Readers{};
  if (words == std::vector<std::string>{"*"}) return Readers{true};
  for (auto const& word : words) {
    if (!is_origin(word)) {
      return fail(ErrorCode::kInvalidArgument,
                  "--cors-origin s’écrit comme https://www.lens.fr, en minuscules, sans chemin ni "
                  "port habituel, ou * seul");
    }
  }
  return Readers{false, words};
}

Result<std::string> to_frame_ancestors(std::vector<std::string> const& words) {
  std::string sources;
  for (auto const& word : words) {
    bool const keyword = word == "self" || word == "none";
    if (!keyword && word != "*" && !is_pattern(word)) {
      return fail(
          ErrorCode::kInvalidArgument,
          "--frame-ancestors s’écrit comme https://www.lens.fr, sans chemin, ou self, none, *");
    }
    if (word == "none" && words.size() > 1) {
      return fail(ErrorCode::kInvalidArgument, "--frame-ancestors : none ne va avec aucun site");
    }
    if (!sources.empty()) sources += ' ';
    sources += keyword ? "'" + word + "'" : word;
  }
  return sources.empty() ? "'none'" : sources;
}

}  // namespace qpv
