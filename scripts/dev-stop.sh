#!/usr/bin/env bash
# Drains and stops the development system, or only the processes of these names (see scripts/dev-health.sh).
#   scripts/dev-stop.sh [NAME…]
set -euo pipefail
cd "$(dirname "$0")/.."
source scripts/lib/jdk.sh
source scripts/lib/wait.sh
source scripts/lib/dev.sh

[ $# -gt 0 ] || mapfile -t names < <(dev_names)
[ $# -eq 0 ] || names=("$@")
for name in "${names[@]}"; do
  dev_stop "$name"
  echo "$name stopped"
done
