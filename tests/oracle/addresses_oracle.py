# SPDX-License-Identifier: EUPL-1.2
"""The addresses of each perimeter, and what a moved vertex changes, against PostGIS.

What /v1/perimeters/{code}/addresses and register.csv list must be the same set as ST_Covers finds, the bordering streets
those that ST_Distance finds within 20 m. Then one vertex of a perimeter is moved, for several perimeters by turns:
`qpv-import --diff` must name exactly the numbers of which ST_Covers changes.
"""
import argparse
import collections
import csv
import json
import pathlib
import random
import re
import signal
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "support"))

import postgres  # noqa: E402
import programs  # noqa: E402

SKIPPED = 77
SHOWN = 10
PERIMETERS = programs.SOURCE / "data/perimeters/qp2024_lens_lievin.geojson"
MOVED_DEGREES = 0.0012  # 80 to 130 m

Number = tuple[str, int, str]  # street, number, suffix


def read_addresses(file: pathlib.Path) -> list[tuple[str, Number, float, float]]:
    with file.open(encoding="utf-8") as text:
        rows = csv.DictReader((line for line in text if not line.startswith("#")), delimiter=";")
        return [(row["id"], ("_".join(row["id"].split("_")[:2]), int(row["numero"]), row["rep"]),
                 float(row["lon"]), float(row["lat"])) for row in rows]


class Streets:
    """Numbers in a street's order, so that a range can be read."""

    def __init__(self, numbers: list[Number]) -> None:
        self._of = collections.defaultdict(list)
        for street, number, suffix in sorted(set(numbers)):
            self._of[street].append((number, suffix))

    def expand(self, street: str, parity: str, first: str, last: str) -> set[Number]:
        texts = [f"{number}{suffix}" for number, suffix in self._of[street]]
        span = self._of[street][texts.index(first):texts.index(last) + 1]
        odd = {"odd": [1], "impairs": [1], "even": [0], "pairs": [0], "tous": [0, 1]}[parity]
        return {(street, number, suffix) for number, suffix in span if number % 2 in odd}


def load(database: postgres.Cluster, folder: pathlib.Path, addresses: list, perimeters: dict) -> None:
    database.query("""
        drop table if exists perimeter, address, place, covered, bordering;
        create table address (id text, street_id text, number int, suffix text, lon float8, lat float8);
        create table perimeter_text (code text, shape text);""")
    (folder / "addresses.tsv").write_text("".join(
        f"{id}\t{number[0]}\t{number[1]}\t{number[2]}\t{lon!r}\t{lat!r}\n" for id, number, lon, lat in addresses),
        encoding="utf-8")
    (folder / "perimeters.tsv").write_text("".join(
        f"{code_of(feature)}\t{json.dumps(feature['geometry'])}\n" for feature in perimeters["features"]),
        encoding="utf-8")
    database.load("address", folder / "addresses.tsv")
    database.load("perimeter_text", folder / "perimeters.tsv")
    database.query("""
        create table perimeter as
          select code, st_setsrid(st_geomfromgeojson(shape), 4326) as geom from perimeter_text;
        drop table perimeter_text;""")
    database.query((HERE / "addresses.sql").read_text(encoding="utf-8"))


def code_of(feature: dict) -> str:
    return next(value for key, value in feature["properties"].items() if key.lower() == "code_qp")


def covered(database: postgres.Cluster, code: str) -> set[Number]:
    return {(street, int(number), suffix) for street, number, suffix in database.query(
        f"select street_id, number, suffix from covered where code = '{code}'")}


def compare(what: str, ours: set, theirs: set) -> bool:
    for word, extra in (("ours alone", ours - theirs), ("PostGIS alone", theirs - ours)):
        for each in sorted(extra)[:SHOWN]:
            print(f"  WRONG {what}: {word}: {each}")
    return ours == theirs


def register_of(dataset: pathlib.Path, streets: Streets) -> dict[str, set[Number]]:
    found = collections.defaultdict(set)
    with (dataset / "register.csv").open(encoding="utf-8") as text:
        for row in csv.DictReader(text, delimiter=";"):
            for code in filter(None, row["perimetres"].split(",")):
                if row["numeros"] != "0":
                    found[code] |= streets.expand(row["id_voie"], row["cote"], row["de"], row["a"])
    return found


def check_lists(database: postgres.Cluster, dataset: pathlib.Path, folder: pathlib.Path, streets: Streets) -> bool:
    register = register_of(dataset, streets)
    right, numbers, bordering = True, 0, 0
    with programs.Server(dataset, folder / "server.log") as server:
        client = programs.Client(server.port)
        codes = [row[0] for row in database.query("select code from perimeter order by code")]
        for code in codes:
            listed = client.get_json(f"/v1/perimeters/{code}/addresses")["streets"]
            inside = {number for street in listed if street["situation"] != "bordering" for each in street["ranges"]
                      for number in streets.expand(street["id"], each["parity"], each["from"], each["to"])}
            theirs = covered(database, code)
            right &= compare(f"list of {code}", inside, theirs)
            right &= compare(f"register of {code}", register[code], theirs)
            beside = {street["id"] for street in listed if street["situation"] == "bordering"}
            right &= compare(f"bordering {code}", beside, {row[0] for row in database.query(
                f"select street_id from bordering where code = '{code}'")})
            numbers += len(theirs)
            bordering += len(beside)
    print(f"{len(codes)} perimeters: {numbers} numbers inside, {bordering} bordering streets")
    if numbers == 0 or bordering == 0:
        print("  WRONG: the addresses try nothing")
        return False
    return right


