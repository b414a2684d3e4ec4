#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""clang-tidy over every source of ours, as the clang preset compiles it; any finding is an error.

    tools/tidy.py [--analyzer] [FILE...]      all sources by default

With --analyzer the static analyzer's checks take part too; they double the time, so tools/test.sh
leaves them to a run of their own.

Nine tenths of clang-tidy's time go to the declarations of system headers. So neighbours are first
looked at together, as one text, in which what each declares for itself has a name of its own; where
that has a finding, each is looked at by itself. What such a text hides is held elsewhere: an unused
using-declaration and a header that is included twice by a lint (tests/lint/sources_test.py), a
shadowed name by the builds without a sanitizer.

A source that passed is not looked at again until it, a header of it, a .clang-tidy, its flags or a
package of the system changes: what passed is remembered by hash in ~/.cache/qpv-tidy, for every clone.
"""
import bisect
import collections
import concurrent.futures
import functools
import hashlib
import json
import os
import pathlib
import re
import shlex
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[1]
BUILD = ROOT / "build" / "clang"
TIDY = "clang-tidy-14"
LEFT_OUT = "" if "--analyzer" in sys.argv[1:] else "-clang-analyzer-*"
LEFT_OUT_TOGETHER = f"{LEFT_OUT},-readability-duplicate-include"
DEAR_HEADER = "#include <CLI/"  # one check takes as long for its functions as all others together
DEAR_CHECK = "-performance-unnecessary-value-param"
TOGETHER = 48  # a finding costs a look at each of them
PASSED = pathlib.Path(os.environ.get("XDG_CACHE_HOME") or pathlib.Path.home() / ".cache") / "qpv-tidy"


def run(command, **options):
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, **options)


def compile_commands():
    """{path from the top: flags}, less what the build itself writes."""
    entries = json.loads((BUILD / "compile_commands.json").read_text(encoding="utf-8"))
    commands = {pathlib.Path(e["directory"], e["file"]).resolve(): flags_of(e["command"])
                for e in entries}
    return {str(path.relative_to(ROOT)): flags for path, flags in commands.items()
            if path.is_relative_to(ROOT) and not path.is_relative_to(ROOT / "build")}


def flags_of(command):
    """Without launcher, compiler, output and source."""
    words = shlex.split(command)
    words = words[2 if "ccache" in words[0] else 1:]
    return tuple(word for before, word in zip(["", *words], words)
                 if word not in ("-o", "-c") and before not in ("-o", "-c"))


@functools.cache
def surroundings():
    """What every source's passing hangs on: the rules, the tool, and whose headers are included."""
    rules = sorted([ROOT / ".clang-tidy", *ROOT.glob("tests/**/.clang-tidy")])
    packages = run(["dpkg-query", "--show", "--showformat=${Package} ${Version}\n"])
    return "\0".join([run([TIDY, "--version"]).stdout, LEFT_OUT, packages.stdout,
                      *(path.read_text(encoding="utf-8") for path in rules)])


@functools.cache
def text_and_headers(name):
    """The file's text, and the headers of ours that it includes, wherever they stand."""
    text = (ROOT / name).read_text(encoding="utf-8")
    included = re.findall(r'^\s*#\s*include\s+"([^"]+)"', text, re.MULTILINE)
    return text, [header for header in included if (ROOT / header).is_file()]


def fingerprint(source, flags):
    """Of all that clang-tidy would see."""
    seen, ahead = {}, [source]
    while ahead:
        name = ahead.pop()
        if name not in seen:
            seen[name], headers = text_and_headers(name)
            ahead += headers
    parts = [surroundings(), source, *(flag.replace(str(ROOT), "") for flag in flags)]
    parts += [part for name in sorted(seen) for part in (name, seen[name])]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def remember(key):
    PASSED.mkdir(parents=True, exist_ok=True)
    (PASSED / key).touch()


UNNAMED = re.compile(r"^namespace \{$(.*?)^\}  // namespace$", re.MULTILINE | re.DOTALL)
DECLARED = re.compile(r"^(?!namespace|using namespace|using enum|using \w+::|template|extern|static_assert|TEST)(?:"
                      r"(?:struct|class|enum class|enum|union) (\w+)|using (\w+) =|\w.*?\b([A-Za-z]\w*)(?:\[\w*\])? ?[=({;])", re.MULTILINE)
PROGRAM = re.compile(r"^(?:extern \"C\" )?int (main|LLVMFuzzerTestOneInput)\(", re.MULTILINE)
KEPT = re.compile(r"#include|using \w+::|namespace ")


def own_names(text):
    """What a source declares in its unnamed namespaces, and where a program begins: another source may mean something else by them.
    Less what is a member's name as well."""
    names = set(PROGRAM.findall(text))
    for block in UNNAMED.findall(text):
        names |= {next(filter(None, found)) for found in DECLARED.findall(block)}
    return {name for name in names - {"auto"} if not re.search(rf"(?:\.|->){name}\b", text)}


