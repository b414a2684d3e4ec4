#!/usr/bin/env bash
# clang-tidy over every source of ours, as the clang preset compiles it; any finding is an error.
# usage: tools/tidy.sh [FILE...]   (all sources by default)
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root"
mkdir -p build
cmake --preset clang >build/tidy-configure.log 2>&1 || { cat build/tidy-configure.log >&2; exit 1; }

list_sources() {
  if [ $# -gt 0 ]; then
    printf '%s\n' "$@"
    return
  fi
  # What is compiled, less what the build itself writes.
  python3 - "$root" build/clang/compile_commands.json <<'PYTHON'
import json, pathlib, sys
root = pathlib.Path(sys.argv[1])
entries = json.loads(pathlib.Path(sys.argv[2]).read_text())
files = {pathlib.Path(e["directory"], e["file"]).resolve().relative_to(root) for e in entries}
# The slowest first (those that include Beast), so that no core ends up waiting for them.
for file in sorted((f for f in files if f.parts[0] != "build"),
                   key=lambda f: (f.parts[:2] != ("service", "http"), str(f))):
    print(file)
PYTHON
}

list_sources "$@" | xargs -d '\n' -P "$(nproc)" -n 1 \
  clang-tidy-14 --quiet -p build/clang --warnings-as-errors='*'
