#!/usr/bin/env bash
# Installs the Debian 12 packages of one purpose: run | build | test | bench.
# Each purpose includes the one before it; fetch is of its own. Uses sudo when it
# is not root, and does nothing (quickly) when everything is already there.
set -euo pipefail

run_packages=(libgdal32 libgeos-c1v5 libzip4 libsqlite3-0 libssl3 libspdlog1.10 libfmt9
  zlib1g libprometheus-cpp-core1.0 libseccomp2 libutf8proc2 libexpat1)
build_packages=(
  g++ cmake ninja-build ccache pkg-config
  libgdal-dev libgeos-dev libboost-dev rapidjson-dev libexpected-dev
  libcli11-dev libspdlog-dev libfmt-dev libzip-dev libsqlite3-dev libssl-dev
  zlib1g-dev prometheus-cpp-dev libseccomp-dev libutf8proc-dev libexpat1-dev nodejs npm
)
test_packages=(
  libgtest-dev libproj-dev clang-14 clang-tidy-14 clang-format-14 libclang-rt-14-dev llvm-14
  git python3 python3-jsonschema python3-geopy shellcheck sqlite3 postgresql postgis postgresql-15-postgis-3
  curl gdal-bin jq chromium-headless-shell php-cli slowhttptest zip poppler-utils
  libreoffice-calc python3-openpyxl
)
bench_packages=(nginx-light wrk)
fetch_packages=(curl jq ca-certificates)

case "${1:-}" in
  run) packages=("${run_packages[@]}") ;;
  build) packages=("${build_packages[@]}") ;;
  test) packages=("${build_packages[@]}" "${test_packages[@]}") ;;
  bench) packages=("${build_packages[@]}" "${test_packages[@]}" "${bench_packages[@]}") ;;
  fetch) packages=("${fetch_packages[@]}") ;;
  *) echo "usage: tools/install-packages.sh run|build|test|bench|fetch" >&2; exit 2 ;;
esac

# A machine may have one of these from elsewhere than Debian (Node.js with its
# own npm): what already answers is not installed over.
present() {
  case "$1" in
    nodejs) command -v node >/dev/null ;;
    npm) command -v npm >/dev/null ;;
    *) [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ] ;;
  esac
}

missing=()
for package in "${packages[@]}"; do
  present "$package" || missing+=("$package")
done
[ ${#missing[@]} -eq 0 ] && exit 0

as_root=()
if [ "$(id -u)" -ne 0 ]; then
  command -v sudo >/dev/null || {
    echo "error: not root and no sudo; as root, run: tools/install-packages.sh $1" >&2
    exit 2
  }
  as_root=(sudo)
fi

echo "installing: ${missing[*]}" >&2
export DEBIAN_FRONTEND=noninteractive
"${as_root[@]}" apt-get update -q
"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
  apt-get install -q -y --no-install-recommends "${missing[@]}"
