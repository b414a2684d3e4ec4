# SPDX-License-Identifier: EUPL-1.2
"""The kinds of hard queries. Each is a function from (base, rng, street, number) to what is typed and who else could
be meant by it, or to None where the address does not lend itself to that kind."""
import random
import re
import typing
from dataclasses import dataclass

import french
import mangle
from base import Base, Number, Street

Alike = typing.Callable[[Street, Street], bool]


@dataclass
class Asked:
    q: str
    among: typing.Iterable[Street]  # the streets that what is said of the town leaves
    alike: Alike  # (meant, other): the query names the other one as well


def same_name(meant: Street, other: Street) -> bool:
    return meant.folded == other.folded


def same_type_and_core(meant: Street, other: Street) -> bool:
    return meant.type_and_core == other.type_and_core or (
        meant.squeezed == other.squeezed and meant.type_and_core[0] == other.type_and_core[0])


def same_core(meant: Street, other: Street) -> bool:
    return meant.core == other.core


def holds(words: tuple[str, ...]) -> Alike:
    """The other's name has all these words."""
    return lambda meant, other: other.words.issuperset(words)


def as_near(meant: Street, name: str) -> Alike:
    """What was typed is as near to the other's name as to the meant one, or sounds like it."""
    typed = french.Seen(french.fold(name))
    core = french.Seen(" ".join(french.type_and_core(typed.text)[1]))
    heard = french.sound(core.text)
    far = french.edits(typed.text, meant.folded, 9)
    return lambda _, other: (other.sound in (heard, meant.sound) or french.within(typed, other.seen, far)
                             or french.within(core, other.core_seen, far))


def whole(street: Street, line: str) -> str:
    return f"{line} {street.postcode} {street.city}"


def usual(base: Base, street: Street, q: str) -> Asked:
    """The name is typed as it is, and the town."""
    return Asked(q, base.of_commune[street.citycode], same_name)


# --- the number ---

def number_after(base: Base, rng: random.Random, street: Street, number: Number) -> Asked:
    if street.folded[-1].isdigit():  # "rue du 8 mai 1945 12": only a comma tells
        return usual(base, street, f"{street.name}, {number}, {street.postcode} {street.city}")
    return usual(base, street, rng.choice([
        f"{street.name} {number} {street.postcode} {street.city}",
        f"{street.name}, {number}, {street.postcode} {street.city}",
        f"{street.name}, n°{number}, {street.postcode} {street.city}"]))


def number_after_no_postcode(base: Base, rng: random.Random, street: Street, number: Number) -> Asked:
    mark = rng.choice([", n°", ", ", " n° ", ", numéro "])
    return Asked(f"{street.name}{mark}{number}, {street.city}", base.in_city(street), same_name)


def number_sign(base: Base, rng: random.Random, street: Street, number: Number) -> Asked:
    return usual(base, street, whole(street, rng.choice(["n°", "n° ", "N°", "No ", "numéro ", "n "])
                                     + f"{number}" + rng.choice([" ", ", "]) + street.name))


def number_range(base: Base, rng: random.Random, street: Street, number: Number) -> Asked | None:
    if number.suffix:
        return None
    mark = rng.choice(["-", "-", "/", " - ", " à ", " et "])
    return usual(base, street, whole(street, f"{number.number}{mark}{number.number + 2} {street.name}"))


def number_comma(base: Base, rng: random.Random, street: Street, number: Number) -> Asked:
    comma = rng.choice([",", ", ", " , ", ";"])
    return usual(base, street, f"{number}{comma}{street.name}{comma}{street.postcode} {street.city}")


def zeros(base: Base, _: random.Random, street: Street, number: Number) -> Asked:
    return usual(base, street, whole(street, f"{number.number:04d}{number.suffix} {street.name}"))


def suffix_glued(base: Base, rng: random.Random, street: Street, number: Number) -> Asked | None:
    if not number.suffix:
        return None
    mark, suffix = rng.choice(["", " ", "-"]), rng.choice([number.suffix, number.suffix.upper()])
    return usual(base, street, whole(street, f"{number.number}{mark}{suffix}{rng.choice([' ', ', '])}{street.name}"))


def suffix_letter(base: Base, rng: random.Random, street: Street, number: Number) -> Asked | None:
    """B for bis, T for ter."""
    letter = {"bis": "B", "ter": "T", "quater": "Q"}.get(number.suffix)
    if letter is None or any((number.number, other) in street.by_number for other in (letter, letter.lower())):
        return None
    return usual(base, street, whole(street, f"{number.number}{rng.choice(['', ' '])}{letter} {street.name}"))


