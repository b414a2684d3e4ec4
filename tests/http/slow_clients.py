# SPDX-License-Identifier: EUPL-1.2
"""slowhttptest's four modes with 1,000 connections against the built server, and honest clients beside them.

Each mode twice: with the limits as served, and without a limit per client, so that the deadlines alone must hold. The
second time the attackers are stopped instead of ended: they keep their connections and fall silent, and the server has
to take the places back by itself.
"""
import contextlib
import os
import pathlib
import re
import resource
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "support"))

import programs  # noqa: E402

SKIPPED = 77
CONNECTIONS = 1000
SECONDS = 4
HONEST_FROM = "127.0.0.2"

# Generous: the marks are for a machine that does nothing else (docs/BENCHMARKS.md).
MARKS = {"p99_ms": 50, "memory_mib": 64, "free_seconds": 15}
BOUNDS = {"p99_ms": 400, "memory_mib": 64, "free_seconds": 20}

MODES = {
    "slow heads": ["-H", "-i", "2", "-x", "24", "-u", "{url}/"],
    "slow bodies": ["-B", "-i", "2", "-s", "60000", "-x", "10", "-t", "POST", "-u", "{url}/v1/point"],
    "ranges": ["-R", "-a", "1", "-b", "1500", "-t", "HEAD", "-u", "{url}/assets/page.js"],
    "slow reading": ["-X", "-w", "1", "-y", "5", "-n", "1", "-z", "5", "-k", "10",
                     "-u", "{url}/assets/page.js"],
}


class Attack:
    """slowhttptest, again and again: a mode that gets all its answers ends by itself."""

    def __init__(self, mode: str, port: int, log: pathlib.Path) -> None:
        # -p: what it calls unavailable is no concern of ours; -l: longer than it is let to run.
        self._command = ["slowhttptest", "-c", str(CONNECTIONS), "-r", str(CONNECTIONS), "-l", "120", "-p", "60",
                         *(word.format(url=f"http://127.0.0.1:{port}") for word in MODES[mode])]
        self._log = log
        self.rounds = 0
        self._start()

    def _start(self) -> None:
        self.rounds += 1
        with self._log.open("wb") as out:
            self.process = subprocess.Popen(self._command, stdout=out, stderr=out, preexec_fn=allow_files)

    def keep_up(self) -> None:
        if self.process.poll() is None:
            return
        text = self._log.read_text(encoding="utf-8", errors="replace")
        if "No open connections left" not in text:
            raise RuntimeError("slowhttptest has ended:\n" + text)
        self._start()

    def hush(self) -> None:
        self.process.send_signal(signal.SIGSTOP)

    def end(self) -> None:
        self.process.kill()
        self.process.wait()


def allow_files() -> None:
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, 16_384), hard))


class Honest(threading.Thread):
    """Asks again and again from an address of its own, half of the time on a new connection."""

    def __init__(self, port: int) -> None:
        super().__init__()
        self._port = port
        self._ended = threading.Event()
        self.milliseconds: list[float] = []
        self.failed: list[str] = []

    def run(self) -> None:
        while not self._ended.wait(0.005):
            try:
                with socket.create_connection(("127.0.0.1", self._port), 10, (HONEST_FROM, 0)) as connection:
                    for _ in range(2):
                        self._ask(connection)
            except OSError as error:
                self.failed.append(str(error))

    def _ask(self, connection: socket.socket) -> None:
        began = time.perf_counter()
        connection.sendall(b"GET /v1/point?lon=2.84358&lat=50.43465 HTTP/1.1\r\nHost: honest\r\n\r\n")
        answer = b""
        while not answer.endswith(b"}"):
            piece = connection.recv(65_536)
            if not piece:
                raise OSError("cut")
            answer += piece
        if not answer.startswith(b"HTTP/1.1 200 "):
            self.failed.append(answer[:40].decode())
        self.milliseconds.append((time.perf_counter() - began) * 1000)

    def end(self) -> None:
        self._ended.set()
        self.join()


class Target:
    """A server, and what the operator's port tells of it."""

    def __init__(self, dataset: pathlib.Path, log: pathlib.Path, *options: str) -> None:
        self._log = log
        self.server = programs.Server(dataset, log, "--ops-listen", "127.0.0.1:0", *options)

    def __enter__(self) -> "Target":
        self.server.__enter__()
        found = re.search(r'"ops_listening","address":"127\.0\.0\.1:(\d+)"', self._log.read_text(encoding="utf-8"))
        self._ops_port = int(found.group(1))
        return self

    def __exit__(self, *_: object) -> None:
        self.server.__exit__()

    def connections(self) -> tuple[int, int]:
        """Open, without our own, and refused so far."""
        _, text = programs.Client(self._ops_port).get("/metrics")
        values = dict(line.rsplit(" ", 1) for line in text.decode().splitlines() if not line.startswith("#"))
        return (int(float(values["qpv_http_connections_open"])) - 1,
                int(float(values["qpv_http_connections_refused_total"])))

    def memory_mib(self, kind: str) -> float:
        status = pathlib.Path(f"/proc/{self.server.process.pid}/status").read_text(encoding="ascii")
        return int(re.search(rf"{kind}:\s+(\d+) kB", status).group(1)) / 1024


