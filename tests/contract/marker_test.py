# SPDX-License-Identifier: EUPL-1.2
"""Nothing a caller sends is written: marked positions, days and words go through every door, then everything that the
server could have written is searched for them."""
import contextlib
import hashlib
import json
import os
import pathlib
import stat
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
import description  # noqa: E402
import doors  # noqa: E402
import programs  # noqa: E402
import wire  # noqa: E402

SHARED_FOLDERS = [pathlib.Path(each) for each in ("/tmp", "/var/tmp", "/dev/shm")]


def hits(data: bytes) -> list[bytes]:
    return sorted(set(doors.MARKS.findall(data)))


def files_below(folder: pathlib.Path) -> list[pathlib.Path]:
    return sorted(each for each in folder.rglob("*") if each.is_file() and not each.is_symlink())


def digest_of(folder: pathlib.Path) -> dict[str, str]:
    return {str(each.relative_to(folder)): hashlib.sha256(each.read_bytes()).hexdigest()
            for each in files_below(folder)}


def shared_entries() -> set[pathlib.Path]:
    return {each for folder in SHARED_FOLDERS if folder.is_dir() for each in folder.iterdir()}


def hits_in_new_entries(entries: set[pathlib.Path]) -> list[str]:
    """Other programs write there too; what is theirs carries no mark, as long as no other test runs."""
    found = []
    for entry in entries:
        for path in [entry, *files_below(entry)] if entry.is_dir() else [entry]:
            try:
                text = os.fsencode(path) + (path.read_bytes() if path.is_file() else b"")
            except OSError:
                continue  # gone meanwhile, or not readable
            if hits(text):
                found.append(str(path))
    return found


def files_open_to_write(pid: int) -> set[str]:
    found = set()
    for number in os.listdir(f"/proc/{pid}/fd"):
        try:
            info = pathlib.Path(f"/proc/{pid}/fdinfo/{number}").read_text(encoding="ascii")
            flags = int(info.partition("flags:")[2].split()[0], 8)
            if stat.S_ISREG(os.stat(f"/proc/{pid}/fd/{number}").st_mode) and flags & os.O_ACCMODE != os.O_RDONLY:
                found.add(os.readlink(f"/proc/{pid}/fd/{number}"))
        except FileNotFoundError:
            continue  # a connection that ended meanwhile
    return found


class Search(unittest.TestCase):
    def test_finds_what_was_sent_however_it_is_written(self) -> None:
        for text in (doors.LON, doors.LAT, "2.81357", "2.813572", "2,81357", "28135719", "2813572", "50.43618",
                     "50,436183", "504361829", doors.DAY, "20410729", "29/07/2041", doors.WORD, doors.WORD.upper(),
                     f"lon={doors.LON}&lat=50", f"{doors.WORD}%2f"):
            with self.subTest(text):
                self.assertTrue(hits(f'{{"event":"request","x":"{text}"}}'.encode()))

    def test_finds_nothing_in_an_ordinary_line(self) -> None:
        line = b'{"time":"2026-11-23T08:30:11.813Z","event":"request","route":"point","status":200,"us":281}'
        self.assertEqual([], hits(line))

    def test_the_doors_carry_marks(self) -> None:
        file = programs.SOURCE / "service/openapi.json"
        described = description.Description(json.loads(file.read_text(encoding="utf-8")))
        for operation in described.operations():
            for knock in doors.knocks(described, operation):
                with self.subTest(knock.name):
                    self.assertTrue(hits(knock.data))


