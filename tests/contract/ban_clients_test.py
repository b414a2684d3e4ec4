# SPDX-License-Identifier: EUPL-1.2
"""Clients of the BAN's geocoder as they are, with only the host changed: geopy, and curl with the documented commands."""
import csv
import io
import json
import pathlib
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
import programs  # noqa: E402

try:
    from geopy.geocoders import BANFrance
except ImportError:
    sys.exit("error: this test needs python3-geopy; run: tools/install-packages.sh test")

ADDRESS = "6 rue Descartes 62300 Lens"
LABEL = "6 Rue Descartes 62300 Lens"


class Clients(unittest.TestCase):
    @classmethod
    def setUpClass(cls) -> None:
        cls.folder = tempfile.TemporaryDirectory(prefix="qpv-clients-")
        cls.path = pathlib.Path(cls.folder.name)
        programs.import_dataset(programs.EMBEDDED, cls.path / "dataset")
        cls.server = programs.Server(cls.path / "dataset", cls.path / "server.log").__enter__()
        cls.host = f"127.0.0.1:{cls.server.port}"

    @classmethod
    def tearDownClass(cls) -> None:
        cls.server.__exit__()
        cls.folder.cleanup()

    def curl(self, path: str, *options: str) -> bytes:
        return subprocess.run(["curl", "--silent", "--show-error", "--fail-with-body", *options, f"http://{self.host}{path}"],
                              check=True, capture_output=True).stdout

    def test_geopy_finds_an_address(self) -> None:
        for domain in (self.host, f"{self.host}/geocodage"):
            with self.subTest(domain):
                geocoder = BANFrance(domain=domain, scheme="http", timeout=20)
                place = geocoder.geocode(ADDRESS)
                self.assertEqual(LABEL, place.address)
                self.assertAlmostEqual(50.438031, place.latitude, places=5)
                self.assertEqual("oui", place.raw["properties"]["qpv"]["reponse"])
                self.assertEqual(5, len(geocoder.geocode("rue d", exactly_one=False, limit=5)))
                self.assertIsNone(geocoder.geocode("zzzz qqqq xxxx"))

    def test_geopy_finds_what_is_near(self) -> None:
        place = BANFrance(domain=self.host, scheme="http", timeout=20).reverse((50.438031, 2.842646))
        self.assertEqual(LABEL, place.address)

    def test_curl_asks(self) -> None:
        answer = json.loads(self.curl("/search/?q=6+rue+descartes&postcode=62300&limit=1"))
        self.assertEqual([LABEL], [each["properties"]["label"] for each in answer["features"]])
        answer = json.loads(self.curl("/geocodage/reverse?lon=2.842646&lat=50.438031"))
        self.assertEqual(0, answer["features"][0]["properties"]["distance"])

    def test_curl_posts_a_table_before_its_parameters(self) -> None:
        """Larger than what a connection takes at once: curl then waits for a 100, or just sends."""
        rows = 20_000
        file = self.path / "file.csv"
        file.write_text("id;voie;ville\n" + "".join(f"{i};6 rue Descartes;Lens\n" for i in range(rows)), encoding="utf-8")
        for path, order in (("/search/csv/", ["-F", f"data=@{file}", "-F", "columns=voie", "-F", "columns=ville"]),
                            ("/geocodage/search/csv", ["-F", "columns=voie", "-F", "columns=ville", "-F", f"data=@{file}"])):
            with self.subTest(path):
                found = list(csv.DictReader(io.StringIO(self.curl(path, *order).decode("utf-8")), delimiter=";"))
                self.assertEqual([str(i) for i in range(rows)], [row["id"] for row in found])
                self.assertEqual({(LABEL, "ok", "oui")},
                                 {(row["result_label"], row["result_status"], row["qpv"]) for row in found})


if __name__ == "__main__":
    unittest.main()