def with_own_names(text, place):
    """The same text, line by line, with such names told apart from those of other places."""
    names = own_names(text)
    if not names:
        return text
    word = re.compile(rf"(?<![.\w>])(?<!(?<!qpv)(?<!test)::)({'|'.join(sorted(names))})\b")
    return "".join(line if KEPT.match(line) else word.sub(rf"\g<1>x{place}", line)
                   for line in text.splitlines(keepends=True))


class Text:
    """Some sources as one file, which clang-tidy finds beside the first, for its rules, though it is elsewhere."""

    def __init__(self, folder, sources, commands):
        # What one target defines for a library of its own, the others do not ask for.
        flags = dict.fromkeys(flag for source in sources for flag in commands[source])
        self.flags = [*flags, "-Wno-shadow"]  # another source's name
        texts = [text_and_headers(source)[0] for source in sources]
        self.ends = [sum(text.count("\n") for text in texts[:i + 1]) for i in range(len(texts))]
        self.real = folder / "text.cc"
        self.real.write_text("".join(with_own_names(text, i) for i, text in enumerate(texts)), encoding="utf-8")
        self.left_out = LEFT_OUT_TOGETHER + (f",{DEAR_CHECK}" if is_dear(sources[0]) else "")
        self.path = ROOT / pathlib.Path(sources[0]).parent / "together.cc"
        self.overlay = folder / "overlay.json"
        self.overlay.write_text(json.dumps({"version": 0, "roots": [
            {"type": "file", "name": str(self.path), "external-contents": str(self.real)}]}), encoding="utf-8")

    def misfits(self):
        """The places of the sources that do not compile behind those before them."""
        done = subprocess.run(["clang++-14", "-fsyntax-only", "-w", "-ferror-limit=0", *self.flags, self.real],
                              cwd=BUILD, capture_output=True, text=True, check=False)
        lines = re.findall("^" + re.escape(str(self.real)) + r":(\d+):\d+: (?:fatal )?error:", done.stderr, re.MULTILINE)
        found = {bisect.bisect_left(self.ends, int(line)) for line in lines}
        # An error in a header only: which source it is of is not worth telling.
        return found or (set(range(len(self.ends))) if done.returncode else set())

    def passes(self):
        done = run([TIDY, "--quiet", f"--vfsoverlay={self.overlay}", "--warnings-as-errors=*",
                    f"--checks={self.left_out}", self.path, "--", *self.flags])
        return done.returncode == 0


def check_together(sources, commands):
    """Those that have a finding or stand beside one that has, and those that share a name with another and so
    cannot stand in one text with it."""
    misfits = []
    while len(sources) > 1:
        with tempfile.TemporaryDirectory(prefix="qpv-tidy-") as folder:
            text = Text(pathlib.Path(folder), sources, commands)
            found = text.misfits()
            if not found:
                return [] if text.passes() else sources, misfits
        misfits += [source for i, source in enumerate(sources) if i in found]
        sources = [source for i, source in enumerate(sources) if i not in found]
    return [], misfits + sources


def check_alone(source):
    """Findings as text; empty when there are none."""
    done = run([TIDY, "--quiet", "-p", str(BUILD), "--warnings-as-errors=*", f"--checks={LEFT_OUT}", source])
    return "" if done.returncode == 0 else done.stdout or done.stderr


def is_dear(source):
    return DEAR_HEADER in text_and_headers(source)[0]


def batches(sources):
    """Lists of neighbours with the same rules."""
    alike = collections.defaultdict(list)
    for source in sources:
        rules = next(folder for folder in (ROOT / source).parents if (folder / ".clang-tidy").exists())
        alike[rules, is_dear(source)].append(source)
    return [group[i:i + TOGETHER] for group in alike.values() for i in range(0, len(group), TOGETHER)]


def check(sources, commands):
    """The findings of each source that has some."""
    keys = {source: fingerprint(source, commands[source]) for source in sources}
    fresh = [source for source in sources if not (PASSED / keys[source]).exists()]
    findings, alone = [], []
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        while fresh:
            parts, ahead = batches(fresh), []
            for part, (left, misfits) in zip(parts, pool.map(lambda part: check_together(part, commands), parts)):
                alone += left
                ahead += misfits
                for source in set(part) - set(left) - set(misfits):
                    remember(keys[source])
            if len(ahead) == len(fresh):
                alone += ahead
                break
            fresh = ahead
        for source, text in zip(alone, pool.map(check_alone, alone)):
            if text:
                findings.append(text)
            else:
                remember(keys[source])
    return findings


def main():
    configured = run(["cmake", "--preset", "clang"])
    if configured.returncode != 0:
        sys.exit(configured.stdout + configured.stderr)
    commands = compile_commands()
    sources = [name for name in sys.argv[1:] if name != "--analyzer"] or list(commands)
    if unknown := [name for name in sources if name not in commands]:
        sys.exit(f"error: not a source of the clang preset, from the top of the project: {unknown[0]}")
    findings = check(sources, commands)
    print("".join(findings), end="")
    print(f"clang-tidy: {len(sources)} sources, {len(findings)} with findings")
    sys.exit(1 if findings else 0)


if __name__ == "__main__":
    main()
