# SPDX-License-Identifier: EUPL-1.2
"""What the lint tests share: where the project is and which files are its own."""
import pathlib
import subprocess

ROOT = pathlib.Path(__file__).resolve().parents[2]
NOT_OURS = {".git", "build", "node_modules", "__pycache__"}


def _listed_by_git():
    listing = subprocess.run(
        ["git", "-c", f"safe.directory={ROOT}", "-C", str(ROOT), "ls-files", "-z", "--cached", "--others",
         "--exclude-standard"],
        check=True, capture_output=True, text=True).stdout
    return [ROOT / name for name in listing.split("\0") if name]


def _found_on_disk():
    return [path for path in ROOT.rglob("*") if not NOT_OURS.intersection(path.relative_to(ROOT).parts)]


def files(*suffixes, under=""):
    """The project's files, sorted, as absolute paths. A copy without .git is walked instead."""
    try:
        found = _listed_by_git()
    except (OSError, subprocess.CalledProcessError):
        found = _found_on_disk()
    return sorted(path for path in set(found)
                  if path.is_file() and (not suffixes or path.suffix in suffixes)
                  and path.is_relative_to(ROOT / under))


def scripts(interpreter):
    """Files whose first line names the interpreter (bash, python3)."""
    found = []
    for path in files():
        with path.open("rb") as file:
            first = file.readline(80)
        if first.startswith(b"#!") and first.strip().endswith(interpreter.encode()):
            found.append(path)
    return found


def name(path):
    return str(path.relative_to(ROOT))
