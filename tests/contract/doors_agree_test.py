# SPDX-License-Identifier: EUPL-1.2
"""The same addresses through every door that takes one: the same match and the same verdict at each of them.

    doors_agree_test.py [--addresses FILE] [--count N]      by default 600 of the demonstration addresses
"""
import argparse
import csv
import io
import json
import pathlib
import random
import sys
import tempfile
import threading
import urllib.parse

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
import programs  # noqa: E402
import wire  # noqa: E402

WORDS = {"inside": "oui", "outside": "non", "uncertain": "à vérifier", "not_found": "introuvable"}
WSA = {"oui": "OUI", "non": "NON"}
BOUNDARY = "ces-adresses"


def spoiled(line: str, rng: random.Random) -> str:
    """As people type: most as it is, some without accents, number or code, or with a letter too few."""
    kind = rng.randrange(10)
    if kind == 0:
        return line.upper()
    if kind == 1:
        return " ".join(word for word in line.split() if not (word.isdigit() and len(word) == 5))
    if kind == 2:
        return line.partition(" ")[2]
    if kind == 3:
        at = rng.randrange(4, len(line))
        return line[:at] + line[at + 1:]
    if kind == 4:
        return line.replace("Rue", "r").replace("Avenue", "av")
    return line


def questions(file: pathlib.Path, count: int, rng: random.Random) -> list[tuple[str, str, str]]:
    """(street line, postcode, town)"""
    with file.open(encoding="utf-8") as text:
        rows = list(csv.DictReader((line for line in text if not line.startswith("#")), delimiter=";"))
    lines = []
    for row in rng.sample(rows, min(count, len(rows))):
        line = spoiled(f"{row['numero']}{' ' + row['rep'] if row['rep'] else ''} {row['nom_voie']}", rng)
        lines.append((line, row["code_postal"] if rng.random() < 0.9 else "", row["nom_commune"]))
    return lines


