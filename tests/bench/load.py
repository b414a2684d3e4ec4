# SPDX-License-Identifier: EUPL-1.2
"""What answers over HTTP, put under load in short rounds by turns."""
import json
import os
import pathlib
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass, field

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "support"))

import programs  # noqa: E402

TICK = os.sysconf("SC_CLK_TCK")


def cpu_seconds(pids: list[int]) -> float:
    """User and system time so far."""
    total = 0
    for pid in pids:
        fields = pathlib.Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        total += int(fields[11]) + int(fields[12])
    return total / TICK


@dataclass
class Target:
    name: str
    port: int
    pids: list[int]
    paths: pathlib.Path  # one a line; after a tab, what is posted there
    per_second: list[float] = field(default_factory=list)
    cpu_us: list[float] = field(default_factory=list)  # of the server, a request
    p50_us: list[float] = field(default_factory=list)
    p99_us: list[float] = field(default_factory=list)
    failed: int = 0
    requests: int = 0

    def load(self, seconds: float, threads: int, connections: int) -> None:
        before = cpu_seconds(self.pids)
        # wrk takes whole seconds; SIGINT ends it earlier, with its summary.
        wrk = subprocess.Popen(
            ["wrk", f"-t{threads}", f"-c{connections}", "-d60s", "-s", HERE / "requests.lua",
             f"http://127.0.0.1:{self.port}", "--", self.paths],
            stdout=subprocess.PIPE, text=True)
        time.sleep(seconds)
        wrk.send_signal(signal.SIGINT)
        output, _ = wrk.communicate(timeout=60)
        line = next(line for line in output.splitlines() if line.startswith("RESULT "))
        result = json.loads(line.removeprefix("RESULT "))
        if result["requests"] == 0:
            raise RuntimeError(f"{self.name} answered nothing:\n{output}")
        self.per_second.append(result["requests"] * 1e6 / result["us"])
        self.cpu_us.append((cpu_seconds(self.pids) - before) * 1e6 / result["requests"])
        self.p50_us.append(result["p50"])
        self.p99_us.append(result["p99"])
        self.failed += result["failed"]
        self.requests += result["requests"]


class Nginx:
    """`return 200` with a constant body and the service's headers; two workers, no access log."""

    def __init__(self, folder: pathlib.Path, body_bytes: int) -> None:
        self._folder = folder
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        temporary = "\n".join(f"  {kind}_temp_path {folder}/{kind};"
                              for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
        (folder / "nginx.conf").write_text(f"""
daemon off;
worker_processes 2;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{ worker_connections 1024; }}
http {{
{temporary}
  access_log off;
  keepalive_timeout 60s;
  keepalive_requests 1000000000;
  tcp_nodelay on;
  default_type "application/json; charset=utf-8";
  add_header X-Content-Type-Options nosniff;
  add_header Access-Control-Allow-Origin "*";
  add_header Cache-Control no-store;
  server {{
    listen 127.0.0.1:{self.port};
    location / {{ return 200 "{'x' * body_bytes}"; }}
  }}
}}
""", encoding="ascii")

    def __enter__(self) -> "Nginx":
        self._process = subprocess.Popen(
            [nginx_program(), "-c", self._folder / "nginx.conf", "-p", self._folder, "-e", self._folder / "error.log"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for _ in range(200):
            if self._process.poll() is not None:
                break
            workers = self.workers()
            if len(workers) == 2:
                return self
            time.sleep(0.05)
        self.__exit__()
        raise RuntimeError("nginx does not start:\n" + (self._folder / "error.log").read_text(encoding="utf-8"))

    def __exit__(self, *_: object) -> None:
        self._process.terminate()
        self._process.wait(timeout=20)

    def workers(self) -> list[int]:
        pid = self._process.pid
        return [int(word) for word in pathlib.Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii").split()]


def nginx_program() -> str | None:
    return shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")


def take_turns(targets: list[Target], rounds: int, seconds: float, threads: int, connections: int,
               between: object = None) -> None:
    """Each round loads every target, in turn forwards and backwards: what else the machine does hits all alike."""
    for target in targets:
        target.load(min(seconds, 1), threads, connections)  # warm, not counted
        for figures in (target.per_second, target.cpu_us, target.p50_us, target.p99_us):
            figures.clear()
    for number in range(rounds):
        for target in targets if number % 2 == 0 else reversed(targets):
            target.load(seconds, threads, connections)
            if callable(between):
                between()


def ratios(above: list[float], below: list[float]) -> list[float]:
    return [a / b for a, b in zip(above, below)]


def spread(figures: list[float], digits: int = 2) -> str:
    """Median (first to third quartile)."""
    if len(figures) < 4:
        return f"{statistics.median(figures):.{digits}f}"
    low, middle, high = statistics.quantiles(figures, n=4)
    return f"{middle:.{digits}f} ({low:.{digits}f} to {high:.{digits}f})"


def choose_paths(client: programs.Client, extent: tuple[float, float, float, float], each: int,
                 random: object) -> tuple[list[str], int]:
    """Paths of /v1/point: as many inside a quartier as within 300 m of one and elsewhere. And the mean body size."""
    west, south, east, north = extent
    kinds: dict[str, list[tuple[str, int]]] = {"inside": [], "near": [], "elsewhere": []}
    while any(len(found) < each for found in kinds.values()):
        lon, lat = random.uniform(west, east), random.uniform(south, north)
        path = f"/v1/point?lon={lon:.6f}&lat={lat:.6f}"
        status, body = client.get(path)
        if status != 200:
            raise RuntimeError(f"{path}: {status}")
        answer = json.loads(body)
        kind = "inside" if answer["perimeters"] else "near" if answer["within_300_m"] else "elsewhere"
        if len(kinds[kind]) < each:
            kinds[kind].append((path, len(body)))
    chosen = [pair for found in kinds.values() for pair in found]
    random.shuffle(chosen)
    return [path for path, _ in chosen], round(statistics.mean(size for _, size in chosen))
