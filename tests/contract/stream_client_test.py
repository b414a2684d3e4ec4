# SPDX-License-Identifier: EUPL-1.2
"""The stream client of the BAN's geocoder (addok-geocode-stream) as it is, with only the host changed.

It needs a newer Node.js than Debian's: npm brings one, beside the client.
"""
import csv
import io
import pathlib
import platform
import subprocess
import sys
import tempfile
import unittest

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "support"))
import programs  # noqa: E402

MODULES = HERE / "node_modules"
NODE = MODULES / f"node-linux-{'arm64' if platform.machine() == 'aarch64' else 'x64'}" / "bin/node"
CLIENT = MODULES / "addok-geocode-stream/cli.js"
LABEL = "6 Rue Descartes 62300 Lens"
# More than the client sends in a request (200 rows of a table, 100 of a batch).
ROWS = 450


class StreamClient(unittest.TestCase):
    @classmethod
    def setUpClass(cls) -> None:
        cls.folder = tempfile.TemporaryDirectory(prefix="qpv-stream-client-")
        path = pathlib.Path(cls.folder.name)
        programs.import_dataset(programs.EMBEDDED, path / "dataset")
        cls.server = programs.Server(path / "dataset", path / "server.log").__enter__()

    @classmethod
    def tearDownClass(cls) -> None:
        cls.server.__exit__()
        cls.folder.cleanup()

    def geocode(self, base: str, table: str, *options: str) -> list[dict[str, str]]:
        done = subprocess.run([NODE, CLIENT, "--service", f"http://127.0.0.1:{self.server.port}{base}", *options],
                              input=table.encode("utf-8"), capture_output=True, check=True, timeout=120)
        return list(csv.DictReader(io.StringIO(done.stdout.decode("utf-8"))))

    def test_finds_addresses(self) -> None:
        table = "id,voie,ville\n" + "".join(f"{i},{'6 rue Descartes' if i % 3 else ''},{'Lens' if i % 3 else ''}\n" for i in range(ROWS))
        for base in ("", "/geocodage"):
            for strategy in ("csv", "batch"):
                with self.subTest(base=base, strategy=strategy):
                    rows = self.geocode(base, table, "--strategy", strategy, "--columns", "voie,ville")
                    self.assertEqual([str(i) for i in range(ROWS)], [row["id"] for row in rows])
                    expected = [(LABEL, "ok") if i % 3 else ("", "skipped") for i in range(ROWS)]
                    self.assertEqual(expected, [(row["result_label"], row["result_status"]) for row in rows])

    def test_takes_the_columns_of_the_answer(self) -> None:
        rows = self.geocode("", "voie\n6 rue Descartes Lens\n", "--columns", "voie", "--result", "result_label,qpv,qpv_code")
        self.assertEqual([("voie", "result_label", "qpv", "qpv_code")], [tuple(row) for row in rows])
        self.assertEqual("oui", rows[0]["qpv"])

    def test_finds_what_is_near(self) -> None:
        table = "longitude,latitude\n2.842646,50.438031\n,\n"
        for strategy in ("csv", "batch"):
            with self.subTest(strategy):
                rows = self.geocode("", table, "--strategy", strategy, "--reverse")
                self.assertEqual([(LABEL, "ok"), ("", "skipped")], [(row["result_label"], row["result_status"]) for row in rows])


if __name__ == "__main__":
    unittest.main()
