# SPDX-License-Identifier: EUPL-1.2
"""The demonstration addresses are what their script makes, and try what they are there to try."""
import collections
import csv
import json
import pathlib
import subprocess
import sys
import tempfile
import unittest

from project import ROOT

DEMO = ROOT / "data/demo"


def covers(ring, at):
    odd = False
    for (ax, ay), (bx, by) in zip(ring, ring[1:]):
        if (ay > at[1]) != (by > at[1]) and at[0] < (bx - ax) * (at[1] - ay) / (by - ay) + ax:
            odd = not odd
    return odd


def rings(path):
    """{code or name: outer ring}; each feature has one part."""
    found = {}
    for feature in json.loads((ROOT / "data" / path).read_text(encoding="utf-8"))["features"]:
        ring = feature["geometry"]["coordinates"][0]
        found[feature["properties"].get("code_qp", "covered")] = ring[0] if len(ring) == 1 else ring
    return found


class Demo(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        with open(DEMO / "adresses.csv", encoding="utf-8", newline="") as file:
            cls.rows = list(csv.DictReader(file, delimiter=";"))
        cls.communes = {c["code"]: c for c in json.loads(
            (ROOT / "data/territory/territory.json").read_text(encoding="utf-8"))["communes"]}
        perimeters = rings("perimeters/qp2024_lens_lievin.geojson")
        cls.inside = [{code for code, ring in perimeters.items() if covers(ring, cls.at(row))} for row in cls.rows]

    @staticmethod
    def at(row):
        return float(row["lon"]), float(row["lat"])

    def test_are_what_the_script_makes(self):
        with tempfile.TemporaryDirectory() as folder:
            subprocess.run([sys.executable, "-B", ROOT / "tools/make_demo_addresses.py", "--out", folder], check=True,
                           capture_output=True)
            for made in sorted(pathlib.Path(folder).iterdir()):
                self.assertEqual(made.read_bytes(), (DEMO / made.name).read_bytes(), made.name)

    def test_are_small_and_about_12_000(self):
        self.assertLess((DEMO / "adresses.csv").stat().st_size, 1_400_000)
        self.assertAlmostEqual(12_000, len(self.rows), delta=1_000)
        self.assertEqual(len(self.rows), len({row["id"] for row in self.rows}))

    def test_lie_in_the_36_communes_with_their_postcodes(self):
        self.assertEqual(self.communes.keys(), {row["code_insee"] for row in self.rows})
        for row in self.rows:
            commune = self.communes[row["code_insee"]]
            self.assertEqual(commune["name"], row["nom_commune"])
            self.assertIn(row["code_postal"], commune["postcodes"])

    def test_lie_on_covered_ground(self):
        ring = rings("territory/coverage.geojson")["covered"]
        self.assertGreater(sum(covers(ring, self.at(row)) for row in self.rows), .97 * len(self.rows))

    def test_lie_in_every_perimeter(self):
        self.assertEqual(22, len(set().union(*self.inside)))

    def test_some_streets_cross_and_some_have_a_boundary_as_axis(self):
        sides = collections.defaultdict(set)  # street: (odd, inside)
        for row, codes in zip(self.rows, self.inside):
            sides[row["id"][:10]].add((int(row["numero"]) % 2, bool(codes)))
        both = [found for found in sides.values() if len({inside for _, inside in found}) == 2]
        self.assertGreater(len(both), 100)
        by_parity = [found for found in both if len(found) == 2 and len({parity for parity, _ in found}) == 2]
        self.assertGreater(len(by_parity), 50)

    def test_names_recur_and_suffixes_and_types_vary(self):
        towns = collections.defaultdict(set)
        for row in self.rows:
            towns[row["nom_voie"]].add(row["code_insee"])
        self.assertGreater(sum(len(found) > 2 for found in towns.values()), 50)
        self.assertLessEqual({"bis", "ter", "quater", "a", "b"}, {row["rep"] for row in self.rows})
        kinds = collections.Counter(row["type_position"] for row in self.rows)
        self.assertEqual(9, len(kinds))
        self.assertGreater(kinds[""], .15 * len(self.rows))


if __name__ == "__main__":
    unittest.main()
