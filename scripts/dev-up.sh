#!/usr/bin/env bash
# Builds what changed and starts the development system in the background: all groups and the demo fleet in one
# process, or only the named groups. What runs already is left alone.
#   scripts/dev-up.sh [GROUP…]
set -euo pipefail
cd "$(dirname "$0")/.."
source scripts/lib/jdk.sh
source scripts/lib/wait.sh
source scripts/lib/dev.sh

name=all arguments=(--demo)
if [ $# -gt 0 ]; then
  name=$(IFS=-; echo "$*")
  arguments=(--groups "$(IFS=,; echo "$*")")
fi
if dev_running "$name"; then
  echo "$name runs already (process $(cat "$DEV_STATE/$name.pid")), at $(dev_url || echo 'no address of its own')"
  exit 0
fi

echo "Building …"
mvn -q -B -ntp -Dstyle.color=never -Pquick package -pl launcher -am
echo "Starting …"
dev_start "$name" "" "${arguments[@]}"
grep -o 'OpsConductor is ready in.*' "logs/$name.log" | head -n 1
echo "URL       $(dev_url || echo none)"
echo "User      admin"
echo "Password  $(cat "$(dev_admin_password)")"
