#!/usr/bin/env bash
# Compiles one group and runs the new classes: a process of its own takes the group over, then the old one gives it up.
#   scripts/dev-restart.sh GROUP
set -euo pipefail
cd "$(dirname "$0")/.."
source scripts/lib/jdk.sh
source scripts/lib/wait.sh
source scripts/lib/dev.sh

all_groups="gateway auth users secrets targets jobs executions schedules workers audit"
group=${1:-}
if [[ ! " $all_groups " == *" $group "* ]] || [ -z "$group" ]; then
  echo "Usage: scripts/dev-restart.sh GROUP, one of: $all_groups" >&2
  exit 2
fi

echo "Compiling $group …"
mvn -q -B -ntp -o -Dstyle.color=never -Pquick compile -pl "verticles/$group" -am

begun=$(date +%s.%N)
mapfile -t before < <(dev_names)
url=$(dev_url || true)
old="" name=$group
for candidate in "${before[@]}"; do
  case $candidate in
    "$group" | "$group-b") old=$candidate ;;
  esac
done
[ "$old" != "$group" ] || name=$group-b

scale_away() {
  opsconductor cluster scale dev-all "$group" 0 > /dev/null 2>&1
}

retire() {
  if [ -n "$old" ]; then
    dev_stop "$old"
  elif dev_running all; then
    scale_away || { dev_login > /dev/null && scale_away; }
  fi
}

port_is_free() {
  ! (exec 3<> "/dev/tcp/127.0.0.1/${url##*:}") 2> /dev/null
}

arguments=(--groups "$group")
# The gateway's port cannot be held twice: there the old one goes first.
if [ "$group" = gateway ]; then
  [ -z "$url" ] || arguments+=(--port "${url##*:}")
  retire
  [ -z "$url" ] || wait_for 15 "the old gateway to leave its port" port_is_free
fi
dev_start "$name" "verticles/$group/target/classes:verticles/platform/target/classes:bus-contracts/target/classes:" \
  "${arguments[@]}"
[ "$group" = gateway ] || retire
awk -v a="$begun" -v b="$(date +%s.%N)" -v g="$group" 'BEGIN {printf "%s runs the new classes after %.1f s\n", g, b - a}'
