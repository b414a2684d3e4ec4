# SPDX-License-Identifier: EUPL-1.2
"""Every address of real files of the BAN finds itself by its label.

Not counted: the few labels that a file gives to more than one address, of which the answer may be any.
"""
import argparse
import collections
import csv
import gzip
import json
import pathlib
import subprocess
import sys
import tempfile
from collections.abc import Iterator

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "support"))

import programs  # noqa: E402

SKIPPED = 77
FOLDER = programs.TEST_DATA / "addresses"
BONDY = FOLDER / "ban_bondy_93010_R-export.csv.gz"
CALEDONIA = FOLDER / "adresses-addok-france-simplified.ndjson.gz"


def of_csv(path: pathlib.Path) -> Iterator[tuple[str, str]]:
    """Identifier and label of each address."""
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield row["id"], f"{row['numero']} {row['rep']}".strip() + f" {row['nom_voie']} {row['code_postal']} {row['nom_commune']}"


def of_addok(path: pathlib.Path) -> Iterator[tuple[str, str]]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for street in map(json.loads, file):
            for number, address in street.get("housenumbers", {}).items():
                yield address["id"], f"{number} {street['name']} {street['city'][0]}"


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--recall", type=pathlib.Path, required=True, help="the program qpv_recall")
    options.add_argument("--misses", type=int, default=10, help="show so many")
    chosen = options.parse_args()
    if missing := [str(path) for path in (BONDY, CALEDONIA) if not path.exists()]:
        print("skipped, not there: " + ", ".join(missing))
        return SKIPPED
    right = True
    for path, read in ((BONDY, of_csv), (CALEDONIA, of_addok)):
        addresses = list(read(path))
        uses = collections.Counter(label for _, label in addresses)
        with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
            file.writelines(json.dumps({"kind": "label", "q": label, "id": identifier,
                                        "street_id": "_".join(identifier.split("_")[:2]), "citycode": identifier[:5]}) + "\n"
                            for identifier, label in addresses if uses[label] == 1)
            file.flush()
            shared = sum(count for count in uses.values() if count > 1)
            print(f"-- {path.name}: {len(addresses):,} addresses, {shared} with the label of another", flush=True)
            run = subprocess.run([chosen.recall, path, file.name, "--lexicon", programs.SOURCE / "data/lexicon", "--misses",
                                  str(chosen.misses), "--floor-exact", "100"], check=False)
            right &= run.returncode == 0
    return 0 if right else 1


if __name__ == "__main__":
    sys.exit(main())
