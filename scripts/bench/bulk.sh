#!/usr/bin/env bash
# One command prints 1 GiB of random bytes while the worker that watches it is killed twice. Compares the SHA-256 that
# the target made with that of the stored attempt and of what a client reads back, and prints how much the memory of the
# node with gateway and executions and of each worker grew: live heap from the garbage collector's log, resident memory
# from the system. The heap of every process is HEAP_MIB, committed and touched from the start, so that resident growth is
# what lies outside of it. BYTES and HEAP_MIB may be set.
set -euo pipefail
cd "$(dirname "$0")/../.."
source scripts/lib/jdk.sh
source scripts/lib/packages.sh
source scripts/lib/wait.sh
source scripts/lib/product.sh
source scripts/lib/sshd.sh
need sshd openssh-server ssh-keygen openssh-client curl curl jq jq

bytes=${BYTES:-1073741824} heap=${HEAP_MIB:-512} most=128
work=$(mktemp -d)
trap 'kill "${WORKER_PID:-}" 2> /dev/null || true; stop_product; stop_sshd "$work"; rm -rf "$work"' EXIT
# Two nodes read the same options; each logs to a file of its own.
export JAVA_TOOL_OPTIONS="-Xms${heap}m -Xmx${heap}m -XX:+AlwaysPreTouch -Xlog:gc:file=$work/gc-%p.log"

# start_worker NUMBER: sets WORKER_PID and waits until it takes tasks.
start_worker() {
  "$JAVA_HOME/bin/java" -jar "$JAR" --data "$work/data" --groups workers --port 0 > "$work/worker-$1.log" 2>&1 &
  WORKER_PID=$!
  wait_for 60 "worker $1 to be ready" grep -q 'is ready in' "$work/worker-$1.log"
}

# resident PID FIELD: VmRSS now or VmHWM at most, in MiB.
resident() { awk -v field="$2:" '$1 == field {print int($2 / 1024)}' "/proc/$1/status"; }

# live PID: the most that was left after a garbage collection, in MiB.
live() { grep -o -- '->[0-9]*M(' "$work/gc-$1.log" | tr -dc '0-9\n' | sort -n | tail -n 1; }

# collected PID: what is left after a full collection now, in MiB.
collected() {
  "$JAVA_HOME/bin/jcmd" "$1" GC.run > /dev/null
  grep -o -- '->[0-9]*M(' "$work/gc-$1.log" | tr -dc '0-9\n' | tail -n 1
}

# run COMMAND: starts it and sets EXECUTION and TASK.
run() {
  EXECUTION=$(jq -nc --arg command "$1" '{command: $command, targets: {selector: "one=yes"}, timeoutSeconds: 600}' \
    | api POST /executions -d @- | json .id)
  TASK=$(api GET "/executions/$EXECUTION/tasks" | json '.items[0].id')
}

attempt() { api GET "/executions/$EXECUTION/tasks/$TASK/attempts" | json "[.items[] | $1] | last"; }
# shellcheck disable=SC2317 # wait_for calls it
stored() { [ "$(attempt '.stdoutBytes // 0')" -ge "$1" ]; }

# output: all of standard output, a part after the other.
output() {
  local at=0 next=-1
  until [ "$next" = "$at" ]; do
    [ "$next" -lt 0 ] || at=$next
    curl -sS --fail-with-body -D "$work/headers" -H "Authorization: Bearer $TOKEN" \
      "$URL/api/v1/executions/$EXECUTION/tasks/$TASK/output?stream=stdout&offset=$at"
    next=$(tr -d '\r' < "$work/headers" | awk 'tolower($1) == "next-offset:" {print $2}')
  done
}

verdict=0
# grew WHAT BEFORE AFTER
grew() {
  local word=ok
  [ $(($3 - $2)) -le "$most" ] || { word="MORE THAN $most MiB"; verdict=1; }
  printf '%-44s %5d MiB → %5d MiB   +%d MiB   %s\n' "$1" "$2" "$3" $(($3 - $2)) "$word"
}

# report NAME PID HEAP-BEFORE RESIDENT-BEFORE
report() {
  grew "$1, live heap at most" "$3" "$(live "$2")"
  grew "$1, resident at most" "$4" "$(resident "$2" VmHWM)"
}

# A worker that is killed has no more /proc: its peaks are noted while it lives.
kill_worker() {
  report "worker $1" "$WORKER_PID" "$worker_heap" "$worker_resident"
  kill -9 "$WORKER_PID"
  wait "$WORKER_PID" 2> /dev/null || true
}

next_worker() {
  start_worker "$1"
  worker_heap=$(collected "$WORKER_PID") worker_resident=$(resident "$WORKER_PID" VmRSS)
}

build_jar
start_sshd "$work" reattach
start_product "$work/data" --groups gateway,auth,users,secrets,targets,jobs,executions,audit
login
add_credential "$work"
echo 127.0.1.1 | add_targets one
next_worker 1
run "head -c 33554432 /dev/urandom"
wait_for 120 "the first 32 MiB" over "$EXECUTION"
worker_heap=$(collected "$WORKER_PID") worker_resident=$(resident "$WORKER_PID" VmRSS)
node_heap=$(collected "$PRODUCT_PID") node_resident=$(resident "$PRODUCT_PID" VmRSS)

begun=$SECONDS
run "mkfifo $work/f && { sha256sum < $work/f > $work/sum & } && head -c $bytes /dev/urandom | tee $work/f && wait"
for i in 1 2; do
  wait_for 300 "part $i of the output to be stored" stored $((bytes * i / 3))
  kill_worker "$i"
  next_worker $((i + 1))
done
wait_for 300 "the execution to end" over "$EXECUTION"
report "worker 3" "$WORKER_PID" "$worker_heap" "$worker_resident"
report "gateway and executions" "$PRODUCT_PID" "$node_heap" "$node_resident"

printed=$(cut -d ' ' -f 1 "$work/sum")
kept=$(attempt .stdoutSha256)
read_back=$(output | sha256sum | cut -d ' ' -f 1)
printf '%s bytes in %s s, worker killed twice, %s starts\n' "$(attempt .stdoutBytes)" $((SECONDS - begun)) \
  "$(api GET "/executions/$EXECUTION/tasks/$TASK/attempts" | json '.items | length')"
printf 'SHA-256 on the target  %s\n        of the attempt %s\n        read back      %s\n' "$printed" "$kept" "$read_back"
if [ "$printed" != "$kept" ] || [ "$printed" != "$read_back" ]; then
  echo "They differ."
  verdict=1
fi
exit "$verdict"
