# SPDX-License-Identifier: EUPL-1.2
"""qpv-import --diff: the embedded extract of 2024 against copies of it, each changed here in a known way."""
import copy
import json
import math
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
import programs  # noqa: E402

EXTRACT = json.loads((programs.SOURCE / "data/perimeters/qp2024_lens_lievin.geojson").read_text(encoding="utf-8"))
TERRITORY = ["--coverage", programs.SOURCE / "data/territory/coverage.geojson",
             "--territory", programs.SOURCE / "data/territory/territory.json"]
LAT_METRE = 1 / 111_230  # degrees, at 50.4° north
LON_METRE = 1 / 71_060


def run(*arguments):
    return subprocess.run([programs.BIN / "qpv-import", *map(str, arguments)], capture_output=True, text=True, check=False)


def find(collection, code):
    return next(f for f in collection["features"] if f["properties"]["code_qp"] == code)


def polygons(feature):
    return feature["geometry"]["coordinates"]


def corner_to_push(ring):
    """The vertex whose neighbours make the flattest angle, and the direction across it: pushing it there moves the
    boundary by as much."""
    best = None
    for i in range(1, len(ring) - 1):
        (ax, ay), (bx, by), (cx, cy) = ring[i - 1], ring[i], ring[i + 1]
        ux, uy = (cx - ax) / LON_METRE, (cy - ay) / LAT_METRE
        length = math.hypot(ux, uy)
        if length < 20:
            continue
        along = ((bx - ax) / LON_METRE * ux + (by - ay) / LAT_METRE * uy) / length
        across = abs((bx - ax) / LON_METRE * uy - (by - ay) / LAT_METRE * ux) / length
        if 5 < along < length - 5 and (best is None or across < best[0]):
            best = (across, i, (-uy / length * LON_METRE, ux / length * LAT_METRE))
    return best[1], best[2]


