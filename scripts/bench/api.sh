#!/usr/bin/env bash
# GET /targets/{id} with a token, beside a bare Vert.x router that verifies the same token and reads the same row.
# Rounds alternate, so that noise of the machine falls on both. SECONDS_EACH, ROUNDS and CONNECTIONS may be set.
set -euo pipefail
cd "$(dirname "$0")/../.."
source scripts/lib/jdk.sh
source scripts/lib/packages.sh
source scripts/lib/wait.sh
source scripts/lib/product.sh
need wrk wrk curl curl jq jq ssh-keygen openssh-client

each=${SECONDS_EACH:-10} rounds=${ROUNDS:-3} connections=${CONNECTIONS:-64}
work=$(mktemp -d)
trap 'stop_product; kill "${BARE_PID:-}" 2> /dev/null || true; rm -rf "$work"' EXIT

build_jar
start_product "$work/data"
login

ssh-keygen -q -t ed25519 -N '' -f "$work/key"
credential=$(jq -n --rawfile key "$work/key" '{name: "bench", type: "ssh_key", username: "nobody", privateKey: $key}' \
  | api POST /credentials -d @- | json .id)
target=$(jq -n --arg credential "$credential" \
  '{name: "bench-1", host: "127.0.0.1", port: 22, connection: "ssh", credentialId: $credential, tags: {env: "bench", role: "web"}}' \
  | api POST /targets -d @- | json .id)

curl -sS "$URL/api/v1/auth/jwks" > "$work/jwks"
bare_port=$(( $(grep -o '[0-9]*$' <<< "$URL") + 1 ))
"$JAVA_HOME/bin/java" -cp "$JAR" scripts/bench/api/BareRouter.java \
  "$bare_port" "$(cat "$work/data/postgres/port")" "$work/data/secrets/database-targets.password" "$work/jwks" \
  > "$work/bare.log" 2>&1 &
BARE_PID=$!
wait_for 30 "the bare router" grep -q ready "$work/bare.log"

measure() {
  wrk -t 1 -c "$connections" -d "${1}s" --latency -H "Authorization: Bearer $TOKEN" "$2/api/v1/targets/$target"
}

one_round() {
  local out
  out=$(measure "$each" "$2")
  ! grep -q 'Non-2xx' <<< "$out" || { echo "Answers that are no success:"; echo "$out"; exit 1; }
  awk -v who="$1" '/Requests\/sec/ {rps=$2} / 50%/ {p50=$2} / 99%/ {p99=$2} END {printf "%-8s %10.0f requests/s   p50 %-10s p99 %s\n", who, rps, p50, p99}' <<< "$out"
}

echo "warming up"
measure 20 "http://127.0.0.1:$bare_port" > /dev/null
measure 30 "$URL" > /dev/null

for _ in $(seq "$rounds"); do
  login
  one_round bare "http://127.0.0.1:$bare_port"
  one_round product "$URL"
done | tee "$work/result"

awk '$1=="bare" {bare+=$2} $1=="product" {product+=$2} END {printf "ratio    %10.2f (required 0.40)\n", product/bare}' "$work/result"
