// SPDX-License-Identifier: EUPL-1.2
#include "service/handlers/address_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "service/handlers/answer_parts.h"
#include "service/handlers/contact.h"

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
                 : to_check("plusieurs adresses correspondent.");
    case Doubt::kNotCovered:
      return to_check("ces données ne disent rien de cet endroit.");
    case Doubt::kNearBoundary:
    case Doubt::kNone:
      break;
  }
  return to_check("cette adresse est trop près d’une limite pour répondre oui ou non.");
}

// "impairs 1 à 15 et 21 ; pairs 2": the numbers of one side. Empty where there are none.
std::string numbers_of(StreetSides const& street, Side side, AddressIndex const& addresses,
                       Language const& language) {
  auto const text = [&](NumberIdx number) { return escape(housenumber(addresses[number])).text; };
  std::string out;
  for (bool const odd : {true, false}) {
    std::string numbers;
    for (auto const& range : street.ranges) {
      if (range.odd != odd || range.side != side) continue;
      if (!numbers.empty()) numbers += ", ";
      numbers += range.first == range.last
                     ? text(range.first)
                     : language.say("{} à {}", text(range.first), text(range.last));
    }
    if (numbers.empty()) continue;
    if (!out.empty()) out += "\u00A0; ";
    out += language.say(odd ? "impairs {}" : "pairs {}", numbers);
  }
  return out;
}

Html street_numbers(StreetSides const& street, AddressIndex const& addresses,
                    Language const& language) {
  Html rows;
  auto const add = [&](std::string_view term, Side side) {
    auto const numbers = numbers_of(street, side, addresses, language);
    if (!numbers.empty()) rows += fact(language(term), {numbers});
  };
  add("Dedans", Side::kInside);
  add("Dehors", Side::kOutside);
  add("À vérifier", Side::kDoubt);
  return rows.text.empty() ? rows : facts(rows);
}

Html sentence(std::string_view french, Language const& language) {
  return paragraph("detail", {std::string(language(french))});
}

Html found(AddressVerdict const& verdict, AddressIndex const& addresses, Language const& language) {
  if (!verdict.address) return {};
  bool const town = verdict.address->kind == MatchKind::kMunicipality;
  if (verdict.verdict.doubt == Doubt::kAmbiguous && !town) return {};
  return paragraph("found", {language.say("Adresse trouvée\u00A0: <strong>{}</strong>",
                                          isolated(label(addresses, *verdict.address)).text)});
}

// Towns among them only where a town was asked for: the others say that its street was not found.
Html choices(AddressVerdict const& verdict, AddressIndex const& addresses, Reader const& reader) {
  bool const town = verdict.address && verdict.address->kind == MatchKind::kMunicipality;
  std::string items;
  for (auto const& match : verdict.candidates) {
    if ((match.kind == MatchKind::kMunicipality) != town) continue;
    auto const text = label(addresses, match);
    items += fmt::format(R"(<li><button type="submit" name="q" value="{}">{}</button></li>)",
                         escape(text).text, isolated(text).text);
  }
  if (items.empty() || town) return {};
  auto html = sentence("Est-ce l’une de celles-ci\u00A0?", reader.language);
  html += {fmt::format(
      R"(<form method="post" action="{}" target="_self" class="choices"><ul>{}</ul></form>)",
      escape(reader.action).text, items)};
  return html;
}

// What somebody can do whose address the base lacks.
Html way_out(Dataset const& dataset, Language const& language) {
  auto html = paragraph("detail", {std::string(language("Que faire\u00A0?"))});
  html += {"<ul class=\"ways\">"};
  auto const way = [&](std::string_view french) {
    html += {fmt::format("<li>{}</li>", language(french))};
  };
  way("Vérifiez la rue et la commune, ou choisissez dans les propositions.");
  way("Essayez avec le numéro d’un voisin\u00A0: sa réponse donne une idée, pas une certitude.");
  way("<a href=\"./#plan-titre\">Montrez l’endroit sur le plan</a>\u00A0: vous verrez aussi la "
      "réponse pour les adresses voisines.");
  way("C’est la commune qui donne les adresses\u00A0: demandez en mairie qu’elle ajoute la vôtre à "
      "la Base Adresse Nationale.");
  html += {"</ul>"};
  html += whom_to_call(dataset, language);
  return html;
}

