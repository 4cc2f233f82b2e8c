#!/usr/bin/env bash
# 200 loopback addresses of one sshd, `echo hi`, side by side in one run: the product over REST with everything stored,
# clush, parallel-ssh and Ansible raw, 50 at once each. Cold is the first run of a fresh process with unknown host keys,
# warm the runs after it. HOSTS and ROUNDS may be set.
set -euo pipefail
cd "$(dirname "$0")/../.."
source scripts/lib/jdk.sh
source scripts/lib/packages.sh
source scripts/lib/wait.sh
source scripts/lib/product.sh
need sshd openssh-server ssh openssh-client curl curl jq jq clush clustershell parallel-ssh pssh ansible ansible-core

hosts=${HOSTS:-200} rounds=${ROUNDS:-3}
work=$(mktemp -d)
trap 'stop_product; kill "$(cat "$work/sshd.pid" 2> /dev/null)" 2> /dev/null || true; rm -rf "$work"' EXIT

# A real sshd on as many loopback addresses as there are hosts.
port=$((20000 + RANDOM % 10000))
ssh-keygen -q -t ed25519 -N '' -f "$work/host_key"
ssh-keygen -q -t ed25519 -N '' -f "$work/key"
cp "$work/key.pub" "$work/authorized_keys"
chmod 600 "$work/authorized_keys"
{
  echo "Port $port"
  echo "HostKey $work/host_key"
  echo "PidFile $work/sshd.pid"
  echo "AuthorizedKeysFile $work/authorized_keys"
  echo "StrictModes no"
  echo "UsePAM no"
  echo "PasswordAuthentication no"
  echo "MaxStartups 1000:30:2000"
  echo "MaxSessions 100"
  echo "LogLevel ERROR"
  # bash reads ~/.bashrc when it is sshd's child and no shell's, and that may cost more than all that is measured.
  echo "SetEnv SHLVL=1"
  # sshd takes few ListenAddress lines. Who is not on this machine is not let in.
  echo "ListenAddress 0.0.0.0"
  echo "AllowUsers *@127.*"
} > "$work/sshd_config"
for i in $(seq "$hosts"); do echo "127.0.$((1 + i / 250)).$((1 + i % 250))"; done > "$work/hosts"
[ "$(id -u)" -ne 0 ] || mkdir -p /run/sshd
"$(PATH=$PATH:/usr/sbin command -v sshd)" -f "$work/sshd_config"

user=$(id -un)
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

run_product() {
  local execution state=
  execution=$(api POST /executions -d '{"command":"echo hi","targets":{"selector":"bench=yes"},"strategy":{"parallelism":50}}' | json .id)
  until [[ $state =~ ^(succeeded|failed|lost|cancelled|timed_out)$ ]]; do
    sleep 0.02
    state=$(api GET "/executions/$execution" | json .state)
  done
  [ "$state" = succeeded ]
}

build_jar
start_product "$work/data"
login
credential=$(jq -n --rawfile key "$work/key" --arg user "$user" \
  '{name: "bench", type: "ssh_key", username: $user, privateKey: $key}' | api POST /credentials -d @- | json .id)
i=0
while read -r host; do
  i=$((i + 1))
  jq -nc --arg name "bench-$i" --arg host "$host" --argjson port "$port" --arg credential "$credential" \
    '{name: $name, host: $host, port: $port, connection: "ssh", credentialId: $credential, tags: {bench: "yes"}}' \
    | api POST /targets -d @- > /dev/null
done < "$work/hosts"

line() { printf '%-28s %8s s\n' "$1" "$2"; }

begun=$(now); run_product; cold=$(took "$begun"); line "product, cold" "$cold"
for round in $(seq "$rounds"); do
  begun=$(now); run_clush; t=$(took "$begun"); line "clush -f 50" "$t"; echo "$t" >> "$work/clush"
  begun=$(now); run_product; t=$(took "$begun"); line "product, warm" "$t"; echo "$t" >> "$work/warm"
  if [ "$round" -eq 1 ]; then
    begun=$(now); run_pssh; line "parallel-ssh -p 50" "$(took "$begun")"
    begun=$(now); run_ansible; line "ansible raw, 50 forks" "$(took "$begun")"
  fi
done

median() { sort -n "$1" | awk '{v[NR]=$1} END {print v[int((NR + 1) / 2)]}'; }
awk -v cold="$cold" -v warm="$(median "$work/warm")" -v clush="$(median "$work/clush")" 'BEGIN {
  printf "cold / clush                 %8.2f   (required 0.60, aim 0.40)\n", cold / clush
  printf "warm / clush                 %8.2f   (required 0.15, aim 0.05)\n", warm / clush
}'
