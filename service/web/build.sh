#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
#
# What browsers load of the pages, each file with what it imports in it, and minified: build.sh FOLDER
set -euo pipefail
out=$1
cd "$(dirname "${BASH_SOURCE[0]}")"
./install-modules.sh
bundle=(node_modules/.bin/esbuild --bundle --minify --target=es2022 --charset=utf8 --log-level=warning)

"${bundle[@]}" page.css check.css --outdir="$out"
"${bundle[@]}" embed.js page.js widget.js --format=iife --outdir="$out"
# A module: the element on another site's page takes its functions.
"${bundle[@]}" check.js --format=esm --outdir="$out"
