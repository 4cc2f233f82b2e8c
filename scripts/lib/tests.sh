#!/usr/bin/env bash
# Runs the tests of every module that was built, as many modules at a time as there are processors, each in a JVM of its
# own. Unlike Maven it need not wait with the longest until the others are done. What they say: target/tests.log
set -euo pipefail
cd "$(dirname "$0")/../.."
source scripts/lib/jdk.sh

# The value of a property of a module, or of all.
property() {
  sed -n "s|^ *<$2>\(.*\)</$2>\$|\1|p" "$1/pom.xml" pom.xml | head -1
}

# Of the console: what needs no browser, then a browser with the product as it is delivered.
run_console() {
  cd "$1"
  NO_COLOR=1 npx vitest run > target/tests.log 2>&1 && NO_COLOR=1 npx vitest run -c vitest.e2e.config.ts >> target/tests.log 2>&1
}

run_module() {
  local jvm
  if [ -f "$1/package.json" ]; then
    run_console "$1"
    return
  fi
  read -ra jvm <<< "$(property "$1" test.compiler) $(property "$1" test.jvm)"
  cd "$1"
  "$JAVA_HOME/bin/java" "${jvm[@]}" -cp "target/test-classes:target/classes:$(cat target/test.classpath)" \
    org.junit.platform.console.ConsoleLauncher execute --scan-classpath target/test-classes \
    --include-classname '.*(Test|IT)' --fail-if-no-tests --disable-banner --disable-ansi-colors --details=summary \
    --reports-dir=target/test-reports > target/tests.log 2>&1
}

run() {
  local begun=$SECONDS log=$1/target/tests.log
  (run_module "$1") || failed=1
  if [ -n "${failed:-}" ]; then
    echo "$1: FAILED, see $log"
    sed -n '/^Failures (/,$p; /Failed Tests/,$p' "$log" | grep -a . || tail -50 "$log"
    exit 1
  fi
  echo "$1: $(sed -n 's/^\[ *\([0-9]*\) tests successful.*/\1 tests, /p; s/^ *Tests  \([0-9]*\) passed.*/\1 tests, /p' "$log" |
    tr -d '\n')$((SECONDS - begun)) s"
}

if [ $# -gt 0 ]; then
  run "$1"
  exit
fi

# The longest first.
longest="launcher verticles/workers verticles/console verticles/auth verticles/gateway verticles/executions"
modules=$(sed -n 's|^ *<module>\(.*\)</module>$|\1|p' pom.xml)
others=$(tr ' ' '\n' <<< "$modules" | grep -vxF "${longest// /$'\n'}")
if ! tr ' ' '\n' <<< "$longest $others" | xargs -P "$(nproc)" -n 1 "$PWD/scripts/lib/tests.sh"; then
  echo "Tests failed: see above" >&2
  exit 1
fi

# Budgets of the console are times: nothing else may run meanwhile, and a slow machine may take twice as long.
cd verticles/console
if ! BUDGET_ALLOWANCE=2 NO_COLOR=1 npx vitest run -c vitest.budgets.config.ts > target/budgets.log 2>&1; then
  sed -n '/Failed Tests/,$p; /Failed Suites/,$p' target/budgets.log
  echo "Budgets of the console: FAILED, see verticles/console/target/budgets.log" >&2
  exit 1
fi
grep -a '^ *budget: ' target/budgets.log
