#!/usr/bin/env bash
# What a flood of 500 wrong sign-ins at a time, each from a network of its own, does to the calls of somebody who works:
# their p99 while it lasts, beside that of the idle product. SECONDS_EACH, ROUNDS and CONNECTIONS may be set.
set -euo pipefail
cd "$(dirname "$0")/../.."
source scripts/lib/jdk.sh
source scripts/lib/packages.sh
source scripts/lib/wait.sh
source scripts/lib/product.sh
need wrk wrk hey hey curl curl jq jq

each=${SECONDS_EACH:-15} rounds=${ROUNDS:-3} connections=${CONNECTIONS:-500}
work=$(mktemp -d)
trap 'stop_product; kill "${FLOOD_PID:-}" 2> /dev/null || true; rm -rf "$work"' EXIT

build_jar
printf 'gateway:\n  trust_forwarded: true\n' > "$work/config.yaml"
start_product "$work/data" --config "$work/config.yaml"
login

# user WHO SECONDS: 100 calls a second over four connections
user() {
  hey -z "${2}s" -c 4 -q 25 -H "Authorization: Bearer $TOKEN" "$URL/api/v1/targets?limit=10" > "$work/user"
  if ! grep -q '\[200\]' "$work/user" || grep -qE '\[[345][0-9]{2}\].*responses|Error distribution' "$work/user"; then
    { echo "Answers that are no success:"; cat "$work/user"; } >&2
    return 1
  fi
  awk -v who="$1" '/50% in/ {p50=$3} /99% in/ {p99=$3} /Requests\/sec/ {rps=$2}
    END {printf "%-6s %8.1f calls/s   p50 %6.1f ms   p99 %6.1f ms\n", who, rps, p50 * 1000, p99 * 1000}' "$work/user"
}

flood() {
  wrk -t 2 -c "$connections" -d "${1}s" --timeout 60s -s scripts/bench/logins/flood.lua "$URL" > "$work/flood" 2>&1 &
  FLOOD_PID=$!
}

# what is alive on the heap, in MiB
memory() {
  "$JAVA_HOME/bin/jcmd" "$PRODUCT_PID" GC.run > /dev/null
  "$JAVA_HOME/bin/jcmd" "$PRODUCT_PID" GC.heap_info | sed -n 's/.* used \([0-9]*\)K.*/\1/p' | head -n 1 \
    | awk '{print int($1 / 1024)}'
}

echo "warming up"
flood "$each"
user warm "$each" > /dev/null
wait "$FLOOD_PID"
before=$(memory)

for _ in $(seq "$rounds"); do
  # what the flood has left in the queue comes first
  wait_for 60 "a sign-in" login
  user idle "$each"
  flood $((each + 2))
  sleep 1
  user flood "$each"
  wait "$FLOOD_PID"
  awk '/answered/ {print "       " $0}' "$work/flood"
done | tee "$work/result"

awk '$1 == "idle" {idle += $8} $1 == "flood" {flood += $8} END {printf "p99 under the flood / idle: %.2f (required 3)\n", flood / idle}' "$work/result"
echo "heap: $before MiB after the first flood, $(memory) MiB after the last"
