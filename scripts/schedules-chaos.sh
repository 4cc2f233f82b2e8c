#!/usr/bin/env bash
# Three processes over one data directory, one of them with its clock an hour off, and schedules that are due every few
# seconds. Processes and the database are killed and started again as a seed says; then every due time must have exactly
# one row, and every run exactly one execution.
# Arguments: [--seconds N] (120) [--seed S] (any) [--schedules N] (200) [--keep] (the directory).
set -euo pipefail
cd "$(dirname "$0")/.."
source scripts/lib/jdk.sh
source scripts/lib/packages.sh
source scripts/lib/wait.sh
source scripts/lib/product.sh
need curl curl jq jq psql postgresql-client mvn maven node nodejs npm npm

seconds=120 seed=$RANDOM schedules=200 keep=
while [ $# -gt 0 ]; do
  case $1 in
    --seconds) seconds=${2:?} && shift 2 ;;
    --seed) seed=${2:?} && shift 2 ;;
    --schedules) schedules=${2:?} && shift 2 ;;
    --keep) keep=1 && shift ;;
    *) sed -n '2,5s/^# //p' "$0" >&2 && exit 2 ;;
  esac
done
RANDOM=$((seed % 32768))
build_jar

faketime=$(find /usr/lib /usr/local/lib -name libfaketime.so.1 2> /dev/null | head -n 1 || true)
if [ -z "$faketime" ]; then
  need faketime libfaketime
  faketime=$(find /usr/lib -name libfaketime.so.1 | head -n 1)
fi

work=$(mktemp -d)
declare -A pids starts
kills=0 database_kills=0 failed_starts=0

finish() {
  local name
  for name in "${!pids[@]}"; do kill -9 "${pids[$name]}" 2> /dev/null || true; done
  kill -9 "$(head -n 1 "$work/data/postgres/data/postmaster.pid" 2> /dev/null)" 2> /dev/null || true
  if [ -n "$keep" ]; then echo "directory  $work"; else rm -rf "$work" 2> /dev/null || true; fi
}
trap finish EXIT

head -c 24 /dev/urandom | base64 > "$work/password"
PASSWORD=$(cat "$work/password")

# start NAME: without waiting. The clock of c is an hour off, that of a PostgreSQL that it starts is not; with its fix for
# monotonic clocks libfaketime has every timed wait of a JVM return at once.
start() {
  local clock=()
  [ "$1" != c ] || clock=(LD_PRELOAD="$faketime" FAKETIME=+1h FAKETIME_DONT_FAKE_MONOTONIC=1 DONT_FAKE_MONOTONIC=1
    FAKETIME_FORCE_MONOTONIC_FIX=0 FAKETIME_SKIP_CMDS="postgres,initdb,pg_ctl")
  starts[$1]=$((${starts[$1]:-0} + 1))
  env "${clock[@]}" OPSCONDUCTOR_ADMIN_PASSWORD_FILE="$work/password" \
    "$JAVA_HOME/bin/java" -Xmx512m -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -jar "$JAR" --data "$work/data" --port 0 \
    --node-id "$1" > "$work/$1.${starts[$1]}.log" 2>&1 &
  pids[$1]=$!
}

ready() { grep -q 'OpsConductor is ready in' "$work/$1.${starts[$1]}.log"; }
# ready_at_last NAME: starts it again when it has ended, as it does when the database is slow.
ready_at_last() {
  alive "$1" || start "$1"
  ready "$1"
}
alive() { kill -0 "${pids[$1]}" 2> /dev/null; }

# enter: a gateway that answers, of a process whose clock is right. Sets URL and TOKEN.
enter() {
  local name
  for name in a b; do
    if alive "$name" && ready "$name"; then
      URL=$(grep -o 'http://[0-9.]*:[0-9]*' "$work/$name.${starts[$name]}.log" | head -n 1)
      if login; then return; fi
    fi
  done
  return 1
}

# query GROUP SQL: of the database of a group, values separated by bars.
query() {
  PGPASSWORD=$(cat "$work/data/secrets/database-$1.password") psql -h 127.0.0.1 -p "$(cat "$work/data/postgres/port")" \
    -U "opsconductor_$1" -d "opsconductor_$1" -v ON_ERROR_STOP=1 -qAtc "$2"
}

echo "seed       $seed"
start a
wait_for 180 "a to be ready (see $work)" ready_at_last a
start b
start c
wait_for 180 "b to be ready (see $work)" ready_at_last b
if wait_for 180 "c, whose clock is wrong, to be ready" ready_at_last c; then echo "c          is ready, an hour ahead"; fi
wait_for 30 "a gateway" enter

