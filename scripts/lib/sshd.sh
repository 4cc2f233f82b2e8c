# shellcheck shell=bash
# Sourced after product.sh: a real sshd for a benchmark, and targets of the product on it.

# start_sshd DIR MODE: listens on every loopback address and lets in this user with DIR/key. In MODE reattach the user's
# home can be written, in MODE direct it cannot. Sets SSHD_PORT.
start_sshd() {
  local dir=$1 home=$1/home
  [ "$2" = reattach ] || home=/dev/null
  SSHD_PORT=$((20000 + RANDOM % 10000))
  mkdir -p "$dir/home"
  ssh-keygen -q -t ed25519 -N '' -f "$dir/host_key"
  ssh-keygen -q -t ed25519 -N '' -f "$dir/key"
  cp "$dir/key.pub" "$dir/authorized_keys"
  chmod 600 "$dir/authorized_keys"
  {
    echo "Port $SSHD_PORT"
    echo "HostKey $dir/host_key"
    echo "PidFile $dir/sshd.pid"
    echo "AuthorizedKeysFile $dir/authorized_keys"
    echo "StrictModes no"
    echo "UsePAM no"
    echo "PasswordAuthentication no"
    echo "MaxStartups 1000:30:2000"
    echo "MaxSessions 1000"
    echo "LogLevel ERROR"
    # bash reads ~/.bashrc when it is sshd's child and no shell's, and that may cost more than all that is measured.
    echo "SetEnv SHLVL=1 HOME=$home"
    # sshd takes few ListenAddress lines. Who is not on this machine is not let in.
    echo "ListenAddress 0.0.0.0"
    echo "AllowUsers *@127.*"
  } > "$dir/sshd_config"
  [ "$(id -u)" -ne 0 ] || mkdir -p /run/sshd
  "$(PATH=$PATH:/usr/sbin command -v sshd)" -f "$dir/sshd_config"
}

stop_sshd() {
  kill "$(cat "$1/sshd.pid" 2> /dev/null)" 2> /dev/null || true
}

# add_credential DIR: the user and the key that the sshd lets in. Sets CREDENTIAL.
add_credential() {
  CREDENTIAL=$(jq -n --rawfile key "$1/key" --arg user "$(id -un)" \
    '{name: "bench", type: "ssh_key", username: $user, privateKey: $key}' | api POST /credentials -d @- | json .id)
}

# add_targets TAG: a target for each address in standard input, tagged TAG=yes.
add_targets() {
  local tag=$1 host
  while read -r host; do
    jq -nc --arg name "$tag-$host" --arg host "$host" --argjson port "$SSHD_PORT" --arg credential "$CREDENTIAL" \
      --arg tag "$tag" \
      '{name: $name, host: $host, port: $port, connection: "ssh", credentialId: $credential, tags: {($tag): "yes"}}' \
      | api POST /targets -d @- > /dev/null
  done
}

# mode_seen EXECUTION: in which mode its first task ran, as the product says.
mode_seen() {
  api GET "/executions/$1/tasks?limit=1" | json '.items[0].mode // "not said"'
}