def percentile(values: list[float], part: float) -> float:
    return sorted(values)[min(len(values) - 1, int(len(values) * part))]


def endure(target: Target, mode: str, log: pathlib.Path) -> tuple[dict[str, float], Attack]:
    """The attack is left running, at its height."""
    port = target.server.port
    before = target.memory_mib("VmRSS")
    attack = Attack(mode, port, log)
    time.sleep(0.5)
    honest = Honest(port)
    honest.start()
    most = 0
    ends = time.monotonic() + SECONDS
    try:
        while time.monotonic() < ends:
            most = max(most, target.connections()[0])
            attack.keep_up()
            time.sleep(0.05)
    except BaseException:
        attack.end()
        raise
    finally:
        honest.end()
    found = {
        "p99_ms": percentile(honest.milliseconds, 0.99), "p50_ms": percentile(honest.milliseconds, 0.5),
        "asked": len(honest.milliseconds), "failed": len(honest.failed), "open": most, "rounds": attack.rounds,
        "refused": target.connections()[1], "memory_mib": target.memory_mib("VmHWM") - before,
    }
    return found, attack


def seconds_until_free(target: Target, since: float) -> float:
    while target.connections()[0] > 0 and time.monotonic() - since < 60:
        time.sleep(0.1)
    return time.monotonic() - since


def report(name: str, found: dict[str, float]) -> list[str]:
    print(f"{name:34} honest p50 {found['p50_ms']:.2f} ms, p99 {found['p99_ms']:.2f} ms of {found['asked']:.0f}, "
          f"{found['failed']:.0f} failed; {found['open']:.0f} open at most, {found['refused']:.0f} refused in "
          f"{found['rounds']:.0f} rounds; "
          f"memory up by {found['memory_mib']:.1f} MiB; places free after {found['free_seconds']:.1f} s", flush=True)
    missed = [key for key, mark in MARKS.items() if found[key] > mark]
    if missed:
        print("  beyond the mark: " + ", ".join(missed), flush=True)
    wrong = [f"{name}: {key} {found[key]:.1f}" for key, bound in BOUNDS.items() if found[key] > bound]
    if found["failed"] or found["asked"] < 50:
        wrong.append(f"{name}: honest requests failed")
    return wrong


def as_served(dataset: pathlib.Path, folder: pathlib.Path) -> list[str]:
    wrong = []
    for mode in MODES:
        with Target(dataset, folder / "served.log") as target:
            found, attack = endure(target, mode, folder / "attack.log")
            since = time.monotonic()
            attack.end()
            found["free_seconds"] = seconds_until_free(target, since)
            wrong += report(mode + ", as served", found)
            (folder / "served.log").unlink()
    return wrong


def by_deadlines_alone(dataset: pathlib.Path, folder: pathlib.Path) -> list[str]:
    """All four servers wait for their places at the same time."""
    wrong = []
    running = []
    with contextlib.ExitStack() as at_the_end:
        for number, mode in enumerate(MODES):
            target = at_the_end.enter_context(
                Target(dataset, folder / f"alone{number}.log", "--max-connections-per-client", "0"))
            found, attack = endure(target, mode, folder / f"attack{number}.log")
            at_the_end.callback(attack.end)
            attack.hush()
            running.append((mode, target, found, time.monotonic()))
        for mode, target, found, since in running:
            found["free_seconds"] = seconds_until_free(target, since)
            wrong += report(mode + ", no limit per client", found)
    return wrong


def main() -> int:
    if shutil.which("slowhttptest") is None:
        print("skipped, not installed: slowhttptest")
        return SKIPPED
    allow_files()
    with tempfile.TemporaryDirectory(prefix="qpv-slow-") as name:
        folder = pathlib.Path(name)
        programs.import_dataset(programs.EMBEDDED, folder / "dataset")
        os.chdir(folder)  # slowhttptest writes where it stands
        wrong = as_served(folder / "dataset", folder) + by_deadlines_alone(folder / "dataset", folder)
    for line in wrong:
        print("FAILED " + line)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