class Doors:
    """Each gives (id of the match, word of the verdict) of every question, in order; the id is empty where there is none."""

    def __init__(self, port: int, asked: list[tuple[str, str, str]]) -> None:
        self._port = port
        self._asked = asked
        self._lines = [" ".join(filter(None, parts)) for parts in asked]

    def _post(self, target: str, kind: str, body: bytes) -> wire.Reply:
        with wire.Connection(self._port) as connection:
            # What is answered while the body arrives must be read meanwhile.
            sender = threading.Thread(
                target=connection.send, args=[wire.request_bytes("POST", target, {"Content-Type": kind}, body)])
            sender.start()
            reply = connection.receive("POST")
            sender.join()
        if reply.status != 200:
            raise AssertionError(f"{target}: {reply.status} {reply.body[:300]!r}")
        return reply

    def address(self) -> list[tuple[str, str]]:
        return [self._own(self._single(line)) for line in self._lines]

    def _single(self, line: str) -> bytes:
        return self._post("/v1/address", "application/json", json.dumps({"q": line, "limit": 1}).encode()).body

    @staticmethod
    def _own(body: bytes) -> tuple[str, str]:
        answer = json.loads(body)
        return (answer["address"] or {}).get("id", ""), WORDS[answer["answer"]]

    def batch(self) -> list[tuple[str, str]]:
        rows = "".join(json.dumps({"id": i, "q": line, "limit": 1}) + "\n" for i, line in enumerate(self._lines))
        lines = self._post("/v1/batch", "application/x-ndjson", rows.encode()).body.splitlines()
        # Byte for byte what the single call gives.
        for i in range(0, len(lines), max(1, len(lines) // 50)):
            if f'"body":{self._single(self._lines[i]).decode()}'.encode() not in lines[i]:
                raise AssertionError(f"the batch's line {i} is not the single answer")
        return [self._own(json.dumps(json.loads(line)["body"]).encode()) for line in lines]

    def _search(self, base: str) -> list[tuple[str, str]]:
        found = []
        for line in self._lines:
            query = urllib.parse.urlencode({"q": line, "limit": 1, "autocomplete": 0})
            reply = wire.ask(self._port, wire.request_bytes("GET", f"{base}/search?{query}"))
            features = json.loads(reply.body)["features"]
            found.append((features[0]["properties"]["id"], features[0]["properties"]["qpv"]["reponse"])
                         if features else ("", "introuvable"))
        return found

    def search(self) -> list[tuple[str, str]]:
        return self._search("")

    def geocodage(self) -> list[tuple[str, str]]:
        return self._search("/geocodage")

    def table(self) -> list[tuple[str, str]]:
        file = io.StringIO()
        out = csv.writer(file)
        out.writerow(["adresse", "cp", "ville"])
        out.writerows(self._asked)
        parts = [("columns", "adresse"), ("columns", "cp"), ("columns", "ville"), ("result_columns", "result_id"),
                 ("result_columns", "qpv"), ("data", file.getvalue())]
        body = "".join(f"--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"
                       for name, value in parts) + f"--{BOUNDARY}--\r\n"
        reply = self._post("/search/csv", f"multipart/form-data; boundary={BOUNDARY}", body.encode())
        rows = list(csv.DictReader(io.StringIO(reply.body.decode())))
        return [(row["result_id"], row["qpv"]) for row in rows]

    def addok_batch(self) -> list[tuple[str, str]]:
        found = []
        for begin in range(0, len(self._lines), 100):
            body = json.dumps({"requests": [{"id": i, "params": {"q": line}}
                                            for i, line in enumerate(self._lines[begin:begin + 100])]})
            for each in json.loads(self._post("/batch", "application/json", body.encode()).body)["results"]:
                result = each.get("result")
                found.append((result["id"], result["qpv"]["reponse"]) if result else ("", "introuvable"))
        return found

    def wsa(self) -> list[str]:
        found = []
        for line, postcode, town in self._asked:
            query = urllib.parse.urlencode({"type_quartier[]": "QP", "type_adresse": "MIXTE", "adresse[nom_voie]": line,
                                            "adresse[code_postal]": postcode, "adresse[nom_commune]": town})
            reply = wire.ask(self._port, wire.request_bytes("GET", f"/api/v2.json?{query}"))
            found.append(json.loads(reply.body)["code_reponse"])
        return found


def differences(name: str, asked: list, ours: list, theirs: list) -> int:
    wrong = [(question, a, b) for question, a, b in zip(asked, ours, theirs, strict=True) if a != b]
    for question, a, b in wrong[:5]:
        print(f"  WRONG {name}: {question}: {a} at /v1/address, {b} here")
    print(f"{name}: {len(ours)} answers, {len(wrong)} otherwise than /v1/address")
    return len(wrong)


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--addresses", type=pathlib.Path, default=programs.SOURCE / "data/demo/adresses.csv")
    options.add_argument("--count", type=int, default=600)
    options.add_argument("--seed", type=int, default=20261125)
    chosen = options.parse_args()
    asked = questions(chosen.addresses, chosen.count, random.Random(chosen.seed))
    with tempfile.TemporaryDirectory(prefix="qpv-doors-") as name:
        folder = pathlib.Path(name)
        programs.import_dataset([*programs.PERIMETERS, "--addresses", str(chosen.addresses), "--fictitious"],
                                folder / "dataset")
        with programs.Server(folder / "dataset", folder / "log") as server:
            doors = Doors(server.port, asked)
            ours = doors.address()
            wrong = sum(differences(door.__name__, asked, ours, door())
                        for door in (doors.batch, doors.search, doors.geocodage, doors.table,
                                     doors.addok_batch))
            wrong += differences("wsa", asked, [WSA.get(word) for _, word in ours], doors.wsa())
    words = {word: sum(answer[1] == word for answer in ours) for word in WORDS.values()}
    print(f"the verdicts: {words}")
    if min(words["oui"], words["non"], words["à vérifier"]) == 0:
        print("  WRONG: the questions try too little")
        wrong += 1
    return 0 if wrong == 0 else 1


if __name__ == "__main__":
    sys.exit(main())
