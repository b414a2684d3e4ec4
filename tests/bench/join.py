# SPDX-License-Identifier: EUPL-1.2
"""PostGIS's join of points and perimeters, warm, in the plan that suits it best."""
import pathlib
import re
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "support"))

import postgres  # noqa: E402

# For points that come one by one, and for points that are all there beforehand.
ON_PERIMETERS = "GiST on perimeters"
ON_POINTS = "GiST on points"
INDEXES = {
    ON_PERIMETERS: "create index on perimeter using gist (geom);",
    ON_POINTS: "create index on point using gist (geom);",
}
PARALLEL = {
    "one process": "set max_parallel_workers_per_gather = 0;",
    # As eager as it can be, since the tables are small.
    "parallel": "set max_parallel_workers_per_gather = 2; set parallel_setup_cost = 0; set parallel_tuple_cost = 0;"
                "set min_parallel_table_scan_size = 0; set min_parallel_index_scan_size = 0;",
}
JOIN = "select count(*) from point join perimeter on ST_Covers(perimeter.geom, point.geom);"
# The whole question: membership, and the nearest boundary with its distance on the ground.
DECIDE = """
    select count(code), count(metres) from point
      left join perimeter on ST_Covers(perimeter.geom, point.geom)
      cross join lateral (
        select ST_Distance(edge.line, point.geom::geography) as metres
        from edge order by edge.geom <-> point.geom limit 1) as nearest;"""


def timings(database: postgres.Cluster, settings: str, sql: str, times: int) -> tuple[list[float], list[str]]:
    """Seconds of each run in one session, and the first row."""
    rows = database.query(f"{settings}\n\\timing on\n" + (sql + "\n") * times)
    text = ["\t".join(row) for row in rows]
    milliseconds = [float(found.group(1)) for line in text if (found := re.match(r"Time: ([\d.]+) ms", line))]
    # The first one warms the caches.
    return [ms / 1000 for ms in milliseconds[1:] or milliseconds], rows[0]


def measure(database: postgres.Cluster, perimeters: pathlib.Path, points: pathlib.Path,
            times: int) -> tuple[dict[str, float], float, int]:
    """Best seconds of the join by plan, best seconds of the whole question, and how many pairs the join found."""
    best: dict[str, float] = {}
    pairs = 0
    database.query("create extension if not exists postgis;")
    for index_name, index in INDEXES.items():
        database.query("""
            drop table if exists perimeter, point, edge;
            create table perimeter (code text primary key, geom geometry(MultiPolygon, 4326));
            create table point (id int primary key, lon float8, lat float8);""")
        database.load("perimeter", perimeters)
        database.load("point", points)
        database.query(f"""
            alter table point add geom geometry(Point, 4326);
            update point set geom = ST_SetSRID(ST_MakePoint(lon, lat), 4326);
            vacuum full analyze point;
            analyze perimeter;""")
        building, _ = timings(database, "", index, 1)
        database.query("analyze;")
        for parallel_name, parallel in PARALLEL.items():
            seconds, row = timings(database, parallel, JOIN, times + 1)
            best[f"{index_name}, {parallel_name}"] = min(seconds)
            if index_name == ON_POINTS and parallel_name == "one process":
                best["the same, building its index"] = min(seconds) + building[0]
            pairs = int(row[0])
    database.query("""
        create table edge as
          select dump.geom, dump.geom::geography as line
          from perimeter, ST_DumpSegments(ST_Boundary(perimeter.geom)) as dump;
        create index on edge using gist (geom);
        create index on perimeter using gist (geom);
        analyze;""")
    whole, _ = timings(database, PARALLEL["one process"], DECIDE, max(2, times // 3))
    return best, min(whole), pairs
