# SPDX-License-Identifier: EUPL-1.2
"""The cases of geocoder-tester that the shared data has, on a base of their expected streets and of distractors.

A case passes if one of the first `limit` results (1 unless it says so) has every expected value; case, accents and hyphens
aside. Distractors: streets of real names in every commune of the départements concerned, the expected names among them,
but where such a street would be the answer as well.
"""
import argparse
import collections
import csv
import json
import math
import pathlib
import random
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "support"))

import french  # noqa: E402
import programs  # noqa: E402

SKIPPED = 77
STREETS, NUMBERS = 10, 4  # distractors in a commune
ANSWERS_TOO_KM = 15


@dataclass
class Case:
    source: str
    query: str
    expected: dict[str, str]
    limit: int = 1
    near: tuple[float, float] | None = None
    citycode: str = ""
    commune: dict[str, str] | None = field(default=None, repr=False)

    @property
    def number_and_street(self) -> tuple[str, str]:
        """An expected name has both in one."""
        if street := self.expected.get("street"):
            return self.expected.get("housenumber", ""), street
        found = re.fullmatch(r"(\d+)\s*(bis|ter|[a-zA-Z])?\s+(.*)", self.expected["name"])
        return (found[1] + (found[2] or ""), found[3]) if found else ("", self.expected["name"])


def with_zero(postcode: str) -> str:
    return postcode.zfill(5) if postcode.isdigit() else postcode