// Distance to the nearest boundary, where the place is one: not of a whole street or town.
Html how_far(AddressVerdict const& verdict, Dataset const& dataset, Language const& language) {
  bool const place = verdict.address && (verdict.address->kind == MatchKind::kHousenumber ||
                                         verdict.address->kind == MatchKind::kLocality);
  if (!place || !verdict.verdict.boundary) return {};
  return paragraph("detail",
                   {language.say("La limite la plus proche, celle de {}, est à {}.",
                                 named(dataset.perimeters[verdict.verdict.boundary->idx]).text,
                                 metres(verdict.verdict.boundary->metres, language).text)});
}

Html doubtful(AddressVerdict const& verdict, Dataset const& dataset, Reader const& reader) {
  auto const& language = reader.language;
  auto const& addresses = dataset.addresses->index;
  auto const doubt = verdict.verdict.doubt;
  Html html;
  if (doubt == Doubt::kNotCovered) {
    html += not_a_no(language);
    html += elsewhere_in_france(language);
    html += whom_to_call(dataset, language);
    return html;
  }
  if (doubt == Doubt::kAmbiguous || doubt == Doubt::kWeakMatch) {
    html += choices(verdict, addresses, reader);
  }
  bool const town = verdict.address && verdict.address->kind == MatchKind::kMunicipality;
  if (town) {
    html += sentence("Indiquez aussi le numéro et la rue.", language);
  } else if (doubt != Doubt::kAmbiguous) {
    if (doubt == Doubt::kNearBoundary) html += how_far(verdict, dataset, language);
    html += likely_side(verdict.verdict, language);
  }
  if (verdict.street && (doubt == Doubt::kStreetMixed || doubt == Doubt::kNearBoundary)) {
    html += street_numbers(*verdict.street, addresses, language);
  }
  if (doubt == Doubt::kStreetMixed) {
    html += sentence(
        "Pour lever le doute, indiquez le numéro, ou <a href=\"./#plan-titre\">montrez "
        "l’endroit sur le plan</a>.",
        language);
  } else if (doubt == Doubt::kNearBoundary) {
    html += exact_spot(language);
  }
  html += whom_to_call(dataset, language);
  return html;
}

Html body_of(AddressVerdict const& verdict, Date date, Dataset const& dataset,
             Reader const& reader) {
  auto const& inner = verdict.verdict;
  auto const& language = reader.language;
  Html html;
  switch (inner.answer) {
    case Answer::kNotFound:
      html += sentence("Cela ne veut dire ni oui ni non.", language);
      html += way_out(dataset, language);
      return html;
    case Answer::kInside:
      for (auto const idx : inner.perimeters) {
        html += about_perimeter(dataset.perimeters[idx], language);
      }
      if (verdict.address->kind == MatchKind::kHousenumber) {
        html += limit_of(inner, dataset.perimeters, language);
      }
      html += rights_on(date, dataset, language, reader.rights);
      return html;
    case Answer::kOutside:
      if (inner.boundary) html += nearest_known(inner, dataset.perimeters, {}, language);
      return html;
    case Answer::kUncertain:
      break;
  }
  return doubtful(verdict, dataset, reader);
}

// The number that was asked for is not there: what is said is of its street.
Html number_missing(AddressVerdict const& verdict, Language const& language) {
  if (!verdict.address || !verdict.address->number_missing) return {};
  auto html = sentence(
      "Ce numéro n’est pas dans la base d’adresses\u00A0: la réponse vaut pour la "
      "rue.",
      language);
  html += sentence(
      "C’est la commune qui donne les adresses\u00A0: demandez en mairie qu’elle ajoute "
      "la vôtre à la Base Adresse Nationale.",
      language);
  return html;
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

AnswerText describe(AddressVerdict const& verdict, Date date, Dataset const& dataset,
                    Reader const& reader) {
  auto const& language = reader.language;
  auto const outcome = outcome_of(verdict);
  auto html = found(verdict, dataset.addresses->index, language);
  html += number_missing(verdict, language);
  html += body_of(verdict, date, dataset, reader);
  if (dataset.manifest.addresses && dataset.manifest.addresses->fictitious) {
    html += paragraph("fictitious", escape(language(kFictitious)));
  }
  html += end_of_answer({}, date, reader);
  return {std::string(language(outcome.word)), region(outcome, "", html, language)};
}

}  // namespace qpv::handlers
