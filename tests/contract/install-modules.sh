#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
#
# The linter of the API's description, at the version of the lock file; nothing to do when it is there.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

for program in node npm; do
  command -v "$program" >/dev/null || {
    echo "error: the lint of openapi.json needs $program; run: tools/install-packages.sh test" >&2
    exit 1
  }
done

# npm ci writes this file last.
[ node_modules/.package-lock.json -nt package-lock.json ] && exit 0
exec npm ci --no-audit --no-fund
