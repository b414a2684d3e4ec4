#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
#
# The browser tests' modules, at the versions of the lock file; nothing to do when they are there.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

for program in node npm "${QPV_CHROMIUM:-/usr/bin/chromium-headless-shell}"; do
  command -v "$program" >/dev/null || {
    echo "error: the browser tests need $program; run: tools/install-packages.sh test" >&2
    exit 1
  }
done

# npm ci writes this file last.
[ node_modules/.package-lock.json -nt package-lock.json ] && exit 0
exec npm ci --no-audit --no-fund
