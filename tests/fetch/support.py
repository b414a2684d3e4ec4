# SPDX-License-Identifier: EUPL-1.2
"""A folder, a list of sources, a publisher and tools/fetch-sources.sh between them."""
import gzip
import hashlib
import json
import pathlib
import random
import subprocess
import sys
import tempfile
import unittest
import zipfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "tests/golden"), str(ROOT / "tests/support")]

import forge  # noqa: E402  (found by the line above)
from publisher import Exchange, Published, Publisher  # noqa: E402

TOOL = ROOT / "tools/fetch-sources.sh"


def archive(seed: int, size: int = 300_000) -> bytes:
    """A perimeter archive as the official one is laid out, `size` bytes long by an entry that does not compress."""
    with tempfile.TemporaryDirectory() as folder:
        entries = {f"SHP/QP2024.{k}": v for k, v in forge.shapefile().items()}
        noise = random.Random(seed).randbytes(size)
        path = forge.write_zip(pathlib.Path(folder) / "a.zip", {**entries, "lisez-moi.txt": noise}, zipfile.ZIP_STORED)
        return path.read_bytes()


def addresses(seed: int) -> bytes:
    return gzip.compress(random.Random(seed).randbytes(100_000), mtime=0)


class FetchCase(unittest.TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory(prefix="qpv-fetch-")
        self.addCleanup(folder.cleanup)
        self.home = pathlib.Path(folder.name)
        self.out = self.home / "sources"
        self.file = self.out / "qpv.zip"
        self.publisher = self.enterContext(Publisher())
        self.pages = self.publisher.pages

    def enterContext(self, manager):  # unittest has it from Python 3.11 on
        entered = manager.__enter__()
        self.addCleanup(manager.__exit__, None, None, None)
        return entered

    def source(self, **changes: object) -> dict:
        return {"id": "qpv", "what": "essai", "name": "QP2024", "licence": "Licence Ouverte 2.0",
                "url": self.publisher.url + "/qpv.zip", "file": "qpv.zip", "kind": "zip", "sha256": None, **changes}

    def command(self, *sources: dict, options: tuple[str, ...] = ()) -> list[str]:
        listed = self.home / "sources.json"
        listed.write_text(json.dumps({"sources": sources or [self.source()]}), encoding="utf-8")
        return [str(TOOL), "--sources", str(listed), "--out", str(self.out), "--retries", "0", "--retry-delay", "0",
                *options]

    def fetch(self, *sources: dict, options: tuple[str, ...] = (), expect: int = 0, **how: object) -> str:
        """Runs the tool to its end; what it printed."""
        run = subprocess.run(self.command(*sources, options=options), capture_output=True, text=True, timeout=60,
                             check=False, **how)
        self.assertEqual(expect, run.returncode, run.stdout + run.stderr)
        return run.stdout + run.stderr

    def asked(self) -> list[Exchange]:
        """The requests since the last call."""
        log, self.publisher.log[:] = list(self.publisher.log), []
        return log

    def record(self, name: str = "qpv.zip") -> dict:
        return json.loads((self.out / f"{name}.fetch.json").read_text(encoding="utf-8"))

    def assert_have(self, content: bytes, name: str = "qpv.zip") -> None:
        """File and record are this content's, and nothing is left unfinished."""
        self.assertEqual(content, (self.out / name).read_bytes())
        self.assertEqual(hashlib.sha256(content).hexdigest(), self.record(name)["sha256"])
        self.assertEqual(len(content), self.record(name)["bytes"])
        self.assertNotIn("replaces", self.record(name))
        self.assertEqual([], self.unfinished())

    def unfinished(self) -> list[str]:
        return sorted(p.name for p in (self.out / ".fetch").iterdir() if p.suffix == ".part")


__all__ = ["FetchCase", "Published", "ROOT", "TOOL", "addresses", "archive", "forge"]