# --- what stands beside the address ---

BUILDINGS = ["Bât A appt 12", "Bâtiment B", "Bat C", "Appartement 4", "Appt 21", "Apt 3 bât D", "Entrée 2", "Esc. B",
             "3e étage", "2ème étage porte gauche", "Porte 12", "Rez-de-chaussée", "Bât 3 étage 2 porte 5", "RDC",
             "Cage B", "Bloc C appt 45", "Etage 4 appt 402", "Tour B"]
SURNAMES = "Martin Dupont Lefebvre Kowalski Nowak Durand Leroy Wiśniewski Caron Delattre Benali Moreau".split()
RESIDENCES = ["Résidence Les Tourterelles", "Résidence du Grand Cèdre", "Résidence Bel Horizon", "Foyer Les Glycines",
              "EHPAD Les Trois Fontaines", "Les Jardins d'Aragon", "Res. Clair Matin", "Résidence Le Belvédère",
              "Centre commercial Les Arcades", "Immeuble Le Président", "Lotissement Les Hirondelles", "Clos des Aubépines"]
MINING = ["Cité 9 bis", "Cité 12", "Cité 11/19", "Fosse 11", "Fosse 7 bis", "Coron du 5", "Cité des Bouvreuils", "Cité du 3",
          "Cité n° 4", "Fosse 1 ter", "Coron 12", "Cité minière", "Cité 5 Darcy", "Puits 8"]


def building_prefix(base: Base, rng: random.Random, street: Street, number: Number) -> Asked:
    return usual(base, street, whole(street, f"{rng.choice(BUILDINGS)}{rng.choice([', ', ', ', ' '])}{number} {street.name}"))


def building_suffix(base: Base, rng: random.Random, street: Street, number: Number) -> Asked:
    mark = rng.choice(BUILDINGS)
    return usual(base, street, whole(street, f"{number} {street.name}" + rng.choice([f" {mark}", f", {mark},", f" ({mark})"])))


def care_of(base: Base, rng: random.Random, street: Street, number: Number) -> Asked:
    who = rng.choice(["chez M. {}", "chez Mme {}", "Chez {}", "c/o {}", "M. et Mme {}", "chez Monsieur {}"])
    return usual(base, street, whole(street, who.format(rng.choice(SURNAMES))
                                     + rng.choice([", ", " "]) + f"{number} {street.name}"))


def _named_before(base: Base, rng: random.Random, street: Street, number: Number, names: list[str]) -> Asked | None:
    name = rng.choice(names)
    words = frozenset(french.type_and_core(french.fold(name))[1])
    if any(words & other.words for other in base.around(street) if other is not street):
        return None
    return usual(base, street, whole(street, f"{name}{rng.choice([', ', ', ', ' - ', ' '])}{number} {street.name}"))


def residence_prefix(base: Base, rng: random.Random, street: Street, number: Number) -> Asked | None:
    return _named_before(base, rng, street, number, RESIDENCES)


def mining_prefix(base: Base, rng: random.Random, street: Street, number: Number) -> Asked:
    return usual(base, street, whole(street, f"{rng.choice(MINING)}{rng.choice([', ', ', ', ' - '])}{number} {street.name}"))


def _cedex_code(base: Base, rng: random.Random, street: Street) -> str | None:
    codes = [f"{street.postcode[:4]}{k}" for k in range(1, 10)]
    codes = [code for code in codes if code not in base.of_postcode]
    return rng.choice(codes) if codes else None


def cedex(base: Base, rng: random.Random, street: Street, number: Number) -> Asked | None:
    code = _cedex_code(base, rng, street)
    if code is None:
        return None
    end = rng.choice(["", "", f" {rng.randint(1, 9)}"])
    return Asked(f"{number} {street.name} {code} {mangle.shout(street.city)} CEDEX{end}", base.in_city(street), same_name)


def po_box(base: Base, rng: random.Random, street: Street, number: Number) -> Asked | None:
    code = _cedex_code(base, rng, street)
    if code is None:
        return None
    box = rng.choice([f"BP {rng.randint(1, 999)}", f"CS {rng.randint(10000, 90000)}", f"B.P. {rng.randint(1, 99)}",
                      f"BP{rng.randint(1, 999)}", f"TSA {rng.randint(10000, 90000)}"])
    end = rng.choice([f"{code} {mangle.shout(street.city)} CEDEX", f"{street.postcode} {street.city}"])
    return Asked(f"{number} {street.name}{rng.choice([' ', ', '])}{box} {end}", base.in_city(street), same_name)


# --- the town ---

