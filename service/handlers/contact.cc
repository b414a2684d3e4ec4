// SPDX-License-Identifier: EUPL-1.2
#include "service/handlers/contact.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <string>

namespace qpv::handlers {
namespace {

bool is_plain_address(std::string_view email) {
  return email.find('@') != std::string_view::npos &&
         std::all_of(email.begin(), email.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                  std::string_view("@._+-").find(c) != std::string_view::npos;
         });
}

}  // namespace

Html contact_of(Dataset const& dataset) {
  if (!dataset.territory || !dataset.territory->contact) return {};
  auto const& contact = *dataset.territory->contact;
  std::string digits;
  std::copy_if(contact.phone.begin(), contact.phone.end(), std::back_inserter(digits),
               [](char c) { return c >= '0' && c <= '9'; });
  auto html = fmt::format("<p class=\"contact\"><strong>Une question\u00A0?</strong> {}",
                          isolated(contact.service).text);
  if (!digits.empty()) {
    html += fmt::format("<br><a href=\"tel:{}\">{}</a>", digits, escape(contact.phone).text);
  }
  if (is_plain_address(contact.email)) {
    html += fmt::format("<br><a href=\"mailto:{0}\">{0}</a>", contact.email);
  }
  if (contact.url.starts_with("https://")) {
    html += fmt::format(
        "<br><a href=\"{}\" rel=\"noreferrer\">La politique de la ville dans "
        "l’agglomération</a>",
        escape(contact.url).text);
  }
  return {html + "</p>"};
}

std::string_view standing_of(Manifest const& manifest) {
  return manifest.official ? "données officielles publiées par l’État"
                           : "données transcrites ou partielles, indicatives";
}

}  // namespace qpv::handlers
