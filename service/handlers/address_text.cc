// SPDX-License-Identifier: EUPL-1.2
#include "service/handlers/address_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "service/handlers/answer_parts.h"
#include "service/handlers/french.h"

namespace qpv::handlers {
namespace {

constexpr Outcome kNotFound{"introuvable", "Introuvable",
                            "cette adresse n’est pas dans la base d’adresses.", kQuestionMark};

Outcome in_quartier(MatchKind kind) {
  switch (kind) {
    case MatchKind::kStreet:
      return yes("toute cette rue est dans un quartier prioritaire.");
    case MatchKind::kLocality:
      return yes("ce lieu-dit est dans un quartier prioritaire.");
    case MatchKind::kMunicipality:
      return yes("toute cette commune est dans un quartier prioritaire.");
    case MatchKind::kHousenumber:
      break;
  }
  return yes("cette adresse est dans un quartier prioritaire.");
}

Outcome out_of_quartier(MatchKind kind) {
  switch (kind) {
    case MatchKind::kStreet:
      return no("cette rue n’est pas dans un quartier prioritaire.");
    case MatchKind::kLocality:
      return no("ce lieu-dit n’est pas dans un quartier prioritaire.");
    case MatchKind::kMunicipality:
      return no("cette commune n’a pas de quartier prioritaire.");
    case MatchKind::kHousenumber:
      break;
  }
  return no("cette adresse n’est pas dans un quartier prioritaire.");
}

Outcome in_doubt(Doubt doubt, MatchKind kind) {
  switch (doubt) {
    case Doubt::kStreetMixed:
      return to_check("dans cette rue, la réponse dépend du numéro.");
    case Doubt::kWeakMatch:
      return to_check("l’adresse trouvée n’est peut-être pas celle que vous cherchez.");
    case Doubt::kAmbiguous:
      return kind == MatchKind::kMunicipality
                 ? to_check("dans cette commune, la réponse dépend de l’adresse.")
                 : to_check("plusieurs adresses conviennent.");
    case Doubt::kNotCovered:
      return to_check("ces données ne disent pas ce qu’il en est à cet endroit.");
    case Doubt::kNearBoundary:
    case Doubt::kNone:
      break;
  }
  return to_check("cette adresse est trop près d’une limite pour en décider.");
}

// "impairs 1 à 15 et 21 ; pairs 2": the numbers of one side. Empty where there are none.
std::string numbers_of(StreetSides const& street, Side side, AddressIndex const& addresses) {
  auto const text = [&](NumberIdx number) { return housenumber(addresses[number]); };
  std::string out;
  for (bool const odd : {true, false}) {
    std::string numbers;
    for (auto const& range : street.ranges) {
      if (range.odd != odd || range.side != side) continue;
      if (!numbers.empty()) numbers += ", ";
      numbers += text(range.first);
      if (range.first != range.last) numbers += " à " + text(range.last);
    }
    if (numbers.empty()) continue;
    if (!out.empty()) out += "\u00A0; ";
    out += (odd ? "impairs " : "pairs ") + numbers;
  }
  return out;
}

Html street_numbers(StreetSides const& street, AddressIndex const& addresses) {
  Html rows;
  auto const add = [&](std::string_view term, Side side) {
    auto const numbers = numbers_of(street, side, addresses);
    if (!numbers.empty()) rows += fact(term, escape(numbers));
  };
  add("Dedans", Side::kInside);
  add("Dehors", Side::kOutside);
  add("À vérifier", Side::kDoubt);
  return rows.text.empty() ? rows : facts(rows);
}

Html found(AddressVerdict const& verdict, AddressIndex const& addresses) {
  if (!verdict.address) return {};
  bool const town = verdict.address->kind == MatchKind::kMunicipality;
  if (verdict.verdict.doubt == Doubt::kAmbiguous && !town) return {};
  return paragraph("found", {fmt::format("Adresse trouvée\u00A0: <strong>{}</strong>",
                                         isolated(label(addresses, *verdict.address)).text)});
}

// Towns among them only where a town was asked for: the others say that its street was not found.
Html choices(AddressVerdict const& verdict, AddressIndex const& addresses) {
  bool const town = verdict.address && verdict.address->kind == MatchKind::kMunicipality;
  std::string items;
  for (auto const& match : verdict.candidates) {
    if ((match.kind == MatchKind::kMunicipality) != town) continue;
    auto const text = label(addresses, match);
    items += fmt::format(R"(<li><button name="q" value="{}">{}</button></li>)", escape(text).text,
                         isolated(text).text);
  }
  if (items.empty() || town) return {};
  return {R"(<p class="detail">Est-ce l’une de celles-ci&nbsp;?</p>)"
          R"(<form method="post" action="./" class="choices"><ul>)" +
          items + "</ul></form>"};
}

Html doubtful(AddressVerdict const& verdict, Dataset const& dataset) {
  auto const& addresses = dataset.addresses->index;
  auto const doubt = verdict.verdict.doubt;
  Html html;
  if (doubt == Doubt::kNotCovered) {
    html += not_a_no();
    html += elsewhere_in_france();
    return html;
  }
  if (doubt == Doubt::kAmbiguous || doubt == Doubt::kWeakMatch) {
    html += choices(verdict, addresses);
  }
  bool const town = verdict.address && verdict.address->kind == MatchKind::kMunicipality;
  if (town) {
    html += paragraph("detail", {"Indiquez aussi le numéro et la rue."});
  } else if (doubt != Doubt::kAmbiguous) {
    html += likely_side(verdict.verdict);
  }
  if (verdict.street && doubt == Doubt::kStreetMixed) {
    html += street_numbers(*verdict.street, addresses);
  }
  if (doubt == Doubt::kNearBoundary || doubt == Doubt::kStreetMixed) {
    html += paragraph(
        "detail",
        {fmt::format("Pour lever le doute, indiquez {}le point exact sur le plan.{}",
                     doubt == Doubt::kStreetMixed ? "le numéro ou " : "", or_ask(dataset))});
  }
  return html;
}

Html body_of(AddressVerdict const& verdict, Dataset const& dataset) {
  auto const& inner = verdict.verdict;
  Html html;
  switch (inner.answer) {
    case Answer::kNotFound:
      return paragraph(
          "detail",
          {fmt::format("Cela ne veut dire ni oui ni non. Vérifiez la rue et la commune, ou "
                       "indiquez le point sur le plan.{}",
                       or_ask(dataset))});
    case Answer::kInside:
      for (auto const idx : inner.perimeters) html += about_perimeter(dataset.perimeters[idx]);
      return html;
    case Answer::kOutside:
      if (inner.boundary) html += nearest_known(inner, dataset.perimeters, {});
      return html;
    case Answer::kUncertain:
      break;
  }
  return doubtful(verdict, dataset);
}

Outcome outcome_of(AddressVerdict const& verdict) {
  auto const kind = verdict.address ? verdict.address->kind : MatchKind::kHousenumber;
  switch (verdict.verdict.answer) {
    case Answer::kInside:
      return in_quartier(kind);
    case Answer::kOutside:
      return out_of_quartier(kind);
    case Answer::kNotFound:
      return kNotFound;
    case Answer::kUncertain:
      break;
  }
  return in_doubt(verdict.verdict.doubt, kind);
}

}  // namespace

AnswerText describe(AddressVerdict const& verdict, Date date, Dataset const& dataset) {
  auto const outcome = outcome_of(verdict);
  auto html = found(verdict, dataset.addresses->index);
  html += body_of(verdict, dataset);
  if (dataset.manifest.addresses && dataset.manifest.addresses->fictitious) {
    html += paragraph("fictitious", escape(kFictitious));
  }
  html += paragraph("asked", escape(fmt::format("Réponse pour le {}.", format_day(date))));
  html += paragraph("indicative", escape(kIndicative));
  return {outcome.word, region(outcome, "", html)};
}

}  // namespace qpv::handlers