def postcode_first(base: Base, rng: random.Random, street: Street, number: Number) -> Asked:
    return usual(base, street, f"{street.postcode} {street.city}{rng.choice([' ', ', '])}{number} {street.name}")


def town_first(base: Base, rng: random.Random, street: Street, number: Number) -> Asked:
    return Asked(rng.choice([f"{street.city}, {number} {street.name}", f"{street.city} {number} {street.name}",
                             f"{street.city} ({street.postcode}) {number} {street.name}",
                             f"{street.city} {street.name} {number}" if not street.folded[-1].isdigit()
                             else f"{street.city} : {number}, {street.name}"]), base.in_city(street), same_name)


def town_between(base: Base, _: random.Random, street: Street, number: Number) -> Asked:
    return usual(base, street, f"{number} {street.name} {street.city} {street.postcode}")


def no_postcode(base: Base, _: random.Random, street: Street, number: Number) -> Asked:
    return Asked(f"{number} {street.name} {street.city}", base.in_city(street), same_name)


def wrong_postcode(base: Base, rng: random.Random, street: Street, number: Number) -> Asked | None:
    wrong = rng.choice(base.postcodes_near[street.postcode[:2]])
    if any(s.citycode == street.citycode for s in base.of_postcode[wrong]):
        return None
    return Asked(f"{number} {street.name} {wrong} {street.city}", base.in_city(street) + base.of_postcode[wrong], same_core)


def neighbour_commune(base: Base, rng: random.Random, street: Street, number: Number) -> Asked | None:
    """Another commune of the postcode is given instead of the right one."""
    others = [town for town in base.towns_of_postcode[street.postcode] if town != street.city]
    if not others:
        return None
    town = rng.choice(others)
    return Asked(whole(street, f"{number} {street.name}").removesuffix(street.city) + town,
                 base.of_postcode[street.postcode] + base.of_city[french.fold(town)], as_near(street, street.name))


def town_typo(base: Base, rng: random.Random, street: Street, number: Number) -> Asked:
    return Asked(f"{number} {street.name} {street.postcode} {mangle.typo(rng, street.city)}", base.around(street), same_name)


def town_typo_alone(base: Base, rng: random.Random, street: Street, number: Number) -> Asked | None:
    """The town with a typo, and no postcode."""
    typed = mangle.typo(rng, street.city)
    town, meant = french.fold(typed), french.fold(street.city)
    far = french.edits(town, meant, 9)
    # Another town as near to what was typed, with a street of that name, answers it as well.
    rivals = [s for s in base.of_core[street.core]
              if french.fold(s.city) == meant or french.edits(town, french.fold(s.city), far + 1) <= far + 1]
    return Asked(f"{number} {street.name} {typed}", rivals, lambda *_: True)


def town_short(base: Base, rng: random.Random, street: Street, number: Number) -> Asked | None:
    town = mangle.short_town(rng, street.city)
    return None if town == street.city else usual(base, street, f"{number} {street.name} {street.postcode} {town}")


def old_commune(base: Base, rng: random.Random, street: Street, number: Number) -> Asked | None:
    if not street.old_city or street.old_city == street.city:
        return None
    named = french.fold(street.old_city)
    return Asked(f"{number} {street.name} {rng.choice([street.postcode + ' ', ''])}{street.old_city}",
                 base.around(street) + base.of_old_city[named] + base.of_city[named], same_core)


# --- the name of the street ---

def no_type(base: Base, rng: random.Random, street: Street, number: Number) -> Asked | None:
    kind, core = street.type_and_core
    if not kind or core[0][0].isdigit() or set(core) <= set(french.fold(street.city).split()):
        return None
    name = street.name.split(" ", 1)[1]
    if rng.random() < .5:
        name = mangle.without_articles("Rue " + name)[4:] or name
    return Asked(whole(street, f"{number} {name}"), base.around(street), same_core)


def no_articles(base: Base, _: random.Random, street: Street, number: Number) -> Asked | None:
    name = mangle.without_articles(street.name)
    if name == street.name:
        return None
    return Asked(whole(street, f"{number} {french.unaccent(name).lower()}"), base.around(street), same_type_and_core)


def partial_name(base: Base, rng: random.Random, street: Street, number: Number) -> Asked | None:
    """The first name or the title is left out."""
    words = street.name.split(" ")
    at = next((i for i, w in enumerate(words[:-1]) if i and french.fold(w) in french.TITLES | french.FIRST_NAMES), 0)
    if not at:
        return None
    kept = words[:at] + words[at + 1:]
    while len(kept) > 2 and french.fold(kept[1]) in french.ARTICLES:  # "rue Foch" for "Rue du Maréchal Foch"
        kept.pop(1)
    left = french.type_and_core(french.fold(" ".join(kept)))[1]
    if not left or max(map(len, left)) < 4:
        return None
    return Asked(whole(street, f"{number} {' '.join(kept)}"), base.around(street), holds(left))


