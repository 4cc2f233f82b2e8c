#!/usr/bin/env bash
# Formats every Java file with google-java-format; with --check only says which are not formatted.
set -euo pipefail
cd "$(dirname "$0")/.."
source scripts/lib/jdk.sh

jar=target/tools/google-java-format.jar
[ -f "$jar" ] || mvn -q -B -N -Dformat.skip=false dependency:copy@fetch-formatter

mode=--replace
[ "${1:-}" != --check ] || mode='--dry-run --set-exit-if-changed'

options=(-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xmn200m)
for package in api code file parser tree util; do
  options+=("--add-exports=jdk.compiler/com.sun.tools.javac.$package=ALL-UNNAMED")
done

# shellcheck disable=SC2086 # two words on purpose
if ! git ls-files -z --cached --others --exclude-standard '*.java' \
  | while IFS= read -r -d '' file; do [ ! -f "$file" ] || printf '%s\0' "$file"; done \
  | xargs -0 -r "$JAVA_HOME/bin/java" "${options[@]}" -jar "$jar" $mode; then
  echo "Not formatted: the files above. Run scripts/format.sh" >&2
  exit 1
fi
