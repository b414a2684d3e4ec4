# SPDX-License-Identifier: EUPL-1.2
"""Verdicts against the truth, on sets of which it is known: positions that are off by known errors (make_ban.py
--positions mixed, its errors as the dataset's), and exact ones. The marks are the issue's."""
import argparse
import pathlib
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "support"))

import programs  # noqa: E402
import recall_test  # noqa: E402

# Metres, as make_ban.py makes them; the types that it does not make are like the others.
MIXED = {"inconnue": 6, "entrée": 3, "bâtiment": 6, "cage d’escalier": 4, "logement": 6, "service technique": 6,
         "délivrance postale": 5, "parcelle": 10, "segment": 15, "voie": 150, "lieu-dit": 250}
EXACT = dict.fromkeys(MIXED, 0.01) | {"voie": 150, "lieu-dit": 250}


def make_set(folder: pathlib.Path, positions: str, errors: dict, options: argparse.Namespace, seed: int) -> pathlib.Path:
    folder.mkdir()
    subprocess.run([sys.executable, "-B", recall_test.MAKE_BAN, folder, "--area", "call", "--addresses",
                    str(options.addresses), "--queries", str(options.queries), "--seed", str(seed),
                    "--positions", positions], check=True)
    table = folder / "errors.tsv"
    table.write_text("".join(f"{name}\t{metres}\n" for name, metres in errors.items()), encoding="utf-8")
    dataset = folder / "dataset"
    programs.import_dataset([*programs.PERIMETERS, "--addresses", str(folder / "adresses.csv"), "--fictitious",
                             "--position-errors", str(table)], dataset)
    return dataset


def judge(verdicts: pathlib.Path, name: str, pairs: list, floors: list[str]) -> bool:
    print(f"-- {name}", flush=True)
    run = subprocess.run([verdicts, *pairs, *floors], check=False)
    if run.returncode not in (0, 1):
        raise RuntimeError(f"qpv_verdicts ended with {run.returncode}")
    return run.returncode == 0


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--verdicts", type=pathlib.Path, required=True, help="the program qpv_verdicts")
    options.add_argument("--addresses", type=int, default=60_000)
    options.add_argument("--queries", type=int, default=40_000)
    options.add_argument("--seeds", type=int, nargs="+", default=[7, 8])
    chosen = options.parse_args()
    if not recall_test.MAKE_BAN.exists():
        print(f"skipped: no {recall_test.MAKE_BAN}")
        return recall_test.SKIPPED
    with tempfile.TemporaryDirectory(prefix="qpv-verdicts-") as name:
        home = pathlib.Path(name)
        mixed = []
        for seed in chosen.seeds:
            folder = home / f"mixed-{seed}"
            mixed += [make_set(folder, "mixed", MIXED, chosen, seed), folder / "queries.jsonl"]
        right = judge(chosen.verdicts, "mixed positions", mixed,
                      ["--calibrated", "--max-wrong", "0.02", "--max-near-wrong", "0.3", "--max-undecided-ratio", "1.2"])
        folder = home / "exact"
        exact = make_set(folder, "exact", EXACT, chosen, chosen.seeds[0])
        recall_test.hard_queries(folder, chosen.seeds[0], 200)
        right &= judge(chosen.verdicts, "exact positions, easy", [exact, folder / "queries.jsonl"], ["--max-wrong", "0.02"])
        right &= judge(chosen.verdicts, "exact positions, hard", [exact, folder / "hard.jsonl"], ["--max-wrong", "0.2"])
    return 0 if right else 1


if __name__ == "__main__":
    sys.exit(main())
