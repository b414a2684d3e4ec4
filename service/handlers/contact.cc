// SPDX-License-Identifier: EUPL-1.2
#include "service/handlers/contact.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <string>

#include "geo/core/ascii.h"

namespace qpv::handlers {
namespace {

bool is_plain_address(std::string_view email) {
  return email.find('@') != std::string_view::npos &&
         std::all_of(email.begin(), email.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || is_digit(c) ||
                  std::string_view("@._+-").find(c) != std::string_view::npos;
         });
}

// Empty where there is no number.
std::string phone_link(Contact const& contact) {
  std::string digits;
  std::copy_if(contact.phone.begin(), contact.phone.end(), std::back_inserter(digits), is_digit);
  if (digits.empty()) return {};
  std::string shown;  // on one line
  for (char const c : contact.phone) c == ' ' ? shown += "\u00A0" : shown += c;
  return fmt::format(R"(<a href="tel:{}"><bdi dir="ltr">{}</bdi></a>)", digits, escape(shown).text);
}

std::string email_link(Contact const& contact) {
  if (!is_plain_address(contact.email)) return {};
  return fmt::format("<a href=\"mailto:{0}\">{0}</a>", contact.email);
}

}  // namespace

Html contact_of(Dataset const& dataset, Language const& language) {
  if (!dataset.territory || !dataset.territory->contact) return {};
  auto const& contact = *dataset.territory->contact;
  auto html = fmt::format("<p class=\"contact\"><strong>{}</strong> {}",
                          language("Une question\u00A0?"), isolated_french(contact.service).text);
  for (auto const& link : {phone_link(contact), email_link(contact)}) {
    if (!link.empty()) html += "<br>" + link;
  }
  if (contact.url.starts_with("https://")) {
    html += fmt::format(R"(<br><a href="{}" rel="noreferrer">{}</a>)", escape(contact.url).text,
                        language("La politique de la ville dans l’agglomération"));
  }
  return {html + "</p>"};
}

Html whom_to_call(Dataset const& dataset, Language const& language) {
  if (!dataset.territory || !dataset.territory->contact) return {};
  auto const& contact = *dataset.territory->contact;
  auto html = language.say("<strong>Pour en être sûr, demandez</strong>\u00A0: {}",
                           isolated_french(contact.service).text);
  for (auto const& link : {phone_link(contact), email_link(contact)}) {
    if (!link.empty()) html += ", " + link;
  }
  return {"<p class=\"detail call\">" + html + ".</p>"};
}

std::string_view standing_of(Manifest const& manifest) {
  return manifest.official ? "données officielles publiées par l’État"
                           : "données transcrites ou partielles, indicatives";
}

}  // namespace qpv::handlers
