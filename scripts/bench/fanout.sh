#!/usr/bin/env bash
# 200 loopback addresses of one sshd, `echo hi`, side by side in one run: the product over REST with everything stored,
# clush, parallel-ssh and Ansible raw, 50 at once each. Cold is the first run of a fresh process with unknown host keys,
# warm the runs after it. Then 1,000 addresses by the product alone, 200 at once. With --direct the targets' home cannot
# be written. HOSTS, ROUNDS and MANY_HOSTS may be set; MANY_HOSTS=0 leaves the last part out.
set -euo pipefail
cd "$(dirname "$0")/../.."
source scripts/lib/jdk.sh
source scripts/lib/packages.sh
source scripts/lib/wait.sh
source scripts/lib/product.sh
source scripts/lib/sshd.sh
need sshd openssh-server ssh openssh-client curl curl jq jq clush clustershell parallel-ssh pssh ansible ansible-core

mode=reattach
[ "${1:-}" != --direct ] || mode=direct
hosts=${HOSTS:-200} rounds=${ROUNDS:-3} many=${MANY_HOSTS:-1000}
work=$(mktemp -d)
trap 'stop_product; stop_sshd "$work"; rm -rf "$work"' EXIT

for i in $(seq "$hosts"); do echo "127.0.$((1 + i / 250)).$((1 + i % 250))"; done > "$work/hosts"
start_sshd "$work" "$mode"
port=$SSHD_PORT user=$(id -un)

now() { date +%s.%N; }
took() { awk -v a="$1" -v b="$(now)" 'BEGIN {printf "%.2f", b - a}'; }

ssh_options="-o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null -o LogLevel=ERROR -o BatchMode=yes"

run_clush() {
  clush -q -f 50 -w "$(paste -sd, "$work/hosts")" -l "$user" -o "-p $port -i $work/key $ssh_options" echo hi > "$work/out"
  [ "$(grep -c ': hi$' "$work/out")" -eq "$hosts" ]
}

run_pssh() {
  # shellcheck disable=SC2046,SC2086 # options on purpose
  parallel-ssh -p 50 -i -h "$work/hosts" -l "$user" -x "-p $port -i $work/key" \
    $(printf -- '-O %s ' StrictHostKeyChecking=no UserKnownHostsFile=/dev/null LogLevel=ERROR) echo hi > "$work/out"
  [ "$(grep -c SUCCESS "$work/out")" -eq "$hosts" ]
}

run_ansible() {
  ANSIBLE_HOST_KEY_CHECKING=False ANSIBLE_SSH_ARGS="-o ControlMaster=no $ssh_options" \
    ansible all -i "$work/hosts" -f 50 -u "$user" --private-key "$work/key" \
    -e "ansible_port=$port" -m raw -a 'echo hi' > "$work/out" 2> "$work/err"
  [ "$(grep -c 'rc=0' "$work/out")" -ge "$hosts" ]
}

# run_product TAG PARALLELISM: sets EXECUTION.
run_product() {
  EXECUTION=$(jq -nc --arg tag "$1" --argjson parallelism "$2" \
    '{command: "echo hi", targets: {selector: "\($tag)=yes"}, strategy: {parallelism: $parallelism}}' \
    | api POST /executions -d @- | json .id)
  until over "$EXECUTION"; do sleep 0.02; done
  [ "$STATE" = succeeded ]
}

# The most of the product's threads that the system knows, and its resident memory, while FILE exists.
watch_product() {
  local threads most=0
  echo 5 > "/proc/$PRODUCT_PID/clear_refs"
  while [ -e "$1" ]; do
    threads=$(awk '/^Threads/ {print $2}' "/proc/$PRODUCT_PID/status")
    [ "$threads" -le "$most" ] || most=$threads
    sleep 0.05
  done
  awk -v threads="$most" '/^VmHWM/ {printf "%d %d\n", $2 / 1024, threads}' "/proc/$PRODUCT_PID/status" > "$1.peaks"
}

build_jar
start_product "$work/data"
login
add_credential "$work"
add_targets bench < "$work/hosts"

line() { printf '%-28s %8s s\n' "$1" "$2"; }

begun=$(now); run_product bench 50; cold=$(took "$begun"); line "product, cold" "$cold"
seen=$(mode_seen "$EXECUTION")
for round in $(seq "$rounds"); do
  begun=$(now); run_clush; t=$(took "$begun"); line "clush -f 50" "$t"; echo "$t" >> "$work/clush"
  begun=$(now); run_product bench 50; t=$(took "$begun"); line "product, warm" "$t"; echo "$t" >> "$work/warm"
  if [ "$round" -eq 1 ]; then
    begun=$(now); run_pssh; line "parallel-ssh -p 50" "$(took "$begun")"
    begun=$(now); run_ansible; line "ansible raw, 50 forks" "$(took "$begun")"
  fi
done

median() { sort -n "$1" | awk '{v[NR]=$1} END {print v[int((NR + 1) / 2)]}'; }
bars="0.60 0.40 0.15 0.05"
[ "$seen" != reattach ] || bars="0.60 0.40 0.25 0.12"
echo "mode seen: $seen"
awk -v cold="$cold" -v warm="$(median "$work/warm")" -v clush="$(median "$work/clush")" -v bars="$bars" 'BEGIN {
  split(bars, bar)
  printf "cold / clush                 %8.2f   (required %s, aim %s)\n", cold / clush, bar[1], bar[2]
  printf "warm / clush                 %8.2f   (required %s, aim %s)\n", warm / clush, bar[3], bar[4]
}'
[ "$many" -gt 0 ] || exit 0

for i in $(seq 0 $((many - 1))); do echo "127.1.$((i / 250)).$((1 + i % 250))"; done | add_targets many
login
for round in cold warm; do
  touch "$work/watched"
  watch_product "$work/watched" &
  watcher=$!
  begun=$(now); run_product many 200; t=$(took "$begun")
  rm "$work/watched"
  wait "$watcher"
  read -r memory threads < "$work/watched.peaks"
  line "product, $many hosts, $round" "$t"
  echo "  peak of the product: $memory MiB resident, $threads threads of the system (required: platform threads under 200)"
done
