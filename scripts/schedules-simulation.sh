#!/usr/bin/env bash
# Ten years of several instances of schedules over a real PostgreSQL, with crashes, broken connections and lost answers.
# Arguments: [--fires N] (1000000) [--seed S] (any). The same seed is the same run. Ends with 0 if every due time came to
# exactly one end.
set -euo pipefail
cd "$(dirname "$0")/.."
source scripts/lib/jdk.sh
source scripts/lib/packages.sh
need mvn maven

fires=1000000
seed=$(date +%s)
while [ $# -gt 0 ]; do
  case $1 in
    --fires) fires=${2:?} && shift 2 ;;
    --seed) seed=${2:?} && shift 2 ;;
    *) sed -n '2,4s/^# //p' "$0" >&2 && exit 2 ;;
  esac
done

module=verticles/schedules
if [ ! -f $module/target/test.classpath ] || [ "${REBUILD:-}" = 1 ]; then
  mvn -q -B -ntp -Pquick -DskipTests package -pl $module -am
fi
cd $module
exec "$JAVA_HOME/bin/java" -Xmx2g "-Dopsconductor.fires=$fires" "-Dopsconductor.seed=$seed" \
  -cp "target/test-classes:target/classes:$(cat target/test.classpath)" org.junit.platform.console.ConsoleLauncher execute \
  --select-class io.opsconductor.schedules.SimulationIT --fail-if-no-tests --disable-banner --disable-ansi-colors \
  --details=summary
