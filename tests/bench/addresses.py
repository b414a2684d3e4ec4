# SPDX-License-Identifier: EUPL-1.2
"""How quickly addresses are imported, opened and found, and what room they take: on 700,000 made addresses of a département
and, with --france, on 26 million of the whole country.

Each figure stands beside what is wanted of it. The sets are made by make_ban.py of the shared tools: real names of streets
and communes, invented geography.
"""
import argparse
import itertools
import json
import os
import pathlib
import random
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.parse
from dataclasses import dataclass

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "support"))

import load  # noqa: E402
import programs  # noqa: E402

SKIPPED = 77
MAKE_BAN = programs.TEST_DATA.parent / "tools/make_ban.py"
INDEX = "addresses.idx"


@dataclass
class Used:
    """What a program took that has ended."""
    wall: float
    cpu: float
    peak_mib: float


def run(command: list, log: pathlib.Path) -> Used:
    began = time.monotonic()
    with log.open("wb") as out:
        process = subprocess.Popen(command, stdout=out, stderr=out)
        _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise RuntimeError(f"{command[0]} ended with {process.returncode}:\n{log.read_text(encoding='utf-8')[-2000:]}")
    return Used(time.monotonic() - began, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


class Report:
    """Prints figures as they come, and remembers whether one was missed."""

    def __init__(self) -> None:
        self.missed: list[str] = []

    def figure(self, name: str, value: float, unit: str, *, at_most: float | None = None, at_least: float | None = None,
               digits: int = 1) -> None:
        wanted, right = "", True
        if at_most is not None:
            wanted, right = f"at most {at_most:,g}", value <= at_most
        elif at_least is not None:
            wanted, right = f"at least {at_least:,g}", value >= at_least
        if not right:
            self.missed.append(name)
        print(f"  {name:46} {value:12,.{digits}f} {unit:10} {wanted}{'' if right else '   MISSED'}", flush=True)


def make(folder: pathlib.Path, area: str, addresses: int, queries: int, seed: int) -> int:
    """How many addresses there are then."""
    subprocess.run([sys.executable, "-B", MAKE_BAN, folder, "--area", area, "--addresses", str(addresses), "--queries",
                    str(queries), "--seed", str(seed)], check=True, stdout=subprocess.DEVNULL)
    with open(folder / "adresses.csv", "rb") as file:
        return sum(chunk.count(b"\n") for chunk in iter(lambda: file.read(1 << 24), b"")) - 1


def import_addresses(folder: pathlib.Path, count: int, report: Report, *, wall: float | None = None) -> pathlib.Path:
    dataset = folder / "dataset"
    program = programs.BIN / "qpv-import"
    # What the perimeters take is not the addresses' time.
    without = run([program, *programs.PERIMETERS, "--out", folder / "without"], folder / "import.log")
    used = run([program, *programs.PERIMETERS, "--addresses", folder / "adresses.csv", "--out", dataset],
               folder / "import.log")
    report.figure("import, addresses a second and core", count / (used.cpu - without.cpu), "", at_least=250_000, digits=0)
    report.figure("import, wall clock", used.wall, "s", at_most=wall)
    report.figure("import, processor time", used.cpu, "s")
    report.figure("import, most memory at a time", used.peak_mib, "MiB", digits=0)
    report.figure("dataset on disk, an address", (dataset / INDEX).stat().st_size / count, "bytes", at_most=50)
    return dataset


def in_process(recall: pathlib.Path, folder: pathlib.Path, dataset: pathlib.Path, report: Report, *, mean: float | None,
               p99: float) -> None:
    run([recall, dataset / INDEX, folder / "queries.jsonl", "--suggest", "500", "--json", folder / "recall.json"], folder / "recall.log")
    found = json.loads((folder / "recall.json").read_text(encoding="utf-8"))
    report.figure("index opened", found["opened_ms"], "ms", at_most=20, digits=2)
    report.figure(f"search, mean of {found['asked']:,} queries", found["mean_us"], "us", at_most=mean)
    report.figure("search, p50", found["p50_us"], "us")
    report.figure("search, p99", found["p99_us"], "us", at_most=p99)
    report.figure("suggestion, mean of each letter typed", found["suggest_mean_us"], "us", at_most=100)
    report.figure("suggestion, p99", found["suggest_p99_us"], "us", at_most=2000)
    report.figure("top answer has the exact id", found["exact"], "%", at_least=99.85, digits=3)


def write_requests(folder: pathlib.Path, seed: int) -> tuple[pathlib.Path, pathlib.Path]:
    """The queries posted to /v1/address, and each as far as it may be typed for /v1/suggest."""
    rng = random.Random(seed)
    address, suggest = folder / "address-requests", folder / "suggest-requests"
    with open(folder / "queries.jsonl", encoding="utf-8") as asked, open(address, "w", encoding="utf-8") as posted, \
            open(suggest, "w", encoding="ascii") as typed:
        for line in itertools.islice(asked, 20_000):
            q = json.loads(line)["q"]
            posted.write(f"/v1/address\t{json.dumps({'q': q, 'limit': 1}, ensure_ascii=False)}\n")
            part = q[:rng.randint(min(3, len(q)), len(q))]
            typed.write(f"/v1/suggest?{urllib.parse.urlencode({'q': part})}\n")
    return address, suggest


def resident_mib(pid: int) -> dict[str, float]:
    fields = dict(line.split(":", 1) for line in pathlib.Path(f"/proc/{pid}/status").read_text("ascii").splitlines())
    return {name: int(fields[name].split()[0]) / 1024 for name in ("VmRSS", "RssAnon", "RssFile")}


def over_http(folder: pathlib.Path, dataset: pathlib.Path, report: Report, chosen: argparse.Namespace, *,
              at_least: int = 0, resident: float | None = None, p99: float | None = None, cpu: float | None = None) -> None:
    """Loads in rounds until `at_least` addresses were answered."""
    log = folder / "server.log"
    addresses, typed = write_requests(folder, chosen.seed)
    with programs.Server(dataset, log) as server:
        pids = [server.process.pid]
        targets = [load.Target("POST /v1/address", server.port, pids, addresses),
                   load.Target("GET /v1/suggest", server.port, pids, typed)]
        for _ in range(1000):
            load.take_turns(targets, chosen.rounds, chosen.seconds, 1, chosen.connections,
                            between=lambda: log.write_text("", encoding="ascii"))
            if targets[0].requests >= at_least:
                break
        for target in targets:
            report.figure(f"{target.name}, {chosen.connections} connections, p99", statistics.median(target.p99_us) / 1000,
                          "ms", at_most=p99, digits=2)
            report.figure(f"{target.name}, processor time a request", statistics.median(target.cpu_us), "us", at_most=cpu)
            report.figure(f"{target.name}, requests a second", statistics.median(target.per_second), "", digits=0)
            report.figure(f"{target.name}, failed", target.failed, "", at_most=0, digits=0)
        memory = resident_mib(server.process.pid)
        report.figure(f"server's memory after {targets[0].requests:,} searches", memory["VmRSS"], "MiB", at_most=resident,
                      digits=0)
        report.figure("  of which its own, not the mapped file's", memory["RssAnon"], "MiB", digits=0)


def one_set(chosen: argparse.Namespace, report: Report, area: str, addresses: int, queries: int) -> None:
    whole = area == "france"
    with tempfile.TemporaryDirectory(prefix="qpv-addresses-", dir=chosen.scratch) as name:
        folder = pathlib.Path(name)
        count = make(folder, area, addresses, queries, chosen.seed)
        print(f"{count:,} addresses, area {area}, seed {chosen.seed}", flush=True)
        dataset = import_addresses(folder, count, report, wall=120 if whole else None)
        in_process(chosen.recall, folder, dataset, report, mean=None if whole else 25, p99=2000 if whole else 300)
        # Of a country, what is wanted is memory; quick answers over HTTP are of a département.
        if whole:
            over_http(folder, dataset, report, chosen, at_least=100_000, resident=1536)
        else:
            over_http(folder, dataset, report, chosen, p99=3, cpu=60)


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--recall", type=pathlib.Path, required=True, help="the program qpv_recall")
    options.add_argument("--addresses", type=int, default=700_000, help="of the département's set")
    options.add_argument("--queries", type=int, default=20_000)
    options.add_argument("--france", action="store_true", help="the whole country too: some 15 minutes, 10 GB of disk")
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--seconds", type=float, default=2, help="of load in a round")
    options.add_argument("--connections", type=int, default=8)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--scratch", type=pathlib.Path, help="where the sets are made, the system's temporary folder if not given")
    options.add_argument("--check", action="store_true", help="exit code 1 when a figure is missed")
    chosen = options.parse_args()
    if missing := [name for name, found in {"wrk": shutil.which("wrk"), str(MAKE_BAN): MAKE_BAN.exists()}.items() if not found]:
        print("skipped, not there: " + ", ".join(missing))
        return SKIPPED
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    report = Report()
    one_set(chosen, report, "62", chosen.addresses, chosen.queries)
    if chosen.france:
        one_set(chosen, report, "france", 26_000_000, 100_000)
    if report.missed:
        print("missed: " + "; ".join(report.missed))
    return 1 if chosen.check and report.missed else 0


if __name__ == "__main__":
    sys.exit(main())
