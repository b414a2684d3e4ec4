# SPDX-License-Identifier: EUPL-1.2
"""qpv-import takes what tools/fetch-sources.sh downloaded as it is, and verifies it."""
import json
import subprocess
import unittest

from support import FetchCase, Published, archive
from programs import BIN


class Imported(FetchCase):
    def setUp(self) -> None:
        super().setUp()
        self.pages["/qpv.zip"] = Published(archive(1))
        self.fetch()
        self.dataset = self.home / "dataset"

    def load(self) -> subprocess.CompletedProcess:
        return subprocess.run([BIN / "qpv-import", "--perimeters", self.file, "--out", self.dataset],
                              capture_output=True, text=True, check=False)

    def test_with_its_record(self):
        run = self.load()
        self.assertEqual(0, run.returncode, run.stderr)
        manifest = json.loads((self.dataset / "manifest.json").read_text(encoding="utf-8"))
        source, = manifest["sources"]
        self.assertEqual(("2026-01-15", self.record()["sha256"]), (source["date"], source["sha256"]))
        self.assertFalse(manifest["official"])  # this machine is no publisher of the State

    def test_not_when_file_and_record_differ(self):
        content = bytearray(self.file.read_bytes())
        content[len(content) // 2] ^= 1  # inside the entry that is not read
        self.file.write_bytes(bytes(content))
        run = self.load()
        self.assertEqual(2, run.returncode)
        self.assertIn("empreinte", run.stderr)
        self.assertFalse(self.dataset.exists())

    def test_after_a_kill_between_record_and_file(self):
        old = self.record()
        new = {**old, "sha256": "0" * 64, "date": "2026-03-01", "replaces": old}
        (self.out / "qpv.zip.fetch.json").write_text(json.dumps(new), encoding="utf-8")
        self.assertEqual(0, self.load().returncode)
        self.assertIn("2026-01-15", (self.dataset / "manifest.json").read_text(encoding="utf-8"))


if __name__ == "__main__":
    unittest.main()
