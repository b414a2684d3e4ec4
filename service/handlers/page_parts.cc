// SPDX-License-Identifier: EUPL-1.2
#include "service/handlers/page_parts.h"

#include <fmt/format.h>

#include "service/handlers/address_text.h"
#include "service/handlers/answer_parts.h"
#include "service/handlers/contact.h"

namespace qpv::handlers {

Html fictitious_mention(Dataset const& dataset, Language const& language) {
  bool const made_up = dataset.manifest.addresses && dataset.manifest.addresses->fictitious;
  if (!made_up) return {};
  return paragraph("fictitious", escape(language(kFictitious)));
}

Html state_of_data(Dataset const& dataset, Language const& language) {
  auto const& manifest = dataset.manifest;
  auto html = fmt::format(
      "<p><strong>{}</strong></p><p>{} — {}.", escape(language(kIndicative)).text,
      language.say("Données\u00A0: {}", isolated_french(manifest.perimeters_label).text),
      language(standing_of(manifest)));
  if (manifest.addresses) {
    html +=
        " " + language.say("Adresses\u00A0: {}.", isolated_french(manifest.addresses->label).text);
  }
  html += fmt::format(" <span class=\"version\">{}</span></p>",
                      language.say("Version {}.", isolated(manifest.id).text));
  return {html};
}

Html unreviewed(Language const& language) {
  if (language.reviewed()) return {};
  return {
      fmt::format("<p class=\"unreviewed\">{} <span lang=\"fr\" dir=\"ltr\">(traduction non "
                  "relue)</span></p>",
                  language("Traduction non relue."))};
}

}  // namespace qpv::handlers
