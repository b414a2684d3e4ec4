// SPDX-License-Identifier: EUPL-1.2
#include "service/handlers/api_page.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "service/handlers/code_examples.h"
#include "service/handlers/french.h"

namespace qpv::handlers {
namespace {

// What tools/run.sh serves: the page cannot know what stands before it.
constexpr std::string_view kBase = "http://127.0.0.1:8080";

// What stands between two `mark`s becomes an element.
std::string with_elements(std::string_view text, std::string_view mark, std::string_view element) {
  std::string out;
  while (true) {
    auto const begin = text.find(mark);
    auto const end = begin == std::string_view::npos ? begin : text.find(mark, begin + mark.size());
    if (end == std::string_view::npos) return out.append(text);
    out += text.substr(0, begin);
    out += fmt::format("<{0}>{1}</{0}>", element,
                       text.substr(begin + mark.size(), end - begin - mark.size()));
    text.remove_prefix(end + mark.size());
  }
}

std::string inline_html(std::string_view text) {
  auto const escaped = escape(typeset(text)).text;
  return with_elements(with_elements(escaped, "**", "strong"), "`", "code");
}

Html heading_of(ApiOperation const& operation) {
  return {fmt::format("<h3 id=\"{}\"><code>{} {}</code></h3><p>{}</p>", escape(operation.id).text,
                      escape(operation.method).text, escape(operation.path).text,
                      inline_html(operation.summary))};
}

Html parameters_of(ApiOperation const& operation) {
  if (operation.parameters.empty()) return {};
  Html out{
      "<div class=\"scroll\"><table><thead><tr><th scope=\"col\">Paramètre</th>"
      "<th scope=\"col\">Ce qu’il dit</th><th scope=\"col\">Exemple</th></tr></thead><tbody>"};
  for (auto const& parameter : operation.parameters) {
    out += {fmt::format(
        "<tr><th scope=\"row\"><code>{}</code>{}</th><td>{}</td><td>{}</td></tr>",
        escape(parameter.name).text, parameter.required ? " (obligatoire)" : "",
        inline_html(parameter.description),
        parameter.example.empty() ? "" : "<code>" + escape(parameter.example).text + "</code>")};
  }
  return out += {"</tbody></table></div>"};
}

bool is_json(std::string_view type) {
  return type.ends_with("json") && type.find("ndjson") == std::string_view::npos;
}

Html example_of(ApiExample const& example) {
  Html out{fmt::format("<details class=\"example\"><summary>{}</summary>",
                       inline_html(example.summary.empty() ? "Exemple" : example.summary))};
  for (auto const& language : code_languages()) {
    auto const code = language.write(example.request, kBase, is_json(example.answer_type));
    out += {fmt::format(R"(<h4>{}</h4><pre data-language="{}" tabindex="0">{}</pre>)",
                        language.label, language.name, escape(code).text)};
  }
  return out += {fmt::format("<h4>Réponse ({})</h4><pre tabindex=\"0\">{}</pre></details>",
                             escape(example.answer_type).text, escape(example.answer).text)};
}

Html operation_html(ApiOperation const& operation) {
  auto out = heading_of(operation);
  out += from_description(operation.description);
  out += parameters_of(operation);
  for (auto const& example : operation.examples) out += example_of(example);
  return out;
}

Html contents_of(ApiDescription const& api) {
  Html out{"<nav aria-label=\"Sommaire\"><ul>"};
  for (auto const& operation : api.operations) {
    out += {fmt::format("<li><a href=\"#{}\"><code>{} {}</code></a> {}</li>",
                        escape(operation.id).text, escape(operation.method).text,
                        escape(operation.path).text, inline_html(operation.summary))};
  }
  return out += {"</ul></nav>"};
}

}  // namespace

Html from_description(std::string_view text) {
  Html out;
  while (!text.empty()) {
    auto const end = text.find("\n\n");
    out += {"<p>" + inline_html(text.substr(0, end)) + "</p>"};
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 2);
  }
  return out;
}

Html api_page(ApiDescription const& api) {
  Html out = from_description(api.description);
  out +=
      {fmt::format("<p>Dans les exemples, remplacez <code>{}</code> par l’adresse du "
                   "service.</p>",
                   kBase)};
  out += contents_of(api);
  for (auto const& tag : api.tags) {
    out += {fmt::format("<h2>{}</h2>", inline_html(tag.description))};
    for (auto const& operation : api.operations) {
      if (operation.tag == tag.name) out += operation_html(operation);
    }
  }
  return out;
}

}  // namespace qpv::handlers
