# SPDX-License-Identifier: EUPL-1.2
"""Queries for streets that the asked commune does not have: no name of its own within two edits, none of that sound.

absent_next asks for one that a commune of the same postcode has, absent_type for a name that it has with another type
("Avenue Pasteur" where there is a Rue Pasteur), absent_part for a part of a name it has ("Rue Foch" where there is a Rue du
Maréchal Foch), absent_near for one that shares a word with a name it has, absent_far for any other.
"""
import random
import typing

import french
from base import Base, Street


KINDS = ("absent_far", "absent_near", "absent_part", "absent_type", "absent_next")


class Name(typing.NamedTuple):
    text: str
    folded: str
    kind: str
    core: tuple[str, ...]
    sound: str


def name_of(text: str) -> Name:
    folded = french.fold(text)
    kind, core = french.type_and_core(folded)
    return Name(text, folded, kind, core, french.sound(folded))


def is_absent(name: Name, streets: list[Street]) -> bool:
    whole, core = french.Seen(name.folded), french.Seen(" ".join(name.core))
    heard = french.sound(core.text)
    for street in streets:
        if french.within(whole, street.seen, 2) or street.whole_sound == name.sound:
            return False
        if street.type_and_core[0] == name.kind and (
                street.core == name.core or street.sound == heard or french.within(core, street.core_seen, 2)):
            return False
    return True


def kind_of(name: Name, street: Street, base: Base) -> str:
    if any(name.core == other.core and name.kind == other.type_and_core[0] for other in base.of_postcode[street.postcode]):
        return "absent_next"
    streets = base.of_commune[street.citycode]
    if any(name.core == other.core for other in streets):
        return "absent_type"
    words = frozenset(name.core)
    if any(words <= other.words for other in streets):
        return "absent_part"
    said = frozenset(word for word in words if len(word) > 2)
    return "absent_far" if all(said.isdisjoint(other.words) for other in streets) else "absent_near"


def text_of(rng: random.Random, line: str, street: Street) -> str:
    """`street` is any one of the commune that is asked: its town and postcode are typed."""
    q = rng.choice([f"{line} {street.postcode} {street.city}", f"{line} {street.postcode} {street.city}",
                    f"{line}, {street.city}", f"{street.postcode} {street.city} {line}"])
    return french.unaccent(q).lower() if rng.random() < .3 else q


def queries(base: Base, more_names: list[str], count: int, rng: random.Random) -> list[dict]:
    """As many of each kind, as far as the names allow."""
    names = [name_of(text) for text in sorted({s.name for s in base.streets} | set(filter(None, more_names)))]
    sharing: dict[str, list[Name]] = {}
    for name in names:
        for word in name.core:
            sharing.setdefault(word, []).append(name)
    wanted = dict.fromkeys(KINDS, count // len(KINDS))
    found: list[dict] = []
    for _ in range(count * 40):
        kinds = [kind for kind in wanted if wanted[kind] > 0]
        if not kinds:
            break
        street = rng.choice(base.streets)
        asked = rng.choice(kinds)
        like = rng.choice(base.of_postcode[street.postcode])
        name = rng.choice(names if asked == "absent_far" else sharing[rng.choice(like.core)])
        if (not name.kind or kind_of(name, street, base) != asked
                or not is_absent(name, base.of_commune[street.citycode])):
            continue
        wanted[asked] -= 1
        line = f"{rng.randint(1, 60)} {name.text}"
        found.append({"kind": asked, "q": text_of(rng, line, street), "id": "", "street_id": "",
                      "citycode": street.citycode, "lon": None, "lat": None})
    return found
