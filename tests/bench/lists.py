# SPDX-License-Identifier: EUPL-1.2
"""How many rows a second qpv-batch answers, and with what memory above its index.

Usage: lists.py [--addresses N] [--rows N] [--distinct N] [--threads N]: by default a million rows, 200,000 of them different,
against 700,000 made addresses, which take three minutes to make.
"""
import argparse
import itertools
import pathlib
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "support"))

import programs  # noqa: E402

MAKE_BAN = programs.TEST_DATA / "../tools/make_ban.py"
WANTED_ROWS = 50_000  # a second, on two processors
WANTED_MIB = 64
SKIPPED = 77


def make(home: pathlib.Path, options: argparse.Namespace) -> tuple[pathlib.Path, pathlib.Path]:
    """A dataset and a list."""
    made = home / "made"
    subprocess.run([sys.executable, "-B", MAKE_BAN, made, "--area", "62", "--addresses", str(options.addresses),
                    "--queries", str(options.distinct)], check=True)
    dataset = home / "dataset"
    programs.import_dataset([*programs.PERIMETERS, "--addresses", str(made / "adresses.csv"), "--fictitious"], dataset)
    header, *rows = (made / "batch.csv").read_bytes().splitlines(keepends=True)
    table = home / "list.csv"
    with table.open("wb") as out:
        out.write(header)
        out.writelines(itertools.islice(itertools.cycle(rows), options.rows))
    return dataset, table


def memory_kib(pid: int) -> tuple[int, int]:
    """Of its own, and the most that was held together with mapped files so far; 0 where the process is gone."""
    try:
        lines = pathlib.Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0, 0
    fields = dict(line.split(":", 1) for line in lines)
    return tuple(int(fields[name].split()[0]) if name in fields else 0 for name in ("RssAnon", "VmHWM"))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--addresses", type=int, default=700_000)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--distinct", type=int, default=200_000)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--no-marks", action="store_true", help="fail on wrong output only: another load is at work")
    options = parser.parse_args()
    if not MAKE_BAN.exists():
        print(f"skipped: no {MAKE_BAN}")
        return SKIPPED
    with tempfile.TemporaryDirectory(prefix="qpv-bench-lists-") as name:
        dataset, table = make(pathlib.Path(name), options)
        out = pathlib.Path(name) / "out.csv"
        began = time.monotonic()
        process = subprocess.Popen([programs.BIN / "qpv-batch", "--dataset", dataset, table, "-o", out, "--quiet",
                                    "--threads", str(options.threads)])
        own, most = 0, 0
        while process.poll() is None:
            seen = memory_kib(process.pid)
            own, most = max(own, seen[0]), max(most, seen[1])
            time.sleep(0.05)
        took = time.monotonic() - began
        if process.returncode != 0:
            raise RuntimeError(f"qpv-batch ended with {process.returncode}")
        with out.open("rb") as lines:
            count = sum(1 for _ in lines) - 1
        index = (dataset / "addresses.idx").stat().st_size / 1024
        per_second = options.rows / took
        added = max(own, most - index) / 1024
        print(f"rows/s {per_second:10.0f}   wanted at least {WANTED_ROWS}, with {options.threads} threads, opening included")
        print(f"MiB    {added:10.1f}   above an index of {index / 1024:.1f}, wanted under {WANTED_MIB} ({own / 1024:.1f} of its own)")
        print(f"rows   {count:10}   of {options.rows}")
        marks = options.no_marks or (per_second >= WANTED_ROWS and added < WANTED_MIB)
        return 0 if count == options.rows and marks else 1


if __name__ == "__main__":
    sys.exit(main())
