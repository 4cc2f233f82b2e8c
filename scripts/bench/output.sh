#!/usr/bin/env bash
# Lines of 80 bytes from one target and from ten, from the write on the target to the frame of a WebSocket client, all of
# them stored before. Target, product and client share the machine and its clock. With --direct the targets' home
# cannot be written. RATE, SECONDS_EACH and FLOOD_LINES may be set.
set -euo pipefail
cd "$(dirname "$0")/../.."
source scripts/lib/jdk.sh
source scripts/lib/packages.sh
source scripts/lib/wait.sh
source scripts/lib/product.sh
source scripts/lib/sshd.sh
need sshd openssh-server ssh-keygen openssh-client curl curl jq jq perl perl

mode=reattach
[ "${1:-}" != --direct ] || mode=direct
work=$(mktemp -d)
trap 'stop_product; stop_sshd "$work"; rm -rf "$work"' EXIT

build_jar
start_sshd "$work" "$mode"
start_product "$work/data"
login
add_credential "$work"
echo 127.0.1.1 | add_targets one
for i in $(seq 10); do echo "127.0.2.$i"; done | add_targets ten

"$JAVA_HOME/bin/java" -cp "$JAR" scripts/bench/load/OutputRate.java "$URL" "$TOKEN" "$PWD/scripts/bench/load/writer.pl" \
  "${RATE:-20000}" "${SECONDS_EACH:-20}" "${FLOOD_LINES:-1000000}"