def abbreviated(base: Base, rng: random.Random, street: Street, number: Number) -> Asked | None:
    name = mangle.short(rng, street.name)
    return None if name == street.name else Asked(whole(street, f"{number} {name}"), base.around(street), same_type_and_core)


def typo(base: Base, rng: random.Random, street: Street, number: Number) -> Asked | None:
    return _mistyped(base, rng, street, number, 1)


def two_typos(base: Base, rng: random.Random, street: Street, number: Number) -> Asked | None:
    return _mistyped(base, rng, street, number, 2)


def _mistyped(base: Base, rng: random.Random, street: Street, number: Number, typos: int) -> Asked | None:
    kind, core = street.type_and_core
    if not kind or sum(map(len, core)) < 3 + 2 * typos or core[0][0].isdigit():
        return None
    name = street.name
    for _ in range(typos):
        name = mangle.typo(rng, name, name.find(" ") + 1)
    if french.fold(name) == street.folded:
        return None
    return Asked(whole(street, f"{number} {name}"), base.around(street), as_near(street, name))


def phonetic(base: Base, rng: random.Random, street: Street, number: Number) -> Asked | None:
    kind, core = street.type_and_core
    if not kind or sum(map(len, core)) < 5:
        return None
    first, _, rest = street.name.partition(" ")
    bent = mangle.by_ear(rng, rest, rng.randint(1, 3))
    if bent is None or french.fold(bent) == french.fold(rest):
        return None
    return Asked(whole(street, f"{number} {first} {bent}"), base.around(street), as_near(street, f"{first} {bent}"))


def glued(base: Base, rng: random.Random, street: Street, number: Number) -> Asked | None:
    if rng.random() < .3 and not number.suffix:
        return usual(base, street, whole(street, f"{number}{street.name}"))
    name = mangle.run_together(rng, street.name)
    return Asked(whole(street, f"{number} {name}"), base.around(street), same_type_and_core) if name else None


def split(base: Base, rng: random.Random, street: Street, number: Number) -> Asked | None:
    name = mangle.torn_apart(rng, street.name)
    return Asked(whole(street, f"{number} {name}"), base.around(street), same_type_and_core) if name else None


# --- the letters ---

def no_hyphens(base: Base, _: random.Random, street: Street, number: Number) -> Asked | None:
    q = whole(street, f"{number} {street.name}")
    return usual(base, street, q.replace("-", " ")) if "-" in q else None


def capitals(base: Base, _: random.Random, street: Street, number: Number) -> Asked:
    return usual(base, street, mangle.shout(whole(street, f"{number} {street.name}")))


def ligature(base: Base, rng: random.Random, street: Street, number: Number) -> Asked | None:
    """œ where the base has oe, oe where it has œ."""
    q = whole(street, f"{number} {street.name}")
    bent = (q.replace("œ", "oe").replace("Œ", rng.choice(["OE", "Oe"])) if re.search("[œŒ]", q)
            else q.replace("oe", "œ").replace("Oe", "Œ"))
    return usual(base, street, bent) if bent != q else None


def curly(base: Base, rng: random.Random, street: Street, number: Number) -> Asked | None:
    q = whole(street, f"{number} {street.name}")
    return usual(base, street, q.replace("'", rng.choice("’ʼ´`‘"))) if "'" in q else None


def everyday(base: Base, rng: random.Random, street: Street, number: Number) -> Asked:
    """Small letters, no accents, short forms, no postcode: all at once."""
    name = mangle.without_articles(mangle.short(rng, street.name))
    q = french.unaccent(f"{number} {name} {street.city}").lower().replace("-", " ")
    return Asked(q, base.in_city(street), same_type_and_core)


KINDS = {kind.__name__: kind for kind in (
    number_after, number_after_no_postcode, number_sign, number_range, number_comma, zeros, suffix_glued, suffix_letter,
    building_prefix, building_suffix, care_of, residence_prefix, mining_prefix, cedex, po_box, postcode_first, town_first,
    town_between, no_postcode, wrong_postcode, neighbour_commune, town_typo, town_typo_alone, town_short, old_commune,
    no_type, no_articles, partial_name, abbreviated, typo, two_typos, phonetic, glued, split, no_hyphens, capitals, ligature,
    curly, everyday)}