credential=$(api POST /credentials -d '{"name":"chaos","type":"password","username":"nobody","password":"none at all"}' | json .id)
target=$(jq -nc --arg c "$credential" \
  '{name:"nobody",host:"127.0.0.1",port:1,connection:"ssh",credentialId:$c}' | api POST /targets -d @- | json .id)
job=$(jq -nc --arg t "$target" \
  '{name:"chaos",steps:[{name:"s",type:"command",command:"true"}],targets:{ids:[$t]}}' | api POST /jobs -d @- | json .id)
policies=(skip once all) overlaps=(allow skip queue replace)
for ((i = 1; i <= schedules; i++)); do
  jq -nc --arg name "chaos-$i" --arg job "$job" --arg every "PT$((5 + RANDOM % 20))S" \
    --arg policy "${policies[RANDOM % 3]}" --arg overlap "${overlaps[RANDOM % 4]}" \
    '{name:$name,jobId:$job,spec:{type:"interval",every:$every},misfire:{policy:$policy,deadline:"PT5M"},overlap:$overlap}' \
    | api POST /schedules -d @- > /dev/null
done
echo "schedules  $schedules"

end=$((SECONDS + seconds))
while [ "$SECONDS" -lt "$end" ]; do
  sleep $((3 + RANDOM % 8))
  if [ $((RANDOM % 4)) = 0 ]; then
    kill -9 "$(head -n 1 "$work/data/postgres/data/postmaster.pid")" 2> /dev/null || true
    database_kills=$((database_kills + 1))
  else
    names=(a b c)
    name=${names[RANDOM % 3]}
    kill -9 "${pids[$name]}" 2> /dev/null || true
    wait "${pids[$name]}" 2> /dev/null || true
    kills=$((kills + 1))
    start "$name"
  fi
  for name in a b c; do
    if ! alive "$name"; then
      failed_starts=$((failed_starts + 1))
      wait "${pids[$name]}" 2> /dev/null || true
      start "$name"
    fi
  done
done
echo "done       $kills kills of processes, $database_kills of the database, $failed_starts processes that ended by themselves"

switch_off() {
  enter && api POST /schedules/bulk \
    -d "$(jq -nc --argjson n "$schedules" '{action:"disable",select:{selector:"name~chaos-*"},expect:$n}')"
}
switched_off() {
  [ "$(query schedules "SELECT count(*) FROM schedules WHERE enabled")" = 0 ] || { switch_off && false; }
}
at_rest() { [ "$(query schedules "SELECT count(*) FROM fires WHERE state = 'starting'")" = 0 ]; }
wait_for 180 "the schedules to be switched off" switched_off
wait_for 400 "every due time to come to its end" at_rest

# due UNTIL: from its anchor on an interval is due so often. One that is due while many schedules are being switched off
# may still run: the transaction is older than its lock on each.
due() {
  echo "SELECT s.id AS schedule_id, at AS due_at FROM schedules s,
    generate_series(s.anchor, $1, (s.definition -> 'spec' ->> 'every')::interval) AS at WHERE at > s.created_at"
}
forgotten=$(query schedules "SELECT count(*) FROM ($(due s.updated_at)) d WHERE NOT EXISTS
  (SELECT FROM fires f WHERE f.schedule_id = d.schedule_id AND f.due_at = d.due_at)")
unexpected=$(query schedules "SELECT count(*) FROM fires f WHERE (f.schedule_id, f.due_at) NOT IN
  ($(due "s.updated_at + interval '1 minute'"))")
query schedules "SELECT schedule_id, due_at AT TIME ZONE 'UTC', execution_id FROM fires WHERE execution_id IS NOT NULL" \
  | sort > "$work/fires"
query executions "SELECT schedule_id, schedule_due_at AT TIME ZONE 'UTC', id FROM executions WHERE schedule_id IS NOT NULL" \
  | sort > "$work/executions"
doubled=$(cut -d '|' -f 1,2 "$work/executions" | uniq -d | wc -l)
differing=$(comm -3 "$work/fires" "$work/executions" | wc -l)
query schedules "SELECT '           ' || count(*) || ' ' || state || COALESCE(' ' || reason, '') FROM fires
  GROUP BY state, reason ORDER BY count(*) DESC"
echo "fires      $(query schedules "SELECT count(*) FROM fires"), executions $(wc -l < "$work/executions")"
echo "forgotten  $forgotten, not due $unexpected, doubled $doubled, without the other $differing"
[ "$forgotten$unexpected$doubled$differing" = 0000 ]
