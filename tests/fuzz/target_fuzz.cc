// SPDX-License-Identifier: EUPL-1.2
//
// The target of a request and a form: what is accepted means one thing, so that it survives being
// encoded again.
#include "service/http/target.h"

#include <string>

#include "geo/core/utf8.h"
#include "tests/fuzz/fuzz.h"

namespace {

using qpv::fuzz::require;
using qpv::http::Parameters;

std::string escaped(std::string_view text, std::string_view kept) {
  std::string out;
  for (char const c : text) {
    bool const plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (plain || kept.find(c) != std::string_view::npos) {
      out += c;
    } else {
      out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
  }
  return out;
}

std::string form_of(Parameters const& parameters) {
  std::string out;
  for (auto const& [name, value] : parameters) {
    if (!out.empty()) out += '&';
    out += escaped(name, "") + '=' + escaped(value, "");
  }
  return out;
}

void require_text(std::string_view text) {
  require(qpv::is_utf8(text), "what was decoded is UTF-8");
  require(text.find('\0') == std::string_view::npos, "what was decoded has no NUL");
}

void require_texts(Parameters const& parameters) {
  for (auto const& [name, value] : parameters) {
    require_text(name);
    require_text(value);
  }
}

void check_form(std::string_view text) {
  auto const form = qpv::http::parse_form(text);
  if (!form) return;
  require_texts(*form);
  auto const again = qpv::http::parse_form(form_of(*form));
  require(again.has_value() && *again == *form, "a form encoded again is the same form");
}

void check_target(std::string_view text) {
  auto const target = qpv::http::parse_target(text);
  if (!target || target->path == "*") return;
  require(target->path.starts_with('/'), "a path begins with /");
  require_text(target->path);
  require_texts(target->query);
  auto const again =
      qpv::http::parse_target(escaped(target->path, "/") + '?' + form_of(target->query));
  require(again.has_value() && again->path == target->path && again->query == target->query,
          "a target encoded again is the same target");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  auto const text = qpv::fuzz::text_of(data, size);
  check_target(text);
  check_form(text);
  return 0;
}
