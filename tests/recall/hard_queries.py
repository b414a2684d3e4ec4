# SPDX-License-Identifier: EUPL-1.2
"""Hard queries on a BAN-format file, each with the one address that it means, and queries for streets that are not there.

    hard_queries.py adresses.csv --out queries.jsonl --absent absent.jsonl

Writes one JSON object a line: kind, q, id, street_id, citycode, lon, lat (make_ban.py's labels; an absent street has
empty ids and no position). A query that another street of what is said of the town answers as well is left out. The same
arguments give the same bytes.
"""
import argparse
import json
import pathlib
import random
import sys

import absent
import french
import mangle
from base import Base
from kinds import KINDS

# An address that suits the kind and means one street is drawn at most so often; œ is rare.
TRIES = 3000


def styled(rng: random.Random, kind: str, q: str) -> str:
    """Some people never press the shift key, others never release it."""
    chance = rng.random()
    if kind in ("capitals", "curly", "ligature", "everyday", "suffix_letter"):
        return q
    if chance < .2:
        return french.unaccent(q).lower()
    return mangle.shout(q) if chance < .25 and kind not in ("number_range", "town_typo_alone") else q


def ask(base: Base, rng: random.Random, kind: str) -> dict | None:
    for _ in range(TRIES):
        street = rng.choice(base.streets)
        number = rng.choice(street.numbers)
        asked = KINDS[kind](base, rng, street, number)
        if asked is None or any(other is not street and asked.alike(street, other) for other in asked.among):
            continue
        return {"kind": kind, "q": styled(rng, kind, asked.q), "id": number.id, "street_id": street.id,
                "citycode": street.citycode, "lon": number.lon, "lat": number.lat}
    return None


def write(path: pathlib.Path, queries: list[dict]) -> None:
    with open(path, "w", encoding="utf-8", newline="\n") as out:
        out.writelines(json.dumps(query, ensure_ascii=False) + "\n" for query in queries)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("addresses", type=pathlib.Path, help="a BAN-format CSV (.csv or .csv.gz)")
    options.add_argument("--out", type=pathlib.Path, required=True)
    options.add_argument("--each", type=int, default=550, help="queries of each kind")
    options.add_argument("--kinds", help="only these, separated by commas")
    options.add_argument("--absent", type=pathlib.Path, help="where to write the queries for streets that are not there")
    options.add_argument("--absent-count", type=int, default=6000)
    options.add_argument("--names", type=pathlib.Path, help="more names of streets to ask for in vain, one a line")
    options.add_argument("--seed", type=int, default=1)
    chosen = options.parse_args()

    base = Base(chosen.addresses)
    queries, lacking = [], []
    for kind in chosen.kinds.split(",") if chosen.kinds else KINDS:
        rng = random.Random(f"{chosen.seed} {kind}")  # a kind more or less leaves the others as they are
        found = []
        while len(found) < chosen.each and (query := ask(base, rng, kind)):
            found.append(query)
        if len(found) < chosen.each:
            lacking.append(f"{kind} ({len(found)})")
        queries += found
    write(chosen.out, queries)
    print(f"{len(queries)} queries in {chosen.out}" + (f"; few of {', '.join(lacking)}" if lacking else ""), file=sys.stderr)
    if chosen.absent:
        names = chosen.names.read_text(encoding="utf-8").splitlines() if chosen.names else []
        missing = absent.queries(base, names, chosen.absent_count, random.Random(f"{chosen.seed} absent"))
        write(chosen.absent, missing)
        print(f"{len(missing)} queries for absent streets in {chosen.absent}", file=sys.stderr)


if __name__ == "__main__":
    main()
