#!/usr/bin/env bash
# Every check there is, from a fresh clone on Debian 12: installs the packages, builds, runs. Stops
# at the first step that fails, and ends in ctest's own closing lines.
set -euo pipefail

usage() {
  cat <<'TEXT'
usage: tools/test.sh [--quick]

  --quick  the unit and lint tests only
  --help   this text

Without an option: clang-tidy, the tests under address and undefined-behaviour sanitizers, the HTTP
tests under the thread sanitizer, then every test of the programs as they are served.
TEXT
}

quick=no
case "${1:-}" in
  "") ;;
  --quick) quick=yes ;;
  --help | -h) usage; exit 0 ;;
  *) usage >&2; exit 2 ;;
esac

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root"
export CCACHE_BASEDIR=$root CCACHE_NOHASHDIR=1
export CTEST_PARALLEL_LEVEL=$(($(nproc) + 1))  # tests also wait: for a deadline, a browser

step() {
  echo "== $1 ($((SECONDS / 60)) min $((SECONDS % 60)) s)"
}

# build PRESET [TARGET...]
build() {
  local preset=$1
  shift
  cmake --preset "$preset"
  cmake --build --preset "$preset" --parallel "$(nproc)" ${1:+--target "$@"}
}

step "Packages"
tools/install-packages.sh test

if [ "$quick" = yes ]; then
  build dev
  exec ctest --preset quick --parallel "$(nproc)"
fi

step "clang-tidy"
tools/tidy.py

step "Address and undefined-behaviour sanitizers"
build asan
ctest --preset asan

step "Thread sanitizer"
build tsan qpv-import qpv-server http_test real_files_test reload_test
ctest --preset tsan

step "Every test"
build tested
exec ctest --preset all
