# SPDX-License-Identifier: EUPL-1.2
"""2,000 areas against PostGIS.

The relation is ST_Covers and ST_Intersects on geometry, beyond our millimetre; shares are surfaces on geography and
agree within 0.1 point; distances are geodesic, and what lies wholly, partly or not within 300 m and 500 m is the same
beyond 0.5 m.
"""
import argparse
import pathlib
import signal
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "support"))
sys.path.insert(0, str(HERE))

import postgres  # noqa: E402
import programs  # noqa: E402
from postgis_oracle import SHOWN, SKIPPED, Case, cases  # noqa: E402

TABLES = """
    drop table if exists perimeter, area, pair, plane, around, union_around, everything, theirs, theirs_within,
                         compared, finding;
    create table perimeter (code text primary key, geom geometry(MultiPolygon, 4326));
    create table area (id int primary key, answer text, share_inside float8, any_300 text, any_500 text,
                       milliseconds float8, geom geometry(MultiPolygon, 4326));
    create table pair (id int, code text, relation text, share float8, nearest float8, farthest float8,
                       within_300 text, within_500 text);"""


def check(database: postgres.Cluster, folder: pathlib.Path) -> bool:
    database.query(TABLES)
    for table, file in (("perimeter", "perimeters"), ("area", "areas"), ("pair", "area_perimeters")):
        database.load(table, folder / f"{file}.tsv")
    database.query((HERE / "area.sql").read_text(encoding="utf-8"))
    [[areas, mean, worst, inside, partly, outside, uncertain]] = database.query("""
        select count(*), avg(milliseconds), max(milliseconds), count(*) filter (where answer = 'inside'),
               count(*) filter (where answer = 'partly'), count(*) filter (where answer = 'outside'),
               count(*) filter (where answer = 'uncertain') from area""")
    [[pairs, share, nearest, open_300, open_500]] = database.query("""
        select count(*), max(abs(our_share - their_share)), max(abs(our_nearest - their_nearest)),
               count(*) filter (where their_300 is null), count(*) filter (where their_500 is null)
        from compared where our_relation is not null""")
    print(f"  {areas} areas: {inside} inside, {partly} partly, {outside} outside, {uncertain} uncertain; "
          f"{float(mean):.2f} ms each, {float(worst):.1f} ms at most")
    for name in ("relation", "within_300", "within_500"):
        column = "our_relation" if name == "relation" else name
        rows = database.query(f"select {column}, count(*) from compared where our_relation is not null group by 1")
        print(f"  {name}: " + ", ".join(" ".join(row) for row in sorted(rows)))
    print(f"  {pairs} pairs with a perimeter: shares differ by {float(share) * 100:.4f} points at most, nearest points "
          f"by {float(nearest) * 1000:.2f} mm; {open_300} within 0.5 m of 300 m, {open_500} of 500 m")
    findings = database.query("select what, count(*) from finding group by what order by what")
    print("  " + (", ".join(f"{count} differ: {what}" for what, count in findings) or "none differs"))
    for row in database.query(f"select what, id, coalesce(code, ''), coalesce(detail, '') from finding limit {SHOWN}"):
        print("  WRONG " + " ".join(row))
    [[relations]] = database.query("select count(distinct our_relation) from compared")
    if int(pairs) < int(areas) / 2 or int(relations) < 3:
        print("  WRONG: the areas try nothing")
        return False
    return not findings


def run(case: Case, count: int, database: postgres.Cluster, folder: pathlib.Path, chosen: argparse.Namespace) -> bool:
    began = time.monotonic()
    folder.mkdir()
    programs.import_dataset(case.arguments, folder / "dataset")
    subprocess.run([chosen.answers, folder / "dataset", case.date, str(count), str(chosen.seed), folder],
                   check=True)
    print(f"{case.name}, {case.date}:")
    right = check(database, folder)
    print(f"  {time.monotonic() - began:.1f} s", flush=True)
    return right


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--answers", type=pathlib.Path, required=True, help="the program qpv_area_answers")
    options.add_argument("--areas", type=int, default=2_000)
    options.add_argument("--seed", type=int, default=20261123)
    chosen = options.parse_args()
    if postgres.find_binaries() is None:
        print("skipped: PostgreSQL with PostGIS is not installed")
        return SKIPPED
    # So that a time limit leaves nothing behind.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    with tempfile.TemporaryDirectory(prefix="qpv-areas-") as name, postgres.Cluster() as database:
        database.query("create extension postgis")
        print(f"PostGIS {database.query('select postgis_lib_version()')[0][0]}, seed {chosen.seed}")
        # The other datasets try other shapes, not other code: a quarter of the areas each.
        results = [run(case, chosen.areas // (4 if number else 1), database, pathlib.Path(name) / str(number), chosen)
                   for number, case in enumerate(cases())]
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main())
