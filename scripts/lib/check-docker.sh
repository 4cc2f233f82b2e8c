#!/usr/bin/env bash
# Checks the container files without a container engine: lint and schemas, never a build.
set -euo pipefail
cd "$(dirname "$0")/docker-checks"
[ -d node_modules ] && [ node_modules -nt package-lock.json ] || npm ci --silent --no-audit --no-fund
node check.mjs
