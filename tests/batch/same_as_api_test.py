# SPDX-License-Identifier: EUPL-1.2
"""The same rows through qpv-batch and through POST /v1/batch: the same cells, made of the answers' bodies alone."""
import csv
import http.client
import io
import json
import random
import unittest

import lists
import programs
from lists import OWN

ANSWERS = {"inside": "oui", "outside": "non", "uncertain": "à vérifier", "not_found": "introuvable"}
DOUBTS = {None: "", "near_boundary": "limite proche", "not_covered": "hors des données", "street_mixed": "rue en partie",
          "weak_match": "adresse peu sûre", "ambiguous": "plusieurs adresses"}
LIKELY = {None: "", "inside": "oui", "outside": "non"}
COUNT = 1500


def number(value):
    """As a spreadsheet's user and JavaScript write it."""
    if value is None:
        return ""
    return str(int(value)) if value == int(value) else repr(value)


def cells(body, generation):
    """What the columns say, from the body of one answer."""
    if body["answer"] == "not_found":
        return ["introuvable", "", "", "", "", "", "", "", body["dataset"]["id"], "", ""]
    boundary, address = body["boundary"], body.get("address")
    probability = body["probability"]
    return [ANSWERS[body["answer"]], "|".join(p["code"] for p in body["perimeters"]),
            "|".join(p["name"] for p in body["perimeters"]), DOUBTS[body["doubt"]], LIKELY[body["likely"]],
            number(None if probability is None else int(probability * 1e4 + 0.5) / 1e4),
            number(boundary and boundary["distance_m"]), str(generation), body["dataset"]["id"],
            address["label"] if address else "", number(address and address["score"])]


def spoiled(line, rng):
    kind = rng.randrange(8)
    if kind == 0:
        return line.upper()
    if kind == 1:
        return line.partition(" ")[2]
    if kind == 2:
        at = rng.randrange(4, len(line))
        return line[:at] + line[at + 1:]
    if kind == 3:
        return "  " + line.replace(" ", "\u00a0") + " "
    if kind == 4:
        return line + " chez Madame " + "x" * rng.choice([5, 250])
    return line


def made_rows(rng):
    with (programs.SOURCE / "data/demo/adresses.csv").open(encoding="utf-8") as text:
        base = list(csv.DictReader((line for line in text if not line.startswith("#")), delimiter=";"))
    for row in rng.sample(base, min(COUNT, len(base))):
        street = spoiled(row["nom_voie"], rng)
        yield {"numero": row["numero"], "rep": row["rep"], "voie": street,
               "cp": rng.choice([row["code_postal"], row["code_postal"], ""]), "ville": rng.choice([row["nom_commune"], ""]),
               "insee": rng.choice([row["code_insee"], "", "", "62001", "x"])}


def cut(text):
    return text.replace("\u00a0", " ").strip()[:200]


def question(row):
    parts = {"housenumber": " ".join(filter(None, [row["numero"], row["rep"]])), "street": cut(row["voie"]), "postcode": row["cp"],
             "city": row["ville"], "citycode": row["insee"] if row["insee"] != "x" else ""}
    if parts["street"].startswith(parts["housenumber"]):
        parts["housenumber"] = ""
    return {name: text for name, text in parts.items() if text}


class SameAsApi(lists.Lists):
    def ask(self, questions):
        out = []
        for at in range(0, len(questions), 1000):
            connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
            connection.request("POST", "/v1/batch", json.dumps(questions[at:at + 1000]), {"Content-Type": "application/json"})
            reply = connection.getresponse()
            self.assertEqual(200, reply.status)
            out += json.loads(reply.read())
            connection.close()
        return [each["body"] for each in out]

    def compare(self, rows, questions, retry=lambda q: None):
        text = io.StringIO()
        writer = csv.DictWriter(text, list(rows[0]), delimiter=";", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
        got = self.rows(text.getvalue())
        with programs.Server(self.dataset, self.folder / "log") as server:
            self.port = server.port
            bodies = self.ask(questions)
            again = {i: retry(q) for i, (q, body) in enumerate(zip(questions, bodies)) if body["answer"] == "not_found"}
            again = {i: q for i, q in again.items() if q}
            for i, body in zip(again, self.ask(list(again.values()))):
                bodies[i] = body
        self.assertEqual(len(rows), len(got))
        for row, body, given in zip(rows, bodies, got):
            self.assertEqual(cells(body, 2024), [given[name] for name in OWN], (row, body))
        return bodies

    def test_addresses(self):
        rows = list(made_rows(random.Random(11)))
        bodies = self.compare(rows, [question(row) for row in rows],
                              lambda q: {k: v for k, v in q.items() if k != "citycode"} if "citycode" in q else None)
        for answer in ANSWERS:
            self.assertTrue(any(body["answer"] == answer for body in bodies), answer)

    def test_places(self):
        rng = random.Random(12)
        rows = [{"lon": repr(round(rng.uniform(2.6, 3.0), 6)), "lat": repr(round(rng.uniform(50.35, 50.5), 6))} for _ in range(1000)]
        self.compare(rows, [{name: float(text) for name, text in row.items()} for row in rows])


if __name__ == "__main__":
    unittest.main()
