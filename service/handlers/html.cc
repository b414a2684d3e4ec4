// SPDX-License-Identifier: EUPL-1.2
#include "service/handlers/html.h"

#include <algorithm>
#include <stdexcept>

namespace qpv::handlers {

Html escape(std::string_view text) {
  Html html;
  html.text.reserve(text.size());
  for (char const c : text) {
    auto const byte = static_cast<unsigned char>(c);
    if ((byte < 0x20 && c != '\n' && c != '\t') || byte == 0x7F) continue;
    switch (c) {
      case '&':
        html.text += "&amp;";
        break;
      case '<':
        html.text += "&lt;";
        break;
      case '>':
        html.text += "&gt;";
        break;
      case '"':
        html.text += "&quot;";
        break;
      case '\'':
        html.text += "&#39;";
        break;
      default:
        html.text.push_back(c);
    }
  }
  return html;
}

Html isolated(std::string_view name) { return {"<bdi>" + escape(name).text + "</bdi>"}; }

Html isolated_french(std::string_view words) {
  return {"<bdi lang=\"fr\">" + escape(words).text + "</bdi>"};
}

Html fill(std::string_view page_template, std::initializer_list<Slot> slots) {
  Html html;
  while (true) {
    auto const open = page_template.find("{{");
    html.text += page_template.substr(0, open);
    if (open == std::string_view::npos) return html;
    auto const close = page_template.find("}}", open);
    if (close == std::string_view::npos) throw std::logic_error("placeholder without end");
    auto const name = page_template.substr(open + 2, close - open - 2);
    auto const* const slot = std::find_if(slots.begin(), slots.end(),
                                          [&](Slot const& each) { return each.name == name; });
    if (slot == slots.end()) throw std::logic_error("no value for " + std::string(name));
    html += slot->value;
    page_template.remove_prefix(close + 2);
  }
}

}  // namespace qpv::handlers
