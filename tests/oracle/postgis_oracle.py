# SPDX-License-Identifier: EUPL-1.2
"""100,000 points against PostGIS, and a sample of them over HTTP.

Membership is ST_Covers on geometry; a difference further than 1 cm from a boundary is an error.
Distances are ST_Distance on geography; they agree within 0.1 % or 5 cm, and are null beyond 5 km.
"""
import argparse
import pathlib
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "support"))

import postgres  # noqa: E402
import programs  # noqa: E402

SKIPPED = 77
ON_BOUNDARY_METRES = 0.01
SHOWN = 10


@dataclass
class Case:
    name: str
    arguments: list[str]  # of qpv-import
    date: str


def cases() -> list[Case]:
    found = [Case("embedded data", programs.EMBEDDED, "2026-11-23")]
    extract = programs.TEST_DATA / "perimeters/QP2024_extract_lens-lievin.zip"
    contours = programs.TEST_DATA / "communes/call_communes_contours.geojson"
    lille = programs.TEST_DATA / "perimeters/QP2015_lille_LB93_latin1.zip"
    if not all(file.exists() for file in (extract, contours, lille)):
        print(f"no shared data in {programs.TEST_DATA}: the embedded data only")
        return found
    both = ["--perimeters", str(extract), "--coverage", str(contours), "--epci", "246200364",
            "--perimeters", str(lille)]
    return [*found, Case("extract of 2024", both, "2024-01-01"), Case("Lille of 2015", both, "2023-12-31")]


def check_against_postgis(database: postgres.Cluster, folder: pathlib.Path) -> bool:
    database.query("""
        drop table if exists perimeter, point, boundary, edge, difference, measured, compared, wrong_distance;
        create table perimeter (code text primary key, geom geometry(MultiPolygon, 4326));
        create table point (id int primary key, lon float8, lat float8, codes text[], nearest text, metres float8,
                            answer text, within_300_m bool);""")
    for table in ("perimeter", "point"):
        database.load(table, folder / f"{table}s.tsv")
    database.query((HERE / "postgis.sql").read_text(encoding="utf-8"))

    [[points, inside, differences, farthest]] = database.query("""
        select count(*), count(*) filter (where codes <> '{}'), (select count(*) from difference),
               (select coalesce(max(metres), 0) from difference) from point""")
    [[distances, nulls, absolute, relative]] = database.query("""
        select count(ours), count(*) - count(ours), max(abs(ours - theirs)) filter (where theirs < 50),
               max(abs(ours - theirs) / theirs) filter (where theirs >= 50) from compared""")
    print(f"  {points} points, {inside} inside; {differences} differ from ST_Covers, "
          f"at most {float(farthest) * 1000:.2f} mm from a boundary")
    print(f"  {distances} distances, {nulls} beyond 5 km; largest error {float(absolute) * 1000:.3f} mm below 50 m, "
          f"{float(relative) * 100:.5f} % from there on")

    wrong = [f"membership: point {' '.join(row)}" for row in database.query(f"""
        select id, code, covered, difference.metres, lon, lat from difference join point using (id)
        where difference.metres > {ON_BOUNDARY_METRES} order by difference.metres desc limit {SHOWN}""")]
    wrong += [f"distance: point {' '.join(row)}" for row in database.query(f"""
        select id, ours, theirs, same_code, lon, lat from wrong_distance join point using (id) limit {SHOWN}""")]
    if int(distances) == 0 or int(inside) == 0:
        wrong.append("the points try nothing")
    for line in wrong:
        print("  WRONG " + line)
    return not wrong


def agree(reply: dict, row: list[str]) -> bool:
    """Whether the service says what the library said. Its distances are rounded to the centimetre."""
    _, lon, lat, codes, nearest, metres, answer, within = row
    boundary = reply["boundary"]
    same_boundary = boundary is None if nearest == "\\N" else (
        boundary is not None and boundary["code"] == nearest
        and abs(boundary["distance_m"] - float(metres)) < 0.00501)
    return (same_boundary
            and reply["answer"] == answer
            and "{" + ",".join(p["code"] for p in reply["perimeters"]) + "}" == codes
            and reply["within_300_m"] == {"t": True, "f": False, "\\N": None}[within]
            and (reply["point"]["lon"], reply["point"]["lat"]) == (float(lon), float(lat)))


def check_over_http(dataset: pathlib.Path, folder: pathlib.Path, date: str, sample: int) -> bool:
    rows = [line.split("\t") for line in (folder / "points.tsv").read_text(encoding="utf-8").splitlines()]
    # An odd step meets every kind of point of the cloud, whose pattern repeats every ten.
    rows = rows[::(max(1, len(rows) // sample) - 1) | 1]
    with programs.Server(dataset, folder / "server.log") as server:
        client = programs.Client(server.port)
        wrong = [row for row in rows
                 if not agree(client.get_json(f"/v1/point?lon={row[1]}&lat={row[2]}&date={date}"), row)]
    print(f"  {len(rows)} points over HTTP, {len(wrong)} answered otherwise than in process")
    for row in wrong[:SHOWN]:
        print("  WRONG over HTTP: point " + " ".join(row))
    return not wrong


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--answers", type=pathlib.Path, required=True, help="the program qpv_answers")
    options.add_argument("--points", type=int, default=100_000)
    options.add_argument("--http-sample", type=int, default=5_000)
    options.add_argument("--seed", type=int, default=20261123)
    chosen = options.parse_args()
    if postgres.find_binaries() is None:
        print("skipped: PostgreSQL with PostGIS is not installed")
        return SKIPPED
    # So that a time limit leaves nothing behind.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))

    right = True
    with tempfile.TemporaryDirectory(prefix="qpv-oracle-") as name, postgres.Cluster() as database:
        database.query("create extension postgis")
        [[version]] = database.query("select postgis_lib_version()")
        print(f"PostGIS {version}, seed {chosen.seed}")
        for number, case in enumerate(cases()):
            began = time.monotonic()
            folder = pathlib.Path(name) / str(number)
            folder.mkdir()
            dataset = folder / "dataset"
            programs.import_dataset(case.arguments, dataset)
            subprocess.run([chosen.answers, dataset, case.date, str(chosen.points), str(chosen.seed), folder],
                           check=True)
            print(f"{case.name}, {case.date}:")
            right &= check_against_postgis(database, folder)
            right &= check_over_http(dataset, folder, case.date, chosen.http_sample)
            print(f"  {time.monotonic() - began:.1f} s", flush=True)
    return 0 if right else 1


if __name__ == "__main__":
    sys.exit(main())