class Diff(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.temporary = tempfile.TemporaryDirectory(prefix="qpv-diff-")
        cls.home = pathlib.Path(cls.temporary.name)
        cls.old = cls.imported(EXTRACT, "old")

    @classmethod
    def tearDownClass(cls):
        cls.temporary.cleanup()

    @classmethod
    def imported(cls, collection, name):
        source = cls.home / "extract.geojson"
        source.write_text(json.dumps(collection), encoding="utf-8")
        done = run("--perimeters", source, *TERRITORY, "--out", cls.home / name)
        if done.returncode != 0:
            raise AssertionError(done.stderr)
        return cls.home / name

    def diff(self, change, expected_code=1):
        changed = copy.deepcopy(EXTRACT)
        change(changed)
        done = run("--diff", self.old, self.imported(changed, "new"), "--json")
        self.assertEqual(expected_code, done.returncode, done.stderr)
        self.assertEqual("", done.stderr)
        return json.loads(done.stdout)["perimeters"]

    def assert_same(self, change):
        found = self.diff(change, expected_code=0)
        self.assertEqual({"unchanged": 22, "removed": [], "added": [], "changed": []}, found)

    def only_change(self, change, code):
        found = self.diff(change)
        self.assertEqual((21, [], []), (found["unchanged"], found["removed"], found["added"]))
        self.assertEqual([code], [each["code"] for each in found["changed"]])
        return found["changed"][0]

    def test_one_vertex_moved_a_name_changed_a_perimeter_removed(self):
        moved_to = []

        def change(new):
            ring = polygons(find(new, "QN06220M"))[0][0]
            at, (east, north) = corner_to_push(ring)
            ring[at] = [ring[at][0] + east, ring[at][1] + north]
            moved_to.extend(ring[at])
            find(new, "QN06224M")["properties"]["lib_qp"] = "Cité nouvelle"
            new["features"].remove(find(new, "QN06228M"))

        found = self.diff(change)
        self.assertEqual((19, []), (found["unchanged"], found["added"]))
        self.assertEqual(["QN06228M"], [each["code"] for each in found["removed"]])
        moved, renamed = found["changed"]
        self.assertEqual(("QN06220M", [], []), (moved["code"], moved["texts"], moved["lists"]))
        self.assertAlmostEqual(1.0, moved["shape"]["moved_m"], delta=0.05)
        self.assertAlmostEqual(moved_to[0], moved["shape"]["moved_at"]["lon"], delta=LON_METRE * 1.1)
        self.assertAlmostEqual(moved_to[1], moved["shape"]["moved_at"]["lat"], delta=LAT_METRE * 1.1)
        self.assertGreater(moved["shape"]["gained_m2"] + moved["shape"]["lost_m2"], 5)
        self.assertEqual({"code": "QN06224M", "name": "Cité nouvelle", "generation": 2024, "lists": [], "shape": None,
                          "texts": [{"field": "name", "before": "Cité 12-14", "after": "Cité nouvelle"}]}, renamed)

    def test_says_so_in_french(self):
        def change(new):
            find(new, "QN06224M")["properties"]["lib_qp"] = "Cité nouvelle"
            new["features"].remove(find(new, "QN06228M"))

        changed = copy.deepcopy(EXTRACT)
        change(changed)
        done = run("--diff", self.old, self.imported(changed, "new"))
        self.assertEqual(1, done.returncode, done.stderr)
        lines = done.stdout.splitlines()
        self.assertTrue(lines[2].startswith("- QN06228M « Calonne - Marichelles - Vent De Bise » (2024) : retiré, 62510 Liévin"))
        self.assertEqual(["~ QN06224M « Cité nouvelle » (2024) : modifié", "    nom : « Cité 12-14 » → « Cité nouvelle »",
                          "retirés : 1, ajoutés : 0, modifiés : 1, inchangés : 20"], lines[3:])

    def test_the_other_way_round_removed_is_added(self):
        changed = copy.deepcopy(EXTRACT)
        changed["features"].remove(find(changed, "QN06228M"))
        done = run("--diff", self.imported(changed, "new"), self.old, "--json")
        found = json.loads(done.stdout)["perimeters"]
        self.assertEqual((21, [], []), (found["unchanged"], found["removed"], found["changed"]))
        self.assertEqual(["QN06228M"], [each["code"] for each in found["added"]])

    def test_communes_and_epcis(self):
        def change(new):
            properties = find(new, "QN06220M")["properties"]
            properties.update(insee_com="62001, " + properties["insee_com"], lib_com="Ablain-Saint-Nazaire, " + properties["lib_com"],
                              siren_epci="200033579, " + properties["siren_epci"])

        found = self.only_change(change, "QN06220M")
        self.assertEqual([{"field": "communes", "added": ["62001 Ablain-Saint-Nazaire"], "removed": []},
                          {"field": "epcis", "added": ["200033579"], "removed": []}], found["lists"])
        self.assertIsNone(found["shape"])

    def test_a_hole(self):
        hole = []

        def change(new):
            ring = polygons(find(new, "QN06222M"))[0][0]
            lon = sum(p[0] for p in ring[:-1]) / (len(ring) - 1)
            lat = sum(p[1] for p in ring[:-1]) / (len(ring) - 1)
            east, north = 5 * LON_METRE, 5 * LAT_METRE
            hole.extend([[lon, lat], [lon, lat + north], [lon + east, lat + north], [lon + east, lat], [lon, lat]])
            polygons(find(new, "QN06222M"))[0].append(hole)

        shape = self.only_change(change, "QN06222M")["shape"]
        self.assertEqual((0, 1), (shape["before"]["holes"], shape["after"]["holes"]))
        self.assertAlmostEqual(25, shape["lost_m2"], delta=0.1)
        self.assertAlmostEqual(0, shape["gained_m2"], delta=0.01)
        self.assertGreater(shape["moved_m"], 5)
        self.assertAlmostEqual(hole[0][0], shape["moved_at"]["lon"], delta=6 * LON_METRE)

    def test_a_perimeter_split_in_two(self):
        """A square, since the parts of a real perimeter could not be told beforehand."""
        square = [[[[2.80, 50.42], [2.81, 50.42], [2.81, 50.43], [2.80, 50.43], [2.80, 50.42]]]]
        west, east = 2.805 - 2 * LON_METRE, 2.805 + 2 * LON_METRE
        halves = [[[[2.80, 50.42], [west, 50.42], [west, 50.43], [2.80, 50.43], [2.80, 50.42]]],
                  [[[east, 50.42], [2.81, 50.42], [2.81, 50.43], [east, 50.43], [east, 50.42]]]]
        sides = []
        for name, coordinates in (("whole", square), ("halves", halves)):
            collection = copy.deepcopy(EXTRACT)
            find(collection, "QN06222M")["geometry"] = {"type": "MultiPolygon", "coordinates": coordinates}
            sides.append(self.imported(collection, name))
        done = run("--diff", *sides, "--json")
        self.assertEqual(1, done.returncode, done.stderr)
        found = json.loads(done.stdout)["perimeters"]
        self.assertEqual((21, 1), (found["unchanged"], len(found["changed"])))
        shape = found["changed"][0]["shape"]
        self.assertEqual((1, 2), (shape["before"]["parts"], shape["after"]["parts"]))
        self.assertAlmostEqual(4 * 0.01 / LAT_METRE, shape["lost_m2"], delta=10)
        self.assertAlmostEqual(0.005 / LON_METRE - 2, shape["moved_m"], delta=1)

    def test_the_same_written_otherwise_is_no_difference(self):
        def change(new):
            new["features"].reverse()
            for number, feature in enumerate(new["features"]):
                for polygon in polygons(feature):
                    for ring in polygon:
                        turn = 1 + number % (len(ring) - 2)
                        ring[:] = ring[turn:-1] + ring[:turn + 1]
                        if number % 2:
                            ring.reverse()
                polygons(feature).reverse()

        self.assert_same(change)

    def test_a_millimetre_of_rounding_is_no_difference(self):
        def change(new):
            for feature in new["features"]:
                for polygon in polygons(feature):
                    for ring in polygon:
                        for i, point in enumerate(ring[:-1]):
                            sign = 1 if i % 2 else -1
                            point[0] += sign * 0.7e-3 * LON_METRE
                            point[1] -= sign * 0.7e-3 * LAT_METRE
                        ring[-1] = list(ring[0])

        self.assert_same(change)

    def test_a_source_file_beside_a_dataset(self):
        source = programs.SOURCE / "data/perimeters/qp2024_lens_lievin.geojson"
        done = run("--diff", self.old, source)
        self.assertEqual(0, done.returncode, done.stderr)
        self.assertTrue(done.stdout.endswith("inchangés : 22\n"), done.stdout)

    def test_another_base_of_addresses(self):
        header = "id;numero;rep;nom_voie;code_postal;code_insee;nom_commune;lon;lat;type_position"
        inside, outside = "2.843580;50.434650", "2.843580;50.470000"

        def base(name, rows):
            lines = [header, *(f"62498_0001_{number:05d};{number};;Rue d'Essai;62300;62498;Lens;{place};entrée"
                               for number, place in rows)]
            file = self.home / f"{name}.csv"
            file.write_text("\n".join(lines) + "\n", encoding="utf-8")
            source = programs.SOURCE / "data/perimeters/qp2024_lens_lievin.geojson"
            done = run("--perimeters", source, *TERRITORY, "--addresses", file, "--out", self.home / name)
            self.assertEqual(0, done.returncode, done.stderr)
            return self.home / name

        before = base("before", [(1, inside), (2, inside), (3, outside), (4, outside)])
        after = base("after", [(1, inside), (2, outside), (3, outside), (5, inside), (6, outside)])
        done = run("--diff", before, after)
        self.assertEqual(1, done.returncode, done.stderr)
        code = re.search(r"dedans \((QN\d{5}[NMI])\)", done.stdout).group(1)
        self.assertEqual(
            ["~ 62498 Lens, Rue d'Essai (62498_0001, 2024)",
             f"    changent de côté : 2 : dedans ({code}) → dehors",
             f"    nouveaux : 5 : absent → dedans ({code})",
             "numéros qui changent de côté : 1, de réponse seulement : 0, nouveaux : 1, disparus : 0, dans 1 voie"],
            done.stdout.splitlines()[-4:])
        [street] = json.loads(run("--diff", before, after, "--json").stdout)["streets"]
        self.assertEqual({"number": "2", "before": {"perimeters": [code], "side": "inside", "reason": None},
                          "after": {"perimeters": [], "side": "outside", "reason": None}}, street["moved"][0])
        self.assertIsNone(json.loads(run("--diff", before, self.old, "--json").stdout)["streets"])
        self.assertEqual(0, run("--diff", after, after).returncode)

    def test_the_same_twice_gives_the_same_bytes(self):
        changed = copy.deepcopy(EXTRACT)
        changed["features"] = changed["features"][5:]
        new = self.imported(changed, "new")
        self.assertEqual(run("--diff", self.old, new).stdout, run("--diff", self.old, new).stdout)

    def test_errors_are_two_and_print_nothing(self):
        (self.home / "empty").mkdir()
        for arguments in (["--diff", self.old], ["--diff", self.old, self.home / "empty"], ["--diff", self.old, self.home / "no"],
                          ["--diff", self.old, self.old, "--out", self.home / "x"], ["--json"],
                          ["--diff", self.old, self.old, self.old]):
            done = run(*arguments)
            self.assertEqual((2 if "empty" not in str(arguments[-1]) else 3, ""), (done.returncode, done.stdout), arguments)
            errors = [line for line in done.stderr.splitlines() if not line.endswith("…")]
            self.assertEqual(1, len(errors), done.stderr)


if __name__ == "__main__":
    unittest.main()
