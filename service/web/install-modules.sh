#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
#
# What the page of lists is bundled with, at the versions of the lock file; nothing to do when it is
# there. Builds of several presets may run at once: one of them installs.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

for program in node npm flock; do
  command -v "$program" >/dev/null || {
    echo "error: the page of lists needs $program; run: tools/install-packages.sh build" >&2
    exit 1
  }
done

exec 9<package.json
flock 9
# npm ci writes this file last.
[ node_modules/.package-lock.json -nt package-lock.json ] && exit 0
npm ci --ignore-scripts --no-audit --no-fund 9<&-
