# SPDX-License-Identifier: EUPL-1.2
"""How much of the time an answer takes is spent on the answer: ratios, measured side by side in one run.

/v1/point against a constant route of the same server and against nginx's `return 200` with a body of that size;
a point decided in process against PostGIS's join. Ratios stand on a busy machine, where figures do not.
"""
import argparse
import json
import pathlib
import random
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "support"))

import join  # noqa: E402
import load  # noqa: E402
import postgres  # noqa: E402
import programs  # noqa: E402

SKIPPED = 77
DATE = "2026-11-23"
OF_CONSTANT_ROUTE = 0.85
OF_NGINX = 0.7
TIMES_POSTGIS = 20


def lacking() -> list[str]:
    tools = {"wrk": shutil.which("wrk"), "nginx": load.nginx_program(), "PostGIS": postgres.find_binaries()}
    return [name for name, found in tools.items() if not found]


def write_lines(path: pathlib.Path, lines: list[str]) -> pathlib.Path:
    path.write_text("\n".join(lines) + "\n", encoding="ascii")
    return path


def report(target: load.Target) -> None:
    print(f"  {target.name:18} {statistics.median(target.per_second):8.0f} requests/s, "
          f"server CPU {load.spread(target.cpu_us, 1)} us a request, latency p50 {statistics.median(target.p50_us):.0f} us"
          f" p99 {statistics.median(target.p99_us):.0f} us, {target.failed} failed")


def over_http(dataset: pathlib.Path, folder: pathlib.Path, chosen: argparse.Namespace) -> list[bool]:
    extent = json.loads((dataset / "manifest.json").read_text(encoding="utf-8"))["extent"]
    with programs.Server(dataset, folder / "first.log") as server:
        paths, body_bytes = load.choose_paths(programs.Client(server.port), box_of(extent), chosen.paths,
                                              random.Random(chosen.seed))
    count = len(paths)
    log = folder / "server.log"
    nginx_folder = folder / "nginx"
    nginx_folder.mkdir()
    with programs.Server(dataset, log, "--bench-bytes", str(body_bytes)) as server, \
            load.Nginx(nginx_folder, body_bytes) as nginx:
        point = load.Target("/v1/point", server.port, [server.process.pid], write_lines(folder / "point", paths))
        constant = load.Target("constant route", server.port, [server.process.pid],
                               write_lines(folder / "constant", ["/bench/constant"] * count))
        static = load.Target("nginx return 200", nginx.port, nginx.workers(), write_lines(folder / "static", ["/"] * count))
        # The log goes to a file as in service, without filling the disk.
        load.take_turns([point, constant, static], chosen.rounds, chosen.seconds, chosen.threads, chosen.connections,
                        between=lambda: log.write_text("", encoding="ascii"))
    print(f"HTTP: {chosen.rounds} rounds of {chosen.seconds} s each by turns, wrk with {chosen.threads} thread and "
          f"{chosen.connections} connections, bodies of {body_bytes} bytes; median (quartiles)")
    for target in (point, constant, static):
        report(target)
    of_constant = load.ratios(point.per_second, constant.per_second)
    of_nginx = load.ratios(point.per_second, static.per_second)
    print(f"  requests/s, of the constant route  {load.spread(of_constant)}, at least {OF_CONSTANT_ROUTE}")
    print(f"  requests/s, of nginx               {load.spread(of_nginx)}, at least {OF_NGINX}")
    print(f"  server CPU, of the constant route  {load.spread(load.ratios(point.cpu_us, constant.cpu_us))} times")
    print(f"  server CPU, of nginx               {load.spread(load.ratios(point.cpu_us, static.cpu_us))} times", flush=True)
    failed = sum(target.failed for target in (point, constant, static))
    return [statistics.median(of_constant) >= OF_CONSTANT_ROUTE, statistics.median(of_nginx) >= OF_NGINX, failed == 0]


