# SPDX-License-Identifier: EUPL-1.2
"""How many rows of a made staff list are left to check, beyond those that truly lie near a boundary: at most one in a
hundred. The true position of each row is known; how near it is to a boundary, qpv-batch says of it as a point."""
import collections
import csv
import json
import pathlib
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "recall"))
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))

import programs  # noqa: E402
import recall_test  # noqa: E402
import verdict_test  # noqa: E402

MOST = 0.01
NEAR_METRES = 50  # three times the error of the worst positions that are made
ADDRESSES, ROWS, SEEDS = 60_000, 20_000, (1, 2)
# All around, as a national file would be: what the embedded coverage leaves open is not the list's fault.
AROUND = {"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {}, "geometry": {
    "type": "Polygon", "coordinates": [[[2, 50], [3.6, 50], [3.6, 51], [2, 51], [2, 50]]]}}]}


def answered(dataset: pathlib.Path, table: pathlib.Path) -> list[dict]:
    out = table.with_suffix(".out.csv")
    subprocess.run([programs.BIN / "qpv-batch", "--dataset", dataset, table, "-o", out, "--quiet"], check=True)
    with out.open(encoding="utf-8", newline="") as text:
        return list(csv.DictReader(text, delimiter="," if table.name == "batch.csv" else ";"))


def judge(home: pathlib.Path, seed: int) -> float:
    folder = home / str(seed)
    subprocess.run([sys.executable, "-B", recall_test.MAKE_BAN, folder, "--area", "call", "--addresses", str(ADDRESSES),
                    "--queries", str(ROWS), "--seed", str(seed), "--positions", "mixed"], check=True)
    errors = folder / "errors.tsv"
    errors.write_text("".join(f"{name}\t{metres}\n" for name, metres in verdict_test.MIXED.items()), encoding="utf-8")
    coverage = folder / "coverage.geojson"
    coverage.write_text(json.dumps(AROUND), encoding="utf-8")
    dataset = folder / "dataset"
    programs.import_dataset(["--perimeters", str(programs.SOURCE / "data/perimeters/qp2024_lens_lievin.geojson"), "--coverage",
                             str(coverage), "--territory", str(programs.SOURCE / "data/territory/territory.json"), "--addresses",
                             str(folder / "adresses.csv"), "--fictitious", "--position-errors", str(errors)], dataset)
    asked = [json.loads(line) for line in (folder / "queries.jsonl").read_text(encoding="utf-8").splitlines()]
    truth = folder / "truth.csv"
    truth.write_text("lon;lat\n" + "".join(f"{each['lon']};{each['lat']}\n" for each in asked), encoding="utf-8")
    places = answered(dataset, truth)
    rows = answered(dataset, folder / "batch.csv")
    assert len(rows) == len(places) == len(asked) == ROWS
    left = collections.Counter()
    near = 0
    for row, place, question in zip(rows, places, asked):
        if row["qpv"] in ("oui", "non"):
            continue
        # A street without a number that has some on both sides has no other answer.
        metres = float(place["qpv_distance_m"] or "inf")
        if metres <= NEAR_METRES or (question["kind"] == "street" and row["qpv_doute"] == "rue en partie"):
            near += 1
        else:
            left[row["qpv_doute"] or row["qpv"]] += 1
    part = sum(left.values()) / ROWS
    print(f"seed {seed}: {ROWS} rows, {near} near a boundary, {sum(left.values())} left ({part:.2%}, at most {MOST:.0%}): {dict(left)}")
    return part


def main() -> int:
    if not recall_test.MAKE_BAN.exists():
        print(f"skipped: no {recall_test.MAKE_BAN}")
        return recall_test.SKIPPED
    with tempfile.TemporaryDirectory(prefix="qpv-lists-") as name:
        return 0 if max(judge(pathlib.Path(name), seed) for seed in SEEDS) <= MOST else 1


if __name__ == "__main__":
    sys.exit(main())
