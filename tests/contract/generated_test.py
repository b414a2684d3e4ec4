# SPDX-License-Identifier: EUPL-1.2
"""Ten thousand requests made from openapi.json, hostile ones included: every answer is one that it describes, none is
a 5xx, and the server ends as large as it was.

QPV_SEED and QPV_REQUESTS repeat a run or lengthen it.
"""
import collections
import os
import pathlib
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
import description  # noqa: E402
import generate  # noqa: E402
import programs  # noqa: E402
import wire  # noqa: E402

SEED = int(os.environ.get("QPV_SEED", "20261123"))
REQUESTS = int(os.environ.get("QPV_REQUESTS", "10000"))
# A sanitizer keeps what was freed.
GROWTH_KB = 512 * 1024 if os.environ.get("QPV_SANITIZED") else 16 * 1024
PROBLEM = "application/problem+json"
# Pages with a form: what is wrong in it is said on the page.
FORMS = ("/", "/widget", "/fiche")
OTHERS = ("/search", "/reverse", "/batch", "/geocodage/")


def resident_kb(pid: int) -> int:
    text = pathlib.Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    return int(text.partition("VmRSS:")[2].split()[0])


class Asker:
    """Keeps a connection open until the server closes it."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._connection: "wire.Connection | None" = None

    def close(self) -> None:
        if self._connection:
            self._connection.__exit__()
            self._connection = None

    def ask(self, request: generate.Request) -> wire.Reply:
        if request.alone:
            return wire.ask(self._port, request.data, request.method)
        for _ in range(2):
            self._connection = self._connection or wire.Connection(self._port)
            try:
                self._connection.send(request.data)
                reply = self._connection.receive(request.method)
            except wire.Closed:
                self.close()  # an idle connection may be closed at any time: once more on a new one
                continue
            if reply.headers.get("connection") == "close":
                self.close()
            return reply
        raise AssertionError("no answer")


def path_of(target: str) -> str:
    path = target.partition("?")[0]
    return path.removeprefix("http://other.example") if path.startswith("http://") else path


class Generated(unittest.TestCase):
    def setUp(self) -> None:
        self.folder = tempfile.TemporaryDirectory(prefix="qpv-generated-")
        self.addCleanup(self.folder.cleanup)
        path = pathlib.Path(self.folder.name)
        programs.import_dataset(programs.EMBEDDED, path / "dataset")
        self.server = programs.Server(path / "dataset", path / "log")
        self.server.__enter__()
        self.addCleanup(self.server.__exit__)
        self.described = description.Description.served(self.server.port)
        self.types = set(self.described.document["components"]["schemas"]["Problem"]["properties"]["type"]["enum"])

    def judge(self, request: generate.Request, reply: wire.Reply) -> None:
        self.assertLess(reply.status, 500)
        if reply.status >= 400 and request.method != "HEAD":
            page = reply.media_type == "text/html" and request.method == "POST" and path_of(request.target) in FORMS
            # The geocoders' own errors, as they describe them.
            own = reply.media_type == "application/json" and path_of(request.target).startswith(OTHERS)
            if not page and not own:
                self.assertEqual(PROBLEM, reply.media_type)
                self.assertIn(reply.json()["type"], self.types)
                self.assertEqual(reply.status, reply.json()["status"])
        if request.method == "OPTIONS" and reply.status == 204:
            return
        operation = self.described.operation(request.method, path_of(request.target))
        if reply.status == 400 and request.alone:
            operation = None  # refused before anyone looked at the path
        self.described.check_answer(operation, request.method, reply)

    def test_requests_made_from_the_description(self) -> None:
        about = wire.ask(self.server.port, wire.request_bytes("GET", "/v1/about")).json()
        generator = generate.Generator(self.described, about["dataset"]["id"], SEED)
        asker = Asker(self.server.port)
        self.addCleanup(asker.close)
        statuses: collections.Counter = collections.Counter()
        before = 0
        for number in range(REQUESTS):
            if number == REQUESTS // 10:
                before = resident_kb(self.server.process.pid)
            request = generator.request()
            try:
                reply = asker.ask(request)
                self.judge(request, reply)
            except Exception as error:
                raise AssertionError(f"seed {SEED}, request {number}: {request.data[:2000]!r}: {error}") from error
            statuses[reply.status] += 1
        after = resident_kb(self.server.process.pid)
        print(f"seed {SEED}: {REQUESTS} requests, {dict(sorted(statuses.items()))}, "
              f"{before} kB resident, then {after} kB", file=sys.stderr)
        self.assertLess(after - before, GROWTH_KB)
        self.assertGreater(statuses[200], REQUESTS / 4, "most requests should get far into the service")
        self.assertGreater(statuses[400], REQUESTS / 20)
        self.assertIsNone(self.server.process.poll())


if __name__ == "__main__":
    unittest.main()
