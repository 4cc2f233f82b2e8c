# shellcheck shell=bash
# Sourced after jdk.sh: starts the product in a directory of its own for a benchmark or a check, and talks to it.

JAR=launcher/target/opsconductor.jar

build_jar() {
  if [ ! -f "$JAR" ] || [ "${REBUILD:-}" = 1 ]; then
    mvn -q -B -ntp -Pquick package -pl launcher -am
  fi
}

# start_product DIR [ARGUMENT…]: sets PRODUCT_PID and URL.
start_product() {
  local dir=$1
  shift
  mkdir -p "$dir"
  head -c 24 /dev/urandom | base64 > "$dir.password"
  OPSCONDUCTOR_ADMIN_PASSWORD_FILE="$dir.password" \
    "$JAVA_HOME/bin/java" -jar "$JAR" --data "$dir" --port 0 "$@" > "$dir.log" 2>&1 &
  PRODUCT_PID=$!
  wait_for 60 "the product to be ready (see $dir.log)" grep -q 'OpsConductor is ready in' "$dir.log"
  URL=$(grep -o 'http://[0-9.]*:[0-9]*' "$dir.log" | head -n 1)
  PASSWORD=$(cat "$dir.password")
}

stop_product() {
  kill "$PRODUCT_PID" 2> /dev/null || true
  wait "$PRODUCT_PID" 2> /dev/null || true
}

# json FILTER: the value of a jq filter in standard input.
json() {
  jq -r "$1"
}

login() {
  TOKEN=$(jq -n --arg password "$PASSWORD" '{username: "admin", password: $password}' \
    | curl -sS --fail-with-body -H 'Content-Type: application/json' -d @- "$URL/api/v1/auth/login" | json .accessToken)
}

# api METHOD PATH [CURL-ARGUMENT…]: prints the answer, fails when it is no success.
api() {
  local method=$1 path=$2
  shift 2
  curl -sS --fail-with-body -X "$method" -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json' \
    "$@" "$URL/api/v1$path"
}

# over EXECUTION: whether it is at an end; sets STATE.
over() {
  STATE=$(api GET "/executions/$1" | json .state)
  [[ $STATE =~ ^(succeeded|failed|lost|cancelled|timed_out)$ ]]
}
