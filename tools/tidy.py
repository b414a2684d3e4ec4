#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""clang-tidy over every source of ours, as the clang preset compiles it; any finding is an error.

    tools/tidy.py [--analyzer] [FILE...]      all sources by default

With --analyzer the static analyzer's checks take part too; they double the time, so tools/test.sh
leaves them to a run of their own.

A source that passed is not looked at again until it, a header of it, a .clang-tidy or the tool
changes: what passed is remembered by hash in ~/.cache/qpv-tidy, for every clone.
"""
import concurrent.futures
import functools
import hashlib
import json
import os
import pathlib
import shlex
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[1]
BUILD = ROOT / "build" / "clang"
TIDY = "clang-tidy-14"
LEFT_OUT = "" if "--analyzer" in sys.argv[1:] else "-clang-analyzer-*"
PASSED = pathlib.Path(os.environ.get("XDG_CACHE_HOME") or pathlib.Path.home() / ".cache") / "qpv-tidy"


def run(command, **options):
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, **options)


def compile_commands():
    """{path from the top: its compiler command}, less what the build itself writes."""
    entries = json.loads((BUILD / "compile_commands.json").read_text(encoding="utf-8"))
    commands = {pathlib.Path(e["directory"], e["file"]).resolve(): (e["directory"], shlex.split(e["command"]))
                for e in entries}
    return {str(path.relative_to(ROOT)): command for path, command in commands.items()
            if path.is_relative_to(ROOT) and not path.is_relative_to(ROOT / "build")}


@functools.cache
def rules():
    found = sorted([ROOT / ".clang-tidy", *ROOT.glob("tests/**/.clang-tidy")])
    return run([TIDY, "--version"]).stdout.encode() + b"".join(path.read_bytes() for path in found)


def fingerprint(source, command):
    """Of all that clang-tidy would see: the text with its headers and comments (NOLINT is one)."""
    directory, words = command
    if "ccache" in words[0]:
        words = words[1:]
    keep, skip = [], False
    for word in words:
        if not skip and word not in ("-o", "-c"):
            keep.append(word)
        skip = word == "-o"
    text = subprocess.run([*keep, "-E", "-CC", "-P"], cwd=directory, capture_output=True, check=False)
    if text.returncode != 0:
        return None
    return hashlib.sha256(b"\0".join([rules(), LEFT_OUT.encode(), source.encode(), text.stdout])).hexdigest()


def check(source, command):
    """Findings as text; empty when there are none."""
    key = fingerprint(source, command)
    if key and (PASSED / key).exists():
        return ""
    done = run([TIDY, "--quiet", "-p", str(BUILD), "--warnings-as-errors=*", f"--checks={LEFT_OUT}", source])
    if done.returncode == 0:
        if key:
            PASSED.mkdir(parents=True, exist_ok=True)
            (PASSED / key).touch()
        return ""
    return done.stdout or done.stderr


def main():
    configured = run(["cmake", "--preset", "clang"])
    if configured.returncode != 0:
        sys.exit(configured.stdout + configured.stderr)
    commands = compile_commands()
    sources = [name for name in sys.argv[1:] if name != "--analyzer"] or list(commands)
    if unknown := [name for name in sources if name not in commands]:
        sys.exit(f"error: not a source of the clang preset, from the top of the project: {unknown[0]}")
    # The slowest first, so that no core ends up waiting for one.
    sources.sort(key=lambda name: (not name.startswith("service/http/"), name))
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        findings = [text for text in pool.map(lambda name: check(name, commands[name]), sources) if text]
    print("".join(findings), end="")
    print(f"clang-tidy: {len(sources)} sources, {len(findings)} with findings")
    sys.exit(1 if findings else 0)


if __name__ == "__main__":
    main()
