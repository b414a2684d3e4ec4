# SPDX-License-Identifier: EUPL-1.2
"""The built programs at work, and where a test finds its data."""
import http.client
import json
import os
import pathlib
import re
import subprocess
import time
import typing

SOURCE = pathlib.Path(os.environ.get("QPV_SOURCE") or pathlib.Path(__file__).resolve().parents[2])
BIN = pathlib.Path(os.environ.get("QPV_BIN") or SOURCE / "build/tested/bin")
TEST_DATA = pathlib.Path(os.environ.get("QPV_TEST_DATA") or SOURCE / "../shared/data")

# The embedded data, without its addresses and with them.
PERIMETERS = ["--perimeters", str(SOURCE / "data/perimeters/qp2024_lens_lievin.geojson"),
              "--coverage", str(SOURCE / "data/territory/coverage.geojson"),
              "--territory", str(SOURCE / "data/territory/territory.json")]
EMBEDDED = [*PERIMETERS, "--addresses", str(SOURCE / "data/demo/adresses.csv"), "--fictitious",
            "--addresses", str(SOURCE / "data/demo/lieux-dits.csv"), "--fictitious"]


def import_dataset(arguments: list[str], out: pathlib.Path) -> None:
    run = subprocess.run([BIN / "qpv-import", *arguments, "--out", out], capture_output=True, text=True, check=False)
    if run.returncode != 0:
        raise RuntimeError("qpv-import: " + run.stderr)


class Server:
    """qpv-server on a free port of 127.0.0.1. Use as `with Server(dataset, log) as server`.

    `port` is the service's and, when the options ask for it, `ops_port` the operator's. Further options of Popen
    (cwd, env) go to the process.
    """

    def __init__(self, dataset: pathlib.Path, log: pathlib.Path, *options: str, **popen: object) -> None:
        self._log = log
        with log.open("ab") as out:
            self.process = subprocess.Popen(
                [BIN / "qpv-server", "--dataset", dataset, "--listen", "127.0.0.1:0", "--ops-listen", "none",
                 "--threads", "2", *options],
                stdout=out, stderr=out, **popen)

    def __enter__(self) -> "Server":
        for _ in range(1200):
            text = self.log()
            if re.search(r'"event":"listening",', text):
                self.port = self._port_in(text, "listening")
                self.ops_port = self._port_in(text, "ops_listening")
                return self
            if self.process.poll() is not None:
                break
            time.sleep(0.05)
        self.__exit__()
        raise RuntimeError("qpv-server does not start:\n" + self.log())

    def log(self) -> str:
        return self._log.read_text(encoding="utf-8")

    @staticmethod
    def _port_in(text: str, event: str) -> typing.Optional[int]:
        found = re.search(rf'"event":"{event}","address":"127\.0\.0\.1:(\d+)"', text)
        return int(found.group(1)) if found else None

    def __exit__(self, *_: object) -> None:
        self.process.terminate()
        try:
            self.process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


class Client:
    """One connection, kept open."""

    def __init__(self, port: int) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)

    def get(self, target: str) -> tuple[int, bytes]:
        self._connection.request("GET", target)
        reply = self._connection.getresponse()
        return reply.status, reply.read()

    def get_json(self, target: str) -> dict:
        status, body = self.get(target)
        if status != 200:
            raise RuntimeError(f"{target}: {status} {body[:500]!r}")
        return json.loads(body)
