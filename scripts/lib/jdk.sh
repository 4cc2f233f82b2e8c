# shellcheck shell=bash
# Sourced: sets JAVA_HOME to a JDK of release 25 or newer, or ends with a line that says how to get one.

jdk_release() {
  [ -x "$1/bin/javac" ] && [ -r "$1/release" ] \
    && sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release"
}

find_jdk() {
  local candidate on_path
  on_path=$(command -v javac || true)
  [ -z "$on_path" ] || on_path=$(dirname "$(dirname "$(readlink -f "$on_path")")")
  for candidate in "${JAVA_HOME:-}" "$on_path" /usr/lib/jvm/* "$HOME"/.sdkman/candidates/java/*; do
    [ -n "$candidate" ] || continue
    if [ "$(jdk_release "$candidate" || echo 0)" -ge 25 ] 2>/dev/null; then
      printf '%s\n' "$candidate"
      return
    fi
  done
  return 1
}

if ! JAVA_HOME=$(find_jdk); then
  echo "No JDK 25 or newer found in JAVA_HOME, on PATH or under /usr/lib/jvm. Install one (for example Eclipse Temurin 25)." >&2
  exit 1
fi
export JAVA_HOME
# Maven's own libraries use what Java 24 and newer warn of. A build is over before the slow compiler has paid off.
export MAVEN_OPTS="${MAVEN_OPTS:-} -XX:TieredStopAtLevel=1 -XX:+UseSerialGC --sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED"
