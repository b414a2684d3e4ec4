#!/usr/bin/env bash
# How quick an answer is, as ratios measured side by side in one run; docs/BENCHMARKS.md says what
# they mean. Options go on to tests/bench/bench.py: --check, --rounds N, --seconds S, ... After the
# word "addresses", the figures of addresses instead, with the options of tests/bench/addresses.py:
# --check, --france, ... After the word "lists", those of qpv-batch, with the options of
# tests/bench/lists.py.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root"
export CCACHE_BASEDIR=$root CCACHE_NOHASHDIR=1

script=bench.py
measure=(--core qpv_bench_core)
if [ "${1:-}" = addresses ]; then
  shift
  script=addresses.py
  measure=(--recall qpv_recall)
fi

if [ "${1:-}" = lists ]; then
  shift
  script=lists.py
  measure=()
fi

tools/install-packages.sh bench
# The flags of what is served; the preset with tests knows the measuring program as well.
cmake --preset tested >&2
cmake --build --preset tested --parallel "$(nproc)" --target qpv-server qpv-import qpv-batch "${measure[@]:1}" >&2

export QPV_SOURCE=$root QPV_BIN=$root/build/tested/bin
echo "$(nproc) processors, load $(cut -d ' ' -f 1-3 /proc/loadavg), $(git describe --always --dirty 2>/dev/null || echo "no git")"
if [ ${#measure[@]} -gt 0 ]; then
  set -- "${measure[0]}" "build/tested/tests/${measure[1]}" "$@"
fi
exec python3 -B "tests/bench/$script" "$@"
