# SPDX-License-Identifier: EUPL-1.2
"""Prometheus' own checker accepts what the operator's port tells, after some traffic."""
import http.client
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "support"))
import programs  # noqa: E402

FOLDER = os.environ.get("QPV_PROMTOOL") or str(programs.BIN.parent / "promtool")
TRAFFIC = ["/v1/point?lon=2.84358&lat=50.43465", "/v1/point?lon=x", "/v1/perimeters", "/", "/assets/page.js", "/nowhere",
           "/healthz"]


def fetch(port: int, target: str) -> bytes:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("GET", target)
    body = connection.getresponse().read()
    connection.close()
    return body


class Promtool(unittest.TestCase):
    @classmethod
    def setUpClass(cls) -> None:
        cls.tool = subprocess.run([HERE / "get-promtool.sh", FOLDER], stdout=subprocess.PIPE, text=True,
                                  check=True).stdout.strip()

    def check(self, page: bytes) -> "subprocess.CompletedProcess[bytes]":
        return subprocess.run([self.tool, "check", "metrics"], input=page, capture_output=True, check=False)

    def test_sees_what_is_wrong(self) -> None:
        """The checker itself: a counter without _total, without help."""
        self.assertNotEqual(0, self.check(b"# TYPE qpv_requests counter\nqpv_requests 1\n").returncode)

    def test_accepts_the_page(self) -> None:
        with tempfile.TemporaryDirectory(prefix="qpv-promtool-") as folder:
            path = pathlib.Path(folder)
            programs.import_dataset(programs.EMBEDDED, path / "dataset")
            with programs.Server(path / "dataset", path / "log", "--ops-listen", "127.0.0.1:0") as server:
                for target in TRAFFIC * 3:
                    fetch(server.port, target)
                page = fetch(server.ops_port, "/metrics")
        run = self.check(page)
        self.assertEqual((0, b"", b""), (run.returncode, run.stdout, run.stderr), page.decode()[:3000])


if __name__ == "__main__":
    unittest.main()
