#!/usr/bin/env bash
# Prints the path of promtool: the system's, or else Debian's, taken out of its package into the
# folder DIR. The package is never installed, which would start a Prometheus on this machine. Needs
# no root.
set -euo pipefail

if [ $# -ne 1 ]; then
  echo "usage: tests/http/get-promtool.sh DIR" >&2
  exit 2
fi
if command -v promtool; then exit 0; fi

dir=$(mkdir -p "$1" && cd "$1" && pwd)
if [ -x "$dir/promtool" ]; then
  echo "$dir/promtool"
  exit 0
fi

apt=(apt-get -q -o APT::Sandbox::User=root)
download() { (cd "$dir" && "${apt[@]}" download prometheus) >"$dir/apt.log" 2>&1; }
# The machine's package lists may be missing, or older than the mirror: then lists of our own.
if ! download; then
  mkdir -p "$dir/state/lists/partial" "$dir/cache/archives/partial"
  apt+=(-o "Dir::State=$dir/state" -o "Dir::State::status=/var/lib/dpkg/status" -o "Dir::Cache=$dir/cache")
  "${apt[@]}" update >"$dir/update.log" 2>&1 || true
  download || {
    echo "error: prometheus cannot be downloaded:" >&2
    cat "$dir/apt.log" >&2
    exit 1
  }
fi
# Whole or not at all: an interrupted run leaves no half of a program under its name.
dpkg-deb --fsys-tarfile "$dir"/prometheus_*.deb | tar -x -C "$dir" -O ./usr/bin/promtool >"$dir/part"
chmod +x "$dir/part"
mv "$dir/part" "$dir/promtool"
rm -f "$dir"/prometheus_*.deb
echo "$dir/promtool"
