# SPDX-License-Identifier: EUPL-1.2
"""What every GET route answers on the embedded data and on a made national file fits its description.

The national one has what the embedded one lacks: a fetch record (so dates, addresses and `official`), no territory,
overseas perimeters, holes, parts, and answers that are never "not covered".
"""
import hashlib
import json
import pathlib
import random
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
import description  # noqa: E402
import programs  # noqa: E402
import provoke  # noqa: E402
import wire  # noqa: E402

MADE_NATIONAL = programs.BIN.parent / "tests/qpv_made_national"
PERIMETERS = 1100  # 1,000 make a file national
SEED = 20261123


class Datasets(unittest.TestCase):
    def setUp(self) -> None:
        holder = tempfile.TemporaryDirectory(prefix="qpv-datasets-")
        self.addCleanup(holder.cleanup)
        self.folder = pathlib.Path(holder.name)
        self.random = random.Random(SEED)

    def ask(self, target: str, status: int = 200) -> wire.Reply:
        reply = wire.ask(self.port, wire.request_bytes("GET", target))
        with self.subTest(target):
            self.assertEqual(status, reply.status, reply.body[:300])
            self.described.check_answer(self.described.operation("GET", target.partition("?")[0]), "GET", reply)
        return reply

    def serve(self, sources: list[str]) -> None:
        programs.import_dataset(sources, self.folder / "dataset")
        server = programs.Server(self.folder / "dataset", self.folder / "log", "--ops-listen", "127.0.0.1:0")
        server.__enter__()
        self.addCleanup(server.__exit__)
        self.port = server.port
        self.described = description.Description.served(server.port)
        self.has_addresses = "--addresses" in sources

    def ask_everything(self) -> list[dict]:
        for operation in self.described.operations():
            # The examples' codes are of the embedded data.
            if operation.method == "GET" and not operation.operators and "{code}" not in operation.path:
                asked = provoke.asked(self.described, operation)
                needs_addresses = operation.value["responses"]["503"].get("$ref", "").endswith("OrNoAddresses")
                self.ask(asked.path + asked.query, 503 if needs_addresses and not self.has_addresses else 200)
        features = self.ask("/v1/perimeters?territory=all").json()["features"]
        for feature in self.random.sample(features, min(60, len(features))):
            code = feature["properties"]["code"]
            self.ask(f"/v1/perimeters/{code}")
            self.ask(f"/v1/perimeters/{code}/addresses", 200 if self.has_addresses else 503)
            self.ask(f"/v1/perimeters?code={code}")
            for lon, lat in self.random.sample(feature["geometry"]["coordinates"][0][0], 3):
                east = lon + self.random.gauss(0, 0.004)
                self.ask(f"/v1/point?lon={lon}&lat={lat}")
                self.ask(f"/v1/point?lon={east:.6f}&lat={lat}&accuracy={self.random.choice([0, 8, 60, 900, 20000])}")
        for _ in range(100):
            lon, lat = self.random.uniform(-62, 56), self.random.uniform(-22, 52)
            self.ask(f"/v1/point?lon={lon:.4f}&lat={lat:.4f}&date=2031-01-01")
        return features

    def test_the_embedded_data(self) -> None:
        self.serve(programs.EMBEDDED)
        self.assertEqual(22, len(self.ask_everything()))
        about = self.ask("/v1/about").json()
        self.assertFalse(about["dataset"]["official"])
        self.assertIsNotNone(about["territory"])
        self.ask("/v1/perimeters?commune=62498&date=2026-11-23")

    def test_made_up_addresses(self) -> None:
        file = self.folder / "adresses.csv"
        file.write_text("id;numero;nom_voie;code_postal;code_insee;nom_commune;lon;lat\n"
                        "62498_0001_00001;1;Rue A;62300;62498;Lens;2.8;50.4\n", encoding="utf-8")
        self.serve([*programs.PERIMETERS, "--addresses", str(file), "--edition", "Démonstration:2026-11-01",
                    "--fictitious"])
        self.ask_everything()
        dataset = self.ask("/v1/about").json()["dataset"]
        self.assertFalse(dataset["official"])
        self.assertEqual("adresses de démonstration, fictives", dataset["addresses"])
        self.assertEqual(1, dataset["address_count"])
        self.assertEqual([("addresses", True)],
                         [(s["role"], s["fictitious"]) for s in dataset["sources"] if s["fictitious"]])

    def test_a_made_national_file(self) -> None:
        file = self.folder / "national.geojson"
        with file.open("wb") as out:
            subprocess.run([MADE_NATIONAL, str(PERIMETERS), "7"], stdout=out, check=True)
        record = {"url": "https://www.data.gouv.fr/fr/datasets/r/national.geojson", "date": "2026-11-01",
                  "sha256": hashlib.sha256(file.read_bytes()).hexdigest()}
        pathlib.Path(f"{file}.fetch.json").write_text(json.dumps(record), encoding="utf-8")
        self.serve(["--perimeters", str(file)])
        self.assertEqual(PERIMETERS, len(self.ask_everything()))
        dataset = self.ask("/v1/about").json()["dataset"]
        self.assertTrue(dataset["official"])
        self.assertEqual("2026-11-01", dataset["sources"][0]["date"])
        self.assertEqual("outside", self.ask("/v1/point?lon=2.3&lat=46.2").json()["answer"])


if __name__ == "__main__":
    unittest.main()
