#!/usr/bin/env bash
# Schedules that are due in the same second, in the product and in two other schedulers, db-scheduler and Quartz, over
# the same PostgreSQL: from the due time until the last is done. The product decides about each due time and queues an
# execution for it; the others do one insert each. They take turns, so that noise of the machine falls on all. No group
# "workers" runs, so that nothing but scheduling is measured. Before that: what many schedules cost that are not due.
# COUNT, WARM_UP, IDLE_COUNT, IDLE_SECONDS and ROUNDS may be set; IDLE_COUNT=0 leaves that part out.
set -euo pipefail
cd "$(dirname "$0")/../.."
source scripts/lib/jdk.sh
source scripts/lib/packages.sh
source scripts/lib/wait.sh
source scripts/lib/product.sh
need curl curl jq jq ssh-keygen openssh-client

count=${COUNT:-10000} warm_up=${WARM_UP:-2000} idle_count=${IDLE_COUNT:-100000} rounds=${ROUNDS:-3}
here=scripts/bench/schedules
work=$(mktemp -d)
trap 'stop_product; rm -rf "$work"' EXIT

build_jar
mvn -q -B -ntp -f $here/pom.xml dependency:build-classpath -Dmdep.outputFile="$work/peers" > "$work/mvn.log" \
  || { cat "$work/mvn.log"; exit 1; }
start_product "$work/data" --groups gateway,auth,users,secrets,targets,jobs,executions,schedules,audit
login

ssh-keygen -q -t ed25519 -N '' -f "$work/key"
credential=$(jq -n --rawfile key "$work/key" '{name: "bench", type: "ssh_key", username: "nobody", privateKey: $key}' \
  | api POST /credentials -d @- | json .id)
jq -n --arg credential "$credential" \
  '{name: "bench", host: "127.0.0.1", port: 22, connection: "ssh", credentialId: $credential, tags: {bench: "yes"}}' \
  | api POST /targets -d @- > "$work/target"
job=$(api POST /jobs -d '{"name": "bench", "steps": [{"name": "only", "type": "command", "command": "true"}],
  "targets": {"selector": "bench=yes"}}' | json .id)
schedule=$(jq -n --arg job "$job" --arg at "$(date -u -d '+2 years' +%Y-%m-%dT%H:%M:%SZ)" \
  '{name: "original", jobId: $job, spec: {type: "once", at: $at}, overlap: "allow"}' | api POST /schedules -d @- | json .id)

java_product() { "$JAVA_HOME/bin/java" -cp "$JAR" "$@"; }
java_peer() { "$JAVA_HOME/bin/java" -cp "$(cat "$work/peers")" "$@"; }

# one WHO COUNT: seconds until the last, p50 and p99 of the lateness in milliseconds; of the product more.
one() {
  case $1 in
    opsconductor) java_product $here/ProductDue.java "$work/data" "$schedule" "$2" ;;
    *) java_peer $here/PeerDue.java "$1" "$work/data" "$warm_up" "$2" ;;
  esac
}

echo "PostgreSQL $(cat "$work/data/postgres/data/PG_VERSION") of the product with fsync and synchronous commits; $(nproc) cores"
tr : '\n' < "$work/peers" | grep -oE '(db-scheduler|quartz|HikariCP)-[0-9.]+[0-9]' | sort -u
echo "warming up"
one opsconductor "$warm_up" > "$work/warm"

if [ "$idle_count" -gt 0 ]; then
  java_product $here/Idle.java "$work/data" "$schedule" "$idle_count" "$PRODUCT_PID" "${IDLE_SECONDS:-60}" | tee "$work/idle"
fi

# told: one line for people of what one prints.
told() {
  awk '!/^#/ {
    printf "%-14s %9.2f %9d %9d", $1, $2, $3, $4
    if ($1 == "opsconductor") printf "   last row written %.2f s, last execution %.2f s", $5, $6
    print ""}'
}

printf '%-14s %9s %9s %9s   (%s due at once; s until the last is done, lateness ms)\n' who last p50 p99 "$count"
read -ra everyone <<< "${CONTENDERS:-opsconductor db-scheduler quartz}"
for round in $(seq "$rounds"); do
  for turn in "${!everyone[@]}"; do
    one "${everyone[(round + turn - 1) % ${#everyone[@]}]}" "$count" | tee -a "$work/all" | told
  done
done
sed -n "s/^# //p" "$work/all" | sort -u

# The median of the rounds.
median() { awk -v who="$1" -v field="$2" '$1 == who {print $field}' "$work/all" | sort -n | awk '{v[NR] = $1} END {print v[int((NR + 1) / 2)]}'; }

ours=$(median opsconductor 2)
awk -v ours="$ours" -v one="$(median db-scheduler 2)" -v two="$(median quartz 2)" 'BEGIN {
  better = one < two ? one : two
  printf "median         opsconductor %.2f s, db-scheduler %.2f s, quartz %.2f s\n", ours, one, two
  printf "better/ours    %.1f (required more than 1, aim 5)\n", better / ours
  printf "last fire      %.2f s (required 10, aim 2)\n", ours
}'
[ ! -f "$work/idle" ] || awk -v count="$idle_count" '{
  printf "idle           %d schedules add %.2f %% of a core (required less than 2): %.2f %% without, %.2f %% with\n",
    count, $4, $2, $3}' "$work/idle"
