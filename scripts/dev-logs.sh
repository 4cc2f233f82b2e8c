#!/usr/bin/env bash
# Follows the output of the development system, or of the processes and groups of these names.
#   scripts/dev-logs.sh [NAME…]
set -euo pipefail
cd "$(dirname "$0")/.."

files=()
for name in "$@"; do
  if [ -e "logs/$name.log" ]; then
    files+=("logs/$name.log")
  else
    echo "No process of its own is called $name; lines of that group are in logs/all.log" >&2
    exec grep --line-buffered -E "\\.${name}\\.|\"$name\"" <(tail -n +1 -F logs/all.log)
  fi
done
[ ${#files[@]} -gt 0 ] || files=(logs/*.log)
exec tail -n 50 -F "${files[@]}"