def box_of(extent: object) -> tuple[float, float, float, float]:
    """The manifest's extent, west south east north, and two kilometres around it."""
    west, south, east, north = extent  # type: ignore[misc]
    return west - 0.03, south - 0.02, east + 0.03, north + 0.02


def better(one: dict, other: dict) -> dict:
    return one if one and one["decide"]["best"] >= other["decide"]["best"] else other


def in_process(dataset: pathlib.Path, folder: pathlib.Path, chosen: argparse.Namespace) -> list[bool]:
    points, perimeters = folder / "points.tsv", folder / "perimeters.tsv"
    core: dict = {}
    plans: dict[str, float] = {}
    whole = float("inf")
    with postgres.Cluster() as database:
        for _ in range(max(1, chosen.rounds // 4)):  # by turns, for the same reason as over HTTP
            core = better(core, json.loads(subprocess.run(
                [chosen.core, dataset, DATE, str(chosen.points), str(chosen.seed), points, perimeters],
                check=True, capture_output=True, text=True).stdout))
            found, seconds, pairs = join.measure(database, perimeters, points, 3)
            plans = {name: min(plans.get(name, seconds), seconds) for name, seconds in found.items()}
            whole = min(whole, seconds)
    print(f"In process, one thread, {core['points']} points; best of several")
    times = core["decide_ns"]
    for name, of in (("containing", "containing()"), ("containing_and_nearest", "containing() and nearest()"),
                     ("decide", "decide_point()")):
        print(f"  {of:28} {core[name]['best'] / 1e6:6.2f} million points/s (median {core[name]['median'] / 1e6:.2f})")
    print(f"  decide_point() takes {times['p50']} ns at p50, {times['p90']} at p90, {times['p99']} at p99, "
          f"{times['p999']} at p99.9")
    for name, seconds in plans.items():
        print(f"  ST_Covers, {name:34} {core['points'] / seconds / 1e6:6.3f} million points/s")
    print(f"  ST_Covers and the nearest boundary, one process {core['points'] / whole / 1e6:.3f} million points/s")
    ratio = core["containing"]["best"] * min(plans.values()) / core["points"]
    alone = core["containing"]["best"] * plans[f"{join.ON_PERIMETERS}, one process"] / core["points"]
    print(f"  containing() against the join, indexed perimeters  {alone:.1f} times, at least {TIMES_POSTGIS}")
    print(f"  containing() against the join, whichever is best   {ratio:.1f} times")
    print(f"  decide_point() against the same question in SQL   {core['decide']['best'] * whole / core['points']:.1f} times")
    same = pairs == core["containing"]["found"]
    if not same:
        print(f"  WRONG: {core['containing']['found']} found in process, {pairs} by PostGIS")
    return [alone >= TIMES_POSTGIS, same]


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--core", type=pathlib.Path, required=True, help="the program qpv_bench_core")
    options.add_argument("--rounds", type=int, default=12)
    options.add_argument("--seconds", type=float, default=2, help="of load on each target in a round")
    options.add_argument("--threads", type=int, default=1, help="of wrk")
    options.add_argument("--connections", type=int, default=32)
    options.add_argument("--paths", type=int, default=200, help="inside, near and elsewhere, each")
    options.add_argument("--points", type=int, default=100_000, help="in process")
    options.add_argument("--seed", type=int, default=20261123)
    options.add_argument("--check", action="store_true", help="exit code 1 when a ratio is missed")
    chosen = options.parse_args()
    if missing := lacking():
        print("skipped, not installed: " + ", ".join(missing))
        return SKIPPED
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    with tempfile.TemporaryDirectory(prefix="qpv-bench-") as name:
        folder = pathlib.Path(name)
        # nginx's workers give up root; what they write lies here.
        folder.chmod(0o755)
        dataset = folder / "dataset"
        programs.import_dataset(programs.EMBEDDED, dataset)
        reached = over_http(dataset, folder, chosen) + in_process(dataset, folder, chosen)
    return 1 if chosen.check and not all(reached) else 0


if __name__ == "__main__":
    sys.exit(main())
