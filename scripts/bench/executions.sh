#!/usr/bin/env bash
# Executions of a job with two steps on one target, started at rising rates: from the POST to the final state on a
# WebSocket client, everything durable, sshd on the same machine. With --direct the target's home cannot be written, so
# that an attempt cannot be adopted. SECONDS_EACH and RATES may be set.
set -euo pipefail
cd "$(dirname "$0")/../.."
source scripts/lib/jdk.sh
source scripts/lib/packages.sh
source scripts/lib/wait.sh
source scripts/lib/product.sh
source scripts/lib/sshd.sh
need sshd openssh-server ssh-keygen openssh-client curl curl jq jq

mode=reattach bar="required 25, aim 60"
[ "${1:-}" != --direct ] || mode=direct bar="required 50, aim 150"
work=$(mktemp -d)
trap 'stop_product; stop_sshd "$work"; rm -rf "$work"' EXIT

build_jar
start_sshd "$work" "$mode"
start_product "$work/data"
login
add_credential "$work"
echo 127.0.1.1 | add_targets one
job=$(api POST /jobs -d '{
  "name": "two steps",
  "steps": [{"name": "first", "type": "command", "command": "echo one"},
            {"name": "second", "type": "command", "command": "echo two"}],
  "targets": {"selector": "one=yes"}}' | json .id)

read -ra rates <<< "${RATES:-10 25 40 50 60 75 100 125 150 200}"
"$JAVA_HOME/bin/java" -cp "$JAR" scripts/bench/load/ExecutionRate.java "$URL" "$TOKEN" "$job" "${SECONDS_EACH:-15}" \
  "$mode: $bar" "${rates[@]}"
