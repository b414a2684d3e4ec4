#!/usr/bin/env bash
# From a fresh clone on Debian 12 to a service that answers: installs the packages, builds, imports
# the embedded data and serves it. What is already done is not done again.
set -euo pipefail

usage() {
  cat <<'TEXT'
usage: tools/run.sh [--build-only] [--data DIR] [--port N]

  --build-only  stop before serving
  --data DIR    serve the perimeters and addresses that tools/fetch-sources.sh put in DIR, not the
                embedded ones
  --port N      serve on 127.0.0.1:N, with the probes on N+1 (8080 and 8081 by default)
  --help        this text

Programs land in build/release/bin/, the embedded dataset in build/release/dataset/, the one of
--data in build/release/dataset-data/.
TEXT
}

fail() {
  echo "error: $1" >&2
  exit 2
}

build_only=no
data=
port=8080
while [ $# -gt 0 ]; do
  case "$1" in
    --build-only) build_only=yes ;;
    --data) [ $# -gt 1 ] || fail "--data needs a folder"; data=$2; shift ;;
    --data=*) data=${1#--data=} ;;
    --port) [ $# -gt 1 ] || fail "--port needs a number"; port=$2; shift ;;
    --port=*) port=${1#--port=} ;;
    --help | -h) usage; exit 0 ;;
    *) usage >&2; fail "unknown option: $1" ;;
  esac
  shift
done
if ! [[ $port =~ ^[1-9][0-9]{0,4}$ ]] || [ "$port" -gt 65534 ]; then
  fail "--port is a number from 1 to 65534"
fi

if [ -n "$data" ]; then
  data=$(cd "$data" && pwd) || fail "--data is a folder that tools/fetch-sources.sh filled"
fi

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root"
# Compiled objects are shared between clones and between the release and dev builds.
export CCACHE_BASEDIR=$root CCACHE_NOHASHDIR=1

bin=build/release/bin
territory=data/territory/territory.json
sentinels=data/sentinels.json
if [ -z "$data" ]; then
  dataset=build/release/dataset
  perimeters=data/perimeters/qp2024_lens_lievin.geojson
  coverage=data/territory/coverage.geojson
  addresses=data/demo/adresses.csv
  places=data/demo/lieux-dits.csv
  inputs=("$perimeters" "$coverage" "$territory" "$sentinels" "$addresses" "$places")
  import=(--perimeters "$perimeters" --coverage "$coverage" --territory "$territory"
    --sentinels "$sentinels" --addresses "$addresses" --fictitious
    --addresses "$places" --fictitious)
else
  dataset=build/release/dataset-data
  inputs=("$territory" "$sentinels")
  import=(--territory "$territory" --sentinels "$sentinels")
  for file in "$data"/*.zip; do
    [ -f "$file" ] || fail "no perimeters (*.zip) in $data"
    inputs+=("$file" "$file.fetch.json")
    import+=(--perimeters "$file")
  done
  for file in "$data"/*.csv.gz; do
    [ -f "$file" ] || continue  # a dataset may go without addresses
    inputs+=("$file" "$file.fetch.json")
    import+=(--addresses "$file")
  done
fi

# By the list of inputs too: a file that went leaves nothing newer than the dataset.
dataset_is_current() {
  local input
  [ "$(cat "$dataset.inputs" 2>/dev/null)" = "${inputs[*]}" ] || return 1
  for input in "${inputs[@]}" "$bin/qpv-import"; do
    [ ! "$input" -nt "$dataset/manifest.json" ] || return 1
  done
}

echo "== Packages" >&2
tools/install-packages.sh build

echo "== Build (build/release)" >&2
cmake --preset release >&2
cmake --build --preset release --parallel "$(nproc)" >&2

if dataset_is_current; then
  echo "== Dataset: up to date ($dataset)" >&2
else
  echo "== Dataset: importing ${data:-the embedded data} into $dataset" >&2
  "$bin/qpv-import" "${import[@]}" --out "$dataset"
  printf '%s\n' "${inputs[*]}" >"$dataset.inputs"
fi

if [ "$build_only" = yes ]; then
  echo "== Done. To serve: tools/run.sh" >&2
  exit 0
fi
echo "== Serving on http://127.0.0.1:$port (probes on port $((port + 1)); Ctrl-C stops it)" >&2
exec "$bin/qpv-server" --dataset "$dataset" \
  --listen "127.0.0.1:$port" --ops-listen "127.0.0.1:$((port + 1))"
