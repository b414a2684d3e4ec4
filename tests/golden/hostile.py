#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Broken and hostile inputs for qpv-import, each made here. Every one must be refused with exit code 2
and one line that names it, in under 5 s of computing and 512 MB, and leave the dataset that was there as it
was. What waits for ever is killed after 30 s.

    hostile.py QPV_IMPORT [--no-limits] [name...]
"""
import os
import shutil
import signal
import sys
import tempfile
import threading
from pathlib import Path

import hostile_containers  # noqa: F401 - registers its cases, as the next ones do
import hostile_formats  # noqa: F401
import hostile_limits  # noqa: F401
import hostile_options  # noqa: F401
import hostile_shapes  # noqa: F401
from hostile_case import CASES, LISTENER, put, shp

SECONDS, MEGABYTES = 5.0, 512


def run(argv, deadline=30.0):
    """Exit code (negative for a signal), output, errors, seconds of computing, peak megabytes."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        pid = os.posix_spawn(argv[0], argv, os.environ, file_actions=[
            (os.POSIX_SPAWN_DUP2, out.fileno(), 1), (os.POSIX_SPAWN_DUP2, err.fileno(), 2)])
        killer = threading.Timer(deadline, os.kill, (pid, signal.SIGKILL))
        killer.start()
        _, status, usage = os.wait4(pid, 0)
        killer.cancel()
        seconds = usage.ru_utime + usage.ru_stime  # on a busy machine, a clock would count the others too
        out.seek(0)
        err.seek(0)
        return os.waitstatus_to_exitcode(status), out.read().decode(), err.read().decode(), seconds, usage.ru_maxrss / 1024


def snapshot(folder):
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def check(program, name, home, limits):
    expected, make, program_limits = CASES[name]
    if not (limits or program_limits): return ["skipped"], 0, 0, ""
    folder = home / name
    folder.mkdir()
    made = make(folder)
    if made is None: return ["skipped"], 0, 0, ""
    arguments = made if isinstance(made, list) else ["--perimeters", made]
    out = home / "jeu"
    before = snapshot(out)
    code, stdout, stderr, seconds, megabytes = run([str(a) for a in [program, *arguments, "--out", out]])
    lines = [line for line in stderr.splitlines() if not line.endswith("…")]
    wrong = []
    if code != 2: wrong.append(f"exit code {code}")
    if stdout: wrong.append(f"printed {stdout!r}")
    if len(lines) != 1 or not lines[0].startswith("erreur : "): wrong.append(f"not one error line: {stderr!r}")
    elif expected not in lines[0]: wrong.append(f"not about {expected!r}: {lines[0]}")
    elif not isinstance(made, list) and Path(made).name not in lines[0]: wrong.append(f"does not name the file: {lines[0]}")
    if limits and seconds > SECONDS: wrong.append(f"{seconds:.1f} s")
    if limits and megabytes > MEGABYTES: wrong.append(f"{megabytes:.0f} MB")
    if LISTENER.visited(): wrong.append("connected to an address that the input names")
    if snapshot(out) != before: wrong.append("the old dataset changed")
    if any(p.name.startswith(".jeu") for p in home.iterdir()): wrong.append("left something beside the dataset")
    shutil.rmtree(folder)
    return wrong, seconds, megabytes, lines[0] if lines else ""


def main():
    limits = "--no-limits" not in sys.argv
    program, *names = [a for a in sys.argv[1:] if a != "--no-limits"]
    failures = 0
    with tempfile.TemporaryDirectory(prefix="qpv-hostile-") as temporary:
        home = Path(temporary)
        if not limits:  # GEOS 3.11 loses its noder when it is interrupted
            put(home, "leaks", "leak:geos::operation::buffer::BufferBuilder::getNoder\n")
            os.environ["LSAN_OPTIONS"] = f"suppressions={home / 'leaks'}:print_suppressions=0"
        code, _, err, _, _ = run([program, "--perimeters", str(shp(home)), "--out", str(home / "jeu")])
        if code != 0: sys.exit(f"the good file was refused: {err}")
        for name in names or CASES:
            wrong, seconds, megabytes, line = check(program, name, home, limits)
            if wrong == ["skipped"]:
                print(f"skip {name}")
                continue
            failures += bool(wrong)
            print(f"{'FAIL' if wrong else 'ok  '} {name}: {seconds:.2f} s, {megabytes:.0f} MB; {'; '.join(wrong) or line}")
    print(f"{len(names or CASES)} inputs, {failures} not refused as they should be")
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
