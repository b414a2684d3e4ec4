# SPDX-License-Identifier: EUPL-1.2
"""A BAN-format file as streets with their numbers, and who could be taken for whom."""
import collections
import csv
import gzip
import pathlib
from dataclasses import dataclass, field
from functools import cached_property

import french


@dataclass(frozen=True)
class Number:
    id: str
    number: int
    suffix: str
    lon: float
    lat: float

    def __str__(self) -> str:
        return f"{self.number} {self.suffix}".strip()


@dataclass(eq=False)
class Street:
    id: str
    name: str
    postcode: str
    citycode: str
    city: str
    old_city: str
    numbers: list[Number] = field(default_factory=list)

    @cached_property
    def folded(self) -> str:
        return french.fold(self.name)

    @cached_property
    def type_and_core(self) -> tuple[str, tuple[str, ...]]:
        return french.type_and_core(self.folded)

    @property
    def core(self) -> tuple[str, ...]:
        return self.type_and_core[1]

    @cached_property
    def words(self) -> frozenset[str]:
        return frozenset(self.core)

    @cached_property
    def seen(self) -> french.Seen:
        return french.Seen(self.folded)

    @cached_property
    def core_seen(self) -> french.Seen:
        return french.Seen(" ".join(self.core))

    @cached_property
    def squeezed(self) -> str:
        """Its core without spaces: glued and split words leave it as it is."""
        return "".join(self.core)

    @cached_property
    def sound(self) -> str:
        return french.sound(" ".join(self.core))

    @cached_property
    def whole_sound(self) -> str:
        return french.sound(self.folded)

    @cached_property
    def by_number(self) -> dict[tuple[int, str], Number]:
        return {(n.number, n.suffix): n for n in self.numbers}


class Base:
    def __init__(self, path: pathlib.Path) -> None:
        streets: dict[str, Street] = {}
        with (gzip.open(path, "rt", encoding="utf-8", newline="") if path.suffix == ".gz"
              else open(path, encoding="utf-8", newline="")) as file:
            for row in csv.DictReader(file, delimiter=";"):
                street_id, _, rest = row["id"].rpartition("_" + row["numero"].zfill(5))
                if not street_id or rest not in ("", "_" + row["rep"].lower()):
                    raise SystemExit(f"error: {path}: the id {row['id']!r} does not end in its number")
                if street_id not in streets:
                    streets[street_id] = Street(street_id, row["nom_voie"], row["code_postal"], row["code_insee"],
                                                row["nom_commune"], row.get("nom_ancienne_commune") or "")
                streets[street_id].numbers.append(Number(row["id"], int(row["numero"]), row["rep"], float(row["lon"]),
                                                         float(row["lat"])))
        self.streets = list(streets.values())
        self.of_commune = self._by(lambda s: s.citycode)
        self.of_city = self._by(lambda s: french.fold(s.city))
        self.of_old_city = self._by(lambda s: french.fold(s.old_city))
        self.of_postcode = self._by(lambda s: s.postcode)
        self.of_core = self._by(lambda s: s.core)
        # Towns that share a postcode, and the postcodes of a département: what is mixed up.
        self.towns_of_postcode: dict[str, list[str]] = {
            code: sorted({s.city for s in found}) for code, found in self.of_postcode.items()}
        self.postcodes_near: dict[str, list[str]] = collections.defaultdict(list)
        for code in sorted(self.of_postcode):
            self.postcodes_near[code[:2]].append(code)

    def _by(self, key) -> dict[object, list[Street]]:
        found = collections.defaultdict(list)
        for street in self.streets:
            found[key(street)].append(street)
        return found

    def in_city(self, street: Street) -> list[Street]:
        """The streets of all communes of that name."""
        return self.of_city[french.fold(street.city)]

    def around(self, street: Street) -> list[Street]:
        """The streets of its commune and of its postcode."""
        return self.of_commune[street.citycode] + [
            other for other in self.of_postcode[street.postcode] if other.citycode != street.citycode]
