#!/usr/bin/env bash
# Checks the container files without a container engine: lint and schemas, never a build.
set -euo pipefail
cd "$(dirname "$0")/docker-checks"
if [ ! node_modules -nt package-lock.json ]; then
  npm ci --silent --no-audit --no-fund
fi
node check.mjs
