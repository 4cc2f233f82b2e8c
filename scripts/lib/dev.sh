# shellcheck shell=bash
# Sourced after jdk.sh and wait.sh: the processes of a development system. Each has a name, its process id in
# data/dev/NAME.pid and its output in logs/NAME.log.

DEV_DATA=${OPSCONDUCTOR_DATA:-data}
DEV_STATE=$DEV_DATA/dev
JAR=launcher/target/opsconductor.jar

mkdir -p "$DEV_STATE" logs
chmod 700 "$DEV_DATA" "$DEV_STATE"

# dev_running NAME: whether its process lives.
dev_running() {
  [ -r "$DEV_STATE/$1.pid" ] && kill -0 "$(cat "$DEV_STATE/$1.pid")" 2> /dev/null
}

# dev_names: names of the processes that live.
dev_names() {
  local file name
  for file in "$DEV_STATE"/*.pid; do
    [ -e "$file" ] || continue
    name=$(basename "$file" .pid)
    if dev_running "$name"; then echo "$name"; else rm -f "$file"; fi
  done
}

dev_admin_password() {
  if [ ! -s "$DEV_STATE/admin.password" ]; then
    (umask 077 && head -c 18 /dev/urandom | base64 > "$DEV_STATE/admin.password")
  fi
  printf '%s\n' "$DEV_STATE/admin.password"
}

# dev_start NAME CLASSES [ARGUMENT…]: starts a server process and waits until it is ready. CLASSES is empty, or a
# class path that goes before the jar. The process runs from a copy of the jar, which the next build replaces.
dev_start() {
  local name=$1 classpath=$2$DEV_STATE/$1.jar
  shift 2
  cp "$JAR" "$DEV_STATE/$name.jar"
  : > "logs/$name.log"
  OPSCONDUCTOR_ADMIN_PASSWORD_FILE=$(dev_admin_password) \
    nohup setsid "$JAVA_HOME/bin/java" -cp "$classpath" \
    --sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED \
    --add-opens java.base/java.lang=ALL-UNNAMED --add-opens java.base/sun.nio.ch=ALL-UNNAMED \
    --add-opens java.management/sun.management=ALL-UNNAMED \
    --add-opens jdk.management/com.sun.management.internal=ALL-UNNAMED \
    --add-exports java.base/jdk.internal.ref=ALL-UNNAMED \
    io.opsconductor.launcher.Main --data "$DEV_DATA" --node-id "dev-$name" "$@" \
    >> "logs/$name.log" 2>&1 < /dev/null &
  echo $! > "$DEV_STATE/$name.pid"
  if ! wait_for 300 "$name to be ready (see logs/$name.log)" dev_ready_or_dead "$name" || ! dev_running "$name"; then
    tail -n 20 "logs/$name.log" >&2
    return 1
  fi
}

dev_ready_or_dead() {
  grep -q 'OpsConductor is ready in' "logs/$1.log" || ! dev_running "$1"
}

# dev_stop NAME: asks it to drain and end, and waits for that.
dev_stop() {
  local pid
  dev_running "$1" || return 0
  pid=$(cat "$DEV_STATE/$1.pid")
  kill "$pid"
  wait_for 40 "$1 to end" dev_gone "$pid" || kill -9 "$pid"
  rm -f "$DEV_STATE/$1.pid" "$DEV_STATE/$1.jar"
}

dev_gone() {
  ! kill -0 "$1" 2> /dev/null
}

# dev_url: where the gateway of the development system listens.
dev_url() {
  local log url=
  for log in logs/*.log; do
    if ! dev_running "$(basename "$log" .log)"; then continue; fi
    url=$(grep -o 'https\?://[0-9.:]*[0-9]' "$log" | head -n 1 || true)
    [ -z "$url" ] || break
  done
  [ -n "$url" ] && printf '%s\n' "$url"
}

# dev_login: as the administrator, for the commands of the same script.
dev_login() {
  opsconductor login --url "$(dev_url)" --username admin --password-stdin < "$(dev_admin_password)"
}

opsconductor() {
  "$JAVA_HOME/bin/java" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -jar "$JAR" "$@"
}
