# SPDX-License-Identifier: EUPL-1.2
"""The embedded data agrees with itself: counts, codes, names and the shape GeoJSON asks for."""
import json
import re
import unittest

from project import ROOT

SIREN = "246200364"
# Perimeters of the agglomération reach into these communes of its neighbours.
NEIGHBOURS = {
    "62250": "Courrières", "62276": "Douvrin", "62401": "Haisnes", "62587": "Montigny-en-Gohelle",
    "62724": "Rouvroy",
}


def load(path):
    return json.loads((ROOT / "data" / path).read_text(encoding="utf-8"))


def elements(text):
    return text.split(", ")


def signed_area(ring):
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:])) / 2


class Perimeters(unittest.TestCase):
    collection = load("perimeters/qp2024_lens_lievin.geojson")
    features = collection["features"]
    communes = {c["code"]: c["name"] for c in load("territory/territory.json")["communes"]}

    def test_are_22_in_order_of_code(self):
        codes = [f["properties"]["code_qp"] for f in self.features]
        self.assertEqual(22, len(codes))
        self.assertEqual(sorted(set(codes)), codes)
        for code in codes:
            self.assertRegex(code, r"^QN062\d\d[A-Z]$")

    def test_have_exactly_the_properties_of_the_official_file(self):
        for feature in self.features:
            self.assertEqual(["code_qp", "lib_qp", "insee_com", "lib_com", "siren_epci"],
                             list(feature["properties"]))

    def test_list_the_agglomeration(self):
        for feature in self.features:
            self.assertIn(SIREN, elements(feature["properties"]["siren_epci"]))

    def test_communes_are_the_territorys_or_known_neighbours(self):
        known = self.communes | NEIGHBOURS
        for feature in self.features:
            properties = feature["properties"]
            codes, names = elements(properties["insee_com"]), elements(properties["lib_com"])
            self.assertEqual([known[code] for code in codes], names, properties["code_qp"])
            self.assertTrue(self.communes.keys() & set(codes), properties["code_qp"])

    def test_lie_in_19_communes_of_the_territory(self):
        codes = {code for f in self.features for code in elements(f["properties"]["insee_com"])}
        self.assertEqual(19, len(codes & self.communes.keys()))
        self.assertEqual(NEIGHBOURS.keys(), codes - self.communes.keys())

    def test_say_what_they_are(self):
        self.assertIn("transcribed, indicative", self.collection["status"])
        self.assertIn("Licence Ouverte 2.0", self.collection["licence"])
        self.assertIn("ANCT", self.collection["origin"])


class Shapes(unittest.TestCase):
    def test_rings_follow_rfc_7946(self):
        for path in ("perimeters/qp2024_lens_lievin.geojson", "territory/coverage.geojson"):
            for feature in load(path)["features"]:
                self.check(feature["geometry"])

    def check(self, geometry):
        self.assertIn(geometry["type"], ("Polygon", "MultiPolygon"))
        multi = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
        for polygon in multi:
            for number, ring in enumerate(polygon):
                self.assertGreaterEqual(len(ring), 4)
                self.assertEqual(ring[0], ring[-1])
                self.assertEqual(number == 0, signed_area(ring) > 0)
                for lon, lat in ring:
                    self.assertTrue(2.6 < lon < 3.0 and 50.3 < lat < 50.6, (lon, lat))

    def test_one_feature_a_line(self):
        for path in ("perimeters/qp2024_lens_lievin.geojson", "territory/coverage.geojson"):
            text = (ROOT / "data" / path).read_text(encoding="utf-8")
            starts = re.findall(r'^\{"type": "Feature"', text, re.MULTILINE)
            self.assertEqual(len(load(path)["features"]), len(starts))

    def test_coverage_is_coarse_and_says_so(self):
        collection = load("territory/coverage.geojson")
        self.assertIn("own drawing, coarse", collection["status"])
        self.assertIn("own drawing", collection["origin"])
        (feature,) = collection["features"]
        (ring,) = feature["geometry"]["coordinates"]
        self.assertTrue(40 <= len(ring) <= 81, len(ring))
        for position in ring:
            for value in position:
                self.assertEqual(round(value, 4), value)


