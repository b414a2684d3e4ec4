// SPDX-License-Identifier: EUPL-1.2
#include "service/handlers/code_examples.h"

#include <fmt/format.h>

#include <array>
#include <map>
#include <vector>

#include "service/http/target.h"

namespace qpv::handlers {
namespace {

std::string url_of(ApiRequest const& request, std::string_view base) {
  return std::string(base) + request.target;
}

// In single quotes, `escaped` being what stands for a quote inside.
std::string in_quotes(std::string_view text, std::string_view escaped) {
  std::string out = "'";
  for (char const c : text) c == '\'' ? out += escaped : out += c;
  return out + "'";
}

std::string shell(std::string_view text) { return in_quotes(text, R"('\'')"); }

// As Python, JavaScript and PHP read it: backslashes, quotes and ends of lines; PHP's single quotes
// know no \n, so an end of line stays one there.
std::string literal(std::string_view text, bool escape_lines) {
  std::string out = "'";
  for (char const c : text) {
    if (c == '\'' || c == '\\') out += '\\';
    if (c == '\r') {
      out += escape_lines ? "\\r" : "\r";
    } else if (c == '\n') {
      out += escape_lines ? "\\n" : "\n";
    } else {
      out += c;
    }
  }
  return out + "'";
}
std::string literal(std::string_view text) { return literal(text, true); }

std::string power_query_text(std::string_view text) {
  std::string out = "\"";
  for (char const c : text) {
    if (c == '"') out += '"';
    if (c == '#') {
      out += "#(#)";
    } else if (c == '\n') {
      out += "#(lf)";
    } else if (c == '\r') {
      out += "#(cr)";
    } else {
      out += c;
    }
  }
  return out + "\"";
}

// Between the members of what was opened last.
std::string_view comma_after(std::string_view code) {
  return code.ends_with('{') || code.ends_with('[') ? "" : ", ";
}

std::string curl(ApiRequest const& request, std::string_view base, bool) {
  // Brackets and braces are curl’s own language unless told otherwise.
  bool const as_is = request.target.find_first_of("[]{}") != std::string::npos;
  std::string out = as_is ? "curl -g" : "curl";
  for (auto const& [name, value] : request.headers) {
    out += fmt::format(" -H {}", shell(fmt::format("{}: {}", name, value)));
  }
  if (request.method == "POST") out += " --data-binary " + shell(request.body);
  return out + " \\\n  " + shell(url_of(request, base));
}

std::string python(ApiRequest const& request, std::string_view base, bool json) {
  std::string out = json ? "import json\n" : "";
  out += "import urllib.request\n\nrequest = urllib.request.Request(\n    " +
         literal(url_of(request, base));
  if (request.method == "POST") out += ",\n    data=" + literal(request.body) + ".encode()";
  if (!request.headers.empty()) {
    out += ",\n    headers={";
    for (auto const& [name, value] : request.headers) {
      out += fmt::format("{}{}: {}", comma_after(out), literal(name), literal(value));
    }
    out += "}";
  }
  out += ")\nwith urllib.request.urlopen(request) as response:\n";
  return out + (json ? "    print(json.dumps(json.load(response), ensure_ascii=False, indent=2))"
                     : "    print(response.read().decode())");
}

std::string javascript(ApiRequest const& request, std::string_view base, bool json) {
  std::string out = "const response = await fetch(" + literal(url_of(request, base));
  if (request.method == "POST" || !request.headers.empty()) {
    out += ", {\n  method: " + literal(request.method) + ",\n  headers: {";
    for (auto const& [name, value] : request.headers) {
      out += fmt::format("{}{}: {}", comma_after(out), literal(name), literal(value));
    }
    out += "}";
    if (request.method == "POST") out += ",\n  body: " + literal(request.body);
    out += "\n}";
  }
  return out + (json ? ");\nconsole.log(JSON.stringify(await response.json(), null, 2));"
                     : ");\nconsole.log(await response.text());");
}

std::string php(ApiRequest const& request, std::string_view base, bool json) {
  std::string out = "<?php\n$answer = file_get_contents(" + literal(url_of(request, base), false);
  if (request.method == "POST" || !request.headers.empty()) {
    out += ", false, stream_context_create(['http' => [\n    'method' => " +
           literal(request.method, false) + ",\n    'header' => [";
    for (auto const& [name, value] : request.headers) {
      out += comma_after(out);
      out += literal(fmt::format("{}: {}", name, value), false);
    }
    out += "]";
    if (request.method == "POST") out += ",\n    'content' => " + literal(request.body, false);
    out += ",\n]])";
  }
  return out + (json ? ");\nprint_r(json_decode($answer, true));" : ");\nprint($answer);");
}

// [#"name" = "value"], or a list where a name is given more than once.
std::string power_query_record(http::Parameters const& pairs) {
  std::map<std::string, std::vector<std::string>> members;
  for (auto const& [name, value] : pairs) members[name].push_back(power_query_text(value));
  std::string out = "[";
  for (auto const& [name, values] : members) {
    out += comma_after(out);
    auto const list = fmt::format("{}", fmt::join(values, ", "));
    out += fmt::format("#{} = {}", power_query_text(name),
                       values.size() == 1 ? list : "{" + list + "}");
  }
  return out + "]";
}

// Excel asks for permission once an address, so the address must not change with the query.
std::string power_query(ApiRequest const& request, std::string_view base, bool json) {
  auto const target = http::parse_target(request.target);
  if (!target) return {};
  std::string options =
      "RelativePath = " + power_query_text(std::string_view(target->path).substr(1));
  auto const add = [&](std::string_view name, std::string const& value) {
    options += fmt::format(",\n        {} = {}", name, value);
  };
  if (!target->query.empty()) add("Query", power_query_record(target->query));
  if (!request.headers.empty()) add("Headers", power_query_record(request.headers));
  if (request.method == "POST") {
    add("Content", "Text.ToBinary(" + power_query_text(request.body) + ")");
  }
  return fmt::format("let\n    Source = {}(Web.Contents({}, [\n        {}\n    ]))\nin\n    Source",
                     json ? "Json.Document" : "Text.FromBinary", power_query_text(base), options);
}

}  // namespace

std::span<CodeLanguage const> code_languages() {
  static constexpr std::array<CodeLanguage, 5> kLanguages{{
      {"curl", "curl", curl},
      {"python", "Python", python},
      {"javascript", "JavaScript", javascript},
      {"php", "PHP", php},
      {"powerquery", "Excel (Power Query)", power_query},
  }};
  return kLanguages;
}

}  // namespace qpv::handlers