class Markers(unittest.TestCase):
    def setUp(self) -> None:
        holder = tempfile.TemporaryDirectory(prefix="qpv-marker-")
        self.addCleanup(holder.cleanup)
        self.folder = pathlib.Path(holder.name)
        self.own = {name: self.folder / name for name in ("work", "home", "temporary")}
        for each in self.own.values():
            each.mkdir()
        self.dataset = self.folder / "dataset"
        self.log = self.folder / "log"
        programs.import_dataset(programs.EMBEDDED, self.dataset)

    def serve(self, *options: str) -> programs.Server:
        environment = {**os.environ, "HOME": str(self.own["home"]), "TMPDIR": str(self.own["temporary"])}
        # A trusted proxy's word on the client is read, so that it could be written.
        return programs.Server(self.dataset, self.log, "--ops-listen", "127.0.0.1:0", "--trusted-proxy", "127.0.0.1/32",
                               "--head-seconds", "0.5", "--body-seconds", "0.5", "--max-connections-per-client", "0",
                               *options,
                               cwd=self.own["work"], env=environment)

    def knock(self, address: "int | str", knock: doors.Knock) -> None:
        with wire.Connection(address) as connection:
            connection.send(knock.data)
            if knock.ends:
                try:
                    connection.receive(knock.data.split(b" ")[0].decode("ascii"))
                except wire.Closed:
                    pass

    def knock_everywhere(self, server: programs.Server) -> int:
        described = description.Description.served(server.port)
        knocks = [(server.ops_port if operation.operators else server.port, knock)
                  for operation in described.operations() for knock in doors.knocks(described, operation)]
        for port, knock in knocks:
            self.knock(port, knock)
        self.wait_for_timeouts([(port, knock) for port, knock in knocks if not knock.ends])
        return len(knocks)

    def wait_for_timeouts(self, knocks: list[tuple[int, doors.Knock]]) -> None:
        """What never ends is answered when its time is over."""
        with contextlib.ExitStack() as stack:
            connections = [(stack.enter_context(wire.Connection(port)), knock) for port, knock in knocks]
            for connection, knock in connections:
                connection.send(knock.data)
            for connection, _ in connections:
                self.assertEqual(408, connection.receive().status)

    def search(self, metrics: bytes, new: set[pathlib.Path]) -> None:
        self.assertEqual([], hits(metrics), "in /metrics")
        self.assertEqual([], hits(self.log.read_bytes()), "in the log")
        for name, folder in self.own.items():
            self.assertEqual([], files_below(folder), f"the server wrote a file in its {name} folder")
        self.assertEqual([], [name for path in files_below(self.dataset) for name in hits(path.read_bytes())])
        self.assertEqual([], hits_in_new_entries(new))

    def test_nothing_of_a_caller_is_written(self) -> None:
        before, dataset = shared_entries(), digest_of(self.dataset)
        with self.serve() as server:
            count = self.knock_everywhere(server)
            metrics = wire.ask(server.ops_port, wire.request_bytes("GET", "/metrics")).body
            self.assertEqual({str(self.log)}, files_open_to_write(server.process.pid))
        self.search(metrics, shared_entries() - before - {self.folder})
        self.assertEqual(dataset, digest_of(self.dataset))
        logged = self.check_log()
        print(f"{count} doors, {logged} log lines searched", file=sys.stderr)
        self.assertGreater(logged, count * 0.9, "each request leaves its line")

    def check_log(self) -> int:
        """One JSON object a line; how many are of requests."""
        lines = [json.loads(line) for line in self.log.read_text(encoding="utf-8").splitlines()]
        return sum(line["event"] == "request" for line in lines)

    def test_nor_through_a_unix_socket(self) -> None:
        socket = self.own["work"].parent / "socket"
        file = programs.SOURCE / "service/openapi.json"
        described = description.Description(json.loads(file.read_text(encoding="utf-8")))
        before = shared_entries()
        with self.serve("--listen", f"unix:{socket}", "--trusted-proxy", "unix") as server:
            for operation in described.operations():
                for knock in doors.knocks(described, operation):
                    if not operation.operators:
                        self.knock(str(socket), knock)
            metrics = wire.ask(server.ops_port, wire.request_bytes("GET", "/metrics")).body
        self.search(metrics, shared_entries() - before - {self.folder})
        self.assertGreater(self.check_log(), 100)


if __name__ == "__main__":
    unittest.main()