class Territory(unittest.TestCase):
    territory = load("territory/territory.json")
    features = Perimeters.features

    def test_has_36_communes_of_the_departement(self):
        codes = [c["code"] for c in self.territory["communes"]]
        self.assertEqual(36, len(codes))
        self.assertEqual(sorted(set(codes)), codes)
        for commune in self.territory["communes"]:
            self.assertEqual(["code", "name", "postcodes", "population", "centre"], list(commune))
            self.assertRegex(commune["code"], r"^62\d{3}$")
            self.assertTrue(commune["postcodes"])
            for postcode in commune["postcodes"]:
                self.assertRegex(postcode, r"^62\d{3}$")
            self.assertGreater(commune["population"], 0)

    def test_counts_about_242_000_inhabitants(self):
        total = sum(c["population"] for c in self.territory["communes"])
        self.assertAlmostEqual(242_000, total, delta=1_000)

    def test_21_quartiers_stand_for_exactly_the_22_perimeters(self):
        quartiers = self.territory["quartiers"]
        self.assertEqual(21, len({q["name"] for q in quartiers}))
        self.assertEqual(21, len(quartiers))
        codes = [code for q in quartiers for code in q["perimeters"]]
        self.assertEqual([f["properties"]["code_qp"] for f in self.features], sorted(codes))

    def test_one_quartier_has_two_perimeters(self):
        double = [q for q in self.territory["quartiers"] if len(q["perimeters"]) > 1]
        self.assertEqual([{"name": "Cité 2 / Sellier - Cité 4", "perimeters": ["QN06226M", "QN06227M"]}], double)

    def test_npnru_rows_are_of_its_perimeters_and_name_their_source(self):
        codes = {f["properties"]["code_qp"] for f in self.features}
        for row in self.territory["npnru"]:
            self.assertEqual(["perimeter", "programme", "convention", "source"], list(row))
            self.assertIn(row["perimeter"], codes)
            self.assertIn(row["convention"], (True, False, None))
            self.assertGreater(len(row["source"]), 20)

    def test_names_the_agglomeration_and_whom_to_call(self):
        self.assertEqual(SIREN, self.territory["siren"])
        self.assertEqual("03 21 79 05 30", self.territory["contact"]["phone"])
        self.assertEqual("contratdeville@agglo-lenslievin.fr", self.territory["contact"]["email"])


class Lexicon(unittest.TestCase):
    def test_every_file_is_embedded(self):
        listed = re.search(r"set\(lexicon_files\s+([^)]*)\)", (ROOT / "tools/CMakeLists.txt").read_text(encoding="utf-8"))
        # columns.tsv is about lists, and embedded by geo/batch.
        there = {p.name for p in (ROOT / "data/lexicon").glob("*.tsv")}
        self.assertEqual(sorted(there - {"columns.tsv"}), listed.group(1).split())
        self.assertIn("data/lexicon/columns.tsv", (ROOT / "geo/batch/CMakeLists.txt").read_text(encoding="utf-8"))


class Sentinels(unittest.TestCase):
    sentinels = load("sentinels.json")["sentinels"]

    def test_one_is_inside_each_perimeter(self):
        codes = [c for s in self.sentinels if s["expects"] == "inside" for c in s["perimeters"]]
        self.assertEqual([f["properties"]["code_qp"] for f in Perimeters.features], sorted(codes))

    def test_some_are_outside_and_some_in_quartiers_elsewhere(self):
        kinds = [s["expects"] for s in self.sentinels]
        self.assertEqual(12, kinds.count("outside"))
        self.assertEqual(3, kinds.count("never_outside"))

    def test_have_names_of_their_own(self):
        self.assertEqual(len(self.sentinels), len({s["name"] for s in self.sentinels}))


if __name__ == "__main__":
    unittest.main()
