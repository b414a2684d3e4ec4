# SPDX-License-Identifier: EUPL-1.2
"""qpv-batch on lists that a test shows, against the embedded data."""
import csv
import io
import pathlib
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
import programs  # noqa: E402

OWN = ["qpv", "qpv_code", "qpv_quartier", "qpv_doute", "qpv_probable", "qpv_probabilite", "qpv_distance_m",
       "qpv_generation", "qpv_donnees", "qpv_adresse_trouvee", "qpv_score"]
# Of the demonstration addresses, one inside and one outside.
INSIDE = "12 Résidence de la République 62300 Lens"
OUTSIDE = "Avenue de la République 62300 Lens"


class Lists(unittest.TestCase):
    """A dataset for all tests of a class, a folder for each."""

    @classmethod
    def setUpClass(cls):
        cls.temporary = tempfile.TemporaryDirectory(prefix="qpv-batch-")
        cls.home = pathlib.Path(cls.temporary.name)
        cls.dataset = cls.home / "dataset"
        programs.import_dataset(programs.EMBEDDED, cls.dataset)

    @classmethod
    def tearDownClass(cls):
        cls.temporary.cleanup()

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(dir=self.home))

    def write(self, name, text):
        path = self.folder / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    def command(self, *arguments):
        return [str(programs.BIN / "qpv-batch"), "--dataset", str(self.dataset), *map(str, arguments)]

    def batch(self, *arguments, stdin=b"", **popen):
        return subprocess.run(self.command(*arguments), input=stdin, capture_output=True, check=False, **popen)

    def answered(self, text, *arguments, code=0):
        """The output of a list, which must have been answered."""
        run = self.batch("-", *arguments, stdin=text if isinstance(text, bytes) else text.encode())
        self.assertEqual(code, run.returncode, run.stderr.decode())
        return run.stdout.decode()

    def rows(self, text, *arguments, code=0):
        return parsed(self.answered(text, *arguments, code=code))

    def refused(self, text, *arguments, code=2):
        """What was said of a list that was not answered."""
        run = self.batch("-", *arguments, stdin=text if isinstance(text, bytes) else text.encode())
        self.assertEqual(code, run.returncode, run.stderr.decode())
        self.assertEqual(b"", run.stdout)
        return run.stderr.decode()

    def names(self):
        return sorted(path.name for path in self.folder.iterdir())


def parsed(text):
    return list(csv.DictReader(io.StringIO(text.lstrip("\ufeff")), delimiter=";"))