def read_csv(path: pathlib.Path) -> list[Case]:
    cases = []
    with open(path, encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            expected = {key.removeprefix("expected_"): value for key, value in row.items()
                        if key.startswith("expected_") and value}
            near = (float(row["lon"]), float(row["lat"])) if row["lon"] else None
            cases.append(Case(path.stem, row["query"], expected, int(row["limit"] or 1), near))
    return cases


def read_yaml(path: pathlib.Path) -> list[Case]:
    """As much of YAML as these files use: queries, members, and the members of `expected`."""
    cases: list[Case] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        key, _, value = line.strip().rpartition(":") if line.rstrip().endswith(":") else line.strip().partition(":")
        value = value.strip()
        if not line.startswith(" "):
            cases.append(Case(path.stem, key.strip("'"), {}))
        elif line.startswith("    "):
            cases[-1].expected[key] = value
        elif key == "limit":
            cases[-1].limit = int(value)
        elif key == "citycode":
            cases[-1].citycode = value
    return cases


def kilometres(one: tuple[float, float], other: tuple[float, float]) -> float:
    across = (one[0] - other[0]) * math.cos(math.radians(one[1]))
    return 111.2 * math.hypot(across, one[1] - other[1])


def position(commune: dict[str, str]) -> tuple[float, float]:
    return float(commune["lon"]), float(commune["lat"])


class Communes:
    def __init__(self, communes: list[dict[str, str]]) -> None:
        self.by_name, self.by_postcode = collections.defaultdict(list), collections.defaultdict(list)
        for commune in communes:
            self.by_name[french.fold(commune["nom"])].append(commune)
            for code in commune["codes_postaux"].split("|"):
                self.by_postcode[code].append(commune)

    def meant_by(self, case: Case) -> list[dict[str, str]]:
        """Those that the case can mean: by what it expects, and by what it asks where that leaves several."""
        code, city = with_zero(case.expected.get("postcode", "")), french.fold(case.expected.get("city", ""))
        if city:
            codes = {code, *re.findall(r"\d{5}", case.query)}
            found = self.by_name[city]
            said = [c for c in found if codes & set(c["codes_postaux"].split("|"))]
        else:
            asked = french.fold(case.query)
            found = self.by_postcode[code]
            said = [c for c in found if re.search(rf"\b{french.fold(c['nom'])}\b", asked)]
        return said or found


def choose_communes(cases: list[Case], communes: Communes) -> list[Case]:
    """Where each expected street lies; cases that say too little are left out."""
    known: set[tuple[str, str]] = set()
    # Those that name a town say it for the others of the same street.
    for case in sorted(cases, key=lambda c: ("city" not in c.expected, c.query[-1:].isdigit())):
        street = french.fold(case.number_and_street[1])
        found = communes.meant_by(case)
        found = [c for c in found if (street, c["code_insee"]) in known] or found
        if found:
            case.commune = min(found, key=lambda c: (kilometres(case.near, position(c)) if case.near
                                                     else -int(c["population"])))
            known.add((street, case.commune["code_insee"]))
    return [case for case in cases if case.commune]


def write_base(path: pathlib.Path, cases: list[Case], communes: list[dict[str, str]], names: list[str]) -> None:
    rng = random.Random(20261123)
    departments = {case.commune["code_insee"][:2] for case in cases}
    expected: dict[tuple[str, str, str], dict[str, set[str]]] = {}
    where = collections.defaultdict(list)
    for case in cases:
        number, street = case.number_and_street
        code = with_zero(case.expected.get("postcode", "")) or case.commune["codes_postaux"].split("|")[0]
        key = (case.commune["code_insee"], street, code)
        expected.setdefault(key, {}).setdefault(number, set())
        where[french.fold(street)].append(position(case.commune))
    with open(path, "w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, delimiter=";", lineterminator="\n")
        out.writerow("id;numero;rep;nom_voie;code_postal;code_insee;nom_commune;lon;lat;type_position".split(";"))
        for commune in communes:
            if commune["code_insee"][:2] not in departments:
                continue
            own = [(street, code, sorted(numbers)) for (insee, street, code), numbers in expected.items()
                   if insee == commune["code_insee"]]
            taken = {french.fold(street) for street, _, _ in own}
            for name in rng.sample(names, STREETS):
                near = any(kilometres(position(commune), place) < ANSWERS_TOO_KM for place in where[french.fold(name)])
                if french.fold(name) not in taken and not near:
                    own.append((name, rng.choice(commune["codes_postaux"].split("|")), []))
                    taken.add(french.fold(name))
            write_streets(out, rng, commune, own)


def write_streets(out, rng: random.Random, commune: dict[str, str], streets: list[tuple[str, str, list[str]]]) -> None:
    insee = commune["code_insee"]
    for k, (street, code, numbers) in enumerate(streets, 1):
        lon, lat = float(commune["lon"]) + rng.gauss(0, .006), float(commune["lat"]) + rng.gauss(0, .004)
        split = [re.fullmatch(r"(\d+)\s*(\w*)", number) for number in numbers if number]
        wanted = {(int(found[1]), found[2].lower()) for found in split if found}
        wanted |= {(rng.randint(1, 90), "") for _ in range(NUMBERS)}
        for number, rep in sorted(wanted):
            ban = f"{insee}_{k:04d}_{number:05d}" + (f"_{rep}" if rep else "")
            out.writerow([ban, number, rep, street, code, insee, commune["nom"], f"{lon + number * 1e-4:.6f}",
                          f"{lat:.6f}", "entrée"])


def passes(case: Case, results: list[dict[str, str]]) -> bool:
    def agrees(result: dict[str, str], key: str, value: str) -> bool:
        if key == "name":
            return french.fold(value) == french.fold(f"{result['housenumber']} {result['street']}")
        return french.fold(with_zero(value) if key == "postcode" else value).replace(" ", "") == french.fold(
            result[key]).replace(" ", "")
    return any(all(agrees(result, key, value) for key, value in case.expected.items()) for result in results)


def ask(find: pathlib.Path, folder: pathlib.Path, cases: list[Case]) -> list[list[dict[str, str]]]:
    queries = folder / "queries.jsonl"
    with open(queries, "w", encoding="utf-8") as file:
        for case in cases:
            asked = {"kind": case.source, "q": case.query, "limit": case.limit, "only_citycode": case.citycode}
            if case.near:
                asked["near"] = case.near
            file.write(json.dumps(asked, ensure_ascii=False) + "\n")
    run = subprocess.run([find, folder / "adresses.csv", queries, programs.SOURCE / "data/lexicon"], check=True,
                         capture_output=True, text=True)
    found: list[list[dict[str, str]]] = [[] for _ in cases]
    for line in run.stdout.splitlines():
        place, *values = line.split("\t")
        found[int(place)].append(dict(zip(("id", "score", "housenumber", "street", "postcode", "city", "citycode"), values)))
    return found


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--find", type=pathlib.Path, required=True, help="the program qpv_find")
    options.add_argument("--floor", type=float, default=0, help="percent of the cases that must pass")
    options.add_argument("--misses", type=int, default=10, help="show so many of each file")
    chosen = options.parse_args()
    shared = programs.TEST_DATA
    if not (shared / "geocoding").is_dir():
        print(f"skipped: no shared data in {shared}")
        return SKIPPED
    cases = [case for path in sorted((shared / "geocoding").iterdir())
             for case in {".csv": read_csv, ".yml": read_yaml}.get(path.suffix, lambda _: [])(path)]
    with open(shared / "communes/communes_france.csv", encoding="utf-8", newline="") as file:
        communes = list(csv.DictReader(file, delimiter=";"))
    placed = choose_communes(cases, Communes(communes))
    names = (shared / "geocoding/street_names.txt").read_text(encoding="utf-8").splitlines()
    with tempfile.TemporaryDirectory(prefix="qpv-cases-") as name:
        folder = pathlib.Path(name)
        write_base(folder / "adresses.csv", placed, communes, names)
        found = ask(chosen.find, folder, placed)
    counts = collections.defaultdict(lambda: [0, 0])
    for case, results in zip(placed, found):
        count = counts[case.source]
        count[0] += 1
        if passes(case, results[:case.limit]):
            count[1] += 1
        elif count[0] - count[1] <= chosen.misses:
            got = " | ".join(f"{r['housenumber']} {r['street']} {r['postcode']} {r['city']} ({r['score']})" for r in results)
            print(f"MISSED {case.query!r} wants {case.expected}, got {got or 'nothing'}")
    for source, (asked, passed) in sorted(counts.items()):
        print(f"{source:44} {passed:5} of {asked:5}")
    asked, passed = (sum(count[i] for count in counts.values()) for i in (0, 1))
    print(f"{passed} of {asked} cases pass, {100 * passed / asked:.2f} %; {len(cases) - len(placed)} name no known commune")
    return 0 if 100 * passed >= chosen.floor * asked else 1


if __name__ == "__main__":
    sys.exit(main())