def move_vertex(database: postgres.Cluster, perimeters: dict, at: int, rng: random.Random) -> dict:
    """A copy with one vertex of one perimeter elsewhere, such that an address changes side."""
    for _ in range(200):
        copy = json.loads(json.dumps(perimeters))
        geometry = copy["features"][at]["geometry"]
        ring = rng.choice(geometry["coordinates"])
        ring = ring[0] if geometry["type"] == "MultiPolygon" else ring
        vertex = ring[rng.randrange(1, len(ring) - 1)]
        vertex[0] += rng.choice([-1, 1]) * MOVED_DEGREES
        vertex[1] += rng.choice([-1, 1]) * MOVED_DEGREES / 2
        shape = f"st_setsrid(st_geomfromgeojson('{json.dumps(geometry)}'), 4326)"
        [[valid, changes]] = database.query(f"""
            select st_isvalid({shape}), exists (select from place join perimeter on code = '{code_of(copy["features"][at])}'
              where st_covers(geom, point) <> st_covers({shape}, point))""")
        if valid == "t" and changes == "t":
            return copy
    raise RuntimeError("no vertex found that changes anything")


def check_diff(database: postgres.Cluster, folder: pathlib.Path, options: list[str], perimeters: dict, at: int,
               rng: random.Random) -> bool:
    moved = move_vertex(database, perimeters, at, rng)
    feature = moved["features"][at]
    code = code_of(feature)
    file = folder / "moved.geojson"
    file.write_text(json.dumps(moved), encoding="utf-8")
    programs.import_dataset(["--perimeters", str(file), *options], folder / "after")
    run = subprocess.run([programs.BIN / "qpv-import", "--diff", folder / "before", folder / "after", "--json"],
                         capture_output=True, text=True, check=False)
    if run.returncode != 1:
        raise RuntimeError(f"--diff ended with {run.returncode}: {run.stderr}")
    streets = json.loads(run.stdout)["streets"]
    ours = {(street["id"], *split(each["number"]), tuple(each["before"]["perimeters"]),
             tuple(each["after"]["perimeters"])) for street in streets for each in street["moved"]}
    # A point in two perimeters stays in the other one: what it says before and after is compared as well.
    theirs = {(street, int(number), suffix, tuple(filter(None, before.split(","))), tuple(filter(None, after.split(","))))
              for street, number, suffix, before, after in database.query(f"""
        with shape as (select code, case when code = '{code}'
                then st_setsrid(st_geomfromgeojson('{json.dumps(feature["geometry"])}'), 4326) else geom end as geom
              from perimeter),
          sides as (select street_id, number, suffix,
              (select coalesce(string_agg(code, ',' order by code), '') from perimeter where st_covers(geom, point)) as before,
              (select coalesce(string_agg(code, ',' order by code), '') from shape where st_covers(geom, point)) as after
            from place)
        select * from sides where before <> after""")}
    print(f"a vertex of {code} moved: {len(ours)} numbers of {len({each[0] for each in ours})} streets change side, "
          f"{sum(len(street['answered']) for street in streets)} more are answered otherwise")
    extra = [street for street in streets if street["added"] or street["removed"]]
    return compare(f"diff of {code}", ours, theirs) and not extra


def split(text: str) -> tuple[int, str]:
    digits = re.match(r"\d+", text).group()
    return int(digits), text[len(digits):]


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--addresses", type=pathlib.Path, default=programs.SOURCE / "data/demo/adresses.csv")
    options.add_argument("--moves", type=int, default=8, help="perimeters of which a vertex is moved")
    options.add_argument("--seed", type=int, default=20261125)
    chosen = options.parse_args()
    if postgres.find_binaries() is None:
        print("skipped: PostgreSQL with PostGIS is not installed")
        return SKIPPED
    # So that a time limit leaves nothing behind.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))

    rng = random.Random(chosen.seed)
    perimeters = json.loads(PERIMETERS.read_text(encoding="utf-8"))
    addresses = read_addresses(chosen.addresses)
    streets = Streets([number for _, number, _, _ in addresses])
    others = [*programs.PERIMETERS[2:], "--addresses", str(chosen.addresses)]
    with tempfile.TemporaryDirectory(prefix="qpv-oracle-") as name, postgres.Cluster() as database:
        folder = pathlib.Path(name)
        database.query("create extension postgis")
        load(database, folder, addresses, perimeters)
        programs.import_dataset(["--perimeters", str(PERIMETERS), *others], folder / "before")
        right = check_lists(database, folder / "before", folder, streets)
        for at in rng.sample(range(len(perimeters["features"])), chosen.moves):
            right &= check_diff(database, folder, others, perimeters, at, rng)
    return 0 if right else 1


if __name__ == "__main__":
    sys.exit(main())
