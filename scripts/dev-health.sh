#!/usr/bin/env bash
# Says which processes of the development system live, and what they say of their health.
set -euo pipefail
cd "$(dirname "$0")/.."
source scripts/lib/jdk.sh
source scripts/lib/wait.sh
source scripts/lib/dev.sh

mapfile -t names < <(dev_names)
if [ ${#names[@]} -eq 0 ]; then
  echo "Nothing runs. Start it with scripts/dev-up.sh"
  exit 1
fi
for name in "${names[@]}"; do
  printf '%-12s process %s\n' "$name" "$(cat "$DEV_STATE/$name.pid")"
done
opsconductor health --url "$(dev_url)"
