#!/usr/bin/env bash
# Three nodes, a real sshd and a load of executions of all kinds; nodes, database, bus and connections are killed, frozen
# and cut as the plan of a seed says. Ends with 0 if no promise was broken. --help shows the arguments.
set -euo pipefail
cd "$(dirname "$0")/.."
source scripts/lib/jdk.sh
source scripts/lib/packages.sh
need sshd openssh-server ssh-keygen openssh-client mvn maven node nodejs npm npm

if [ ! -f launcher/target/test.classpath ] || [ "${REBUILD:-}" = 1 ]; then
  mvn -q -B -ntp -Pquick package -pl launcher -am
fi
cd launcher
exec "$JAVA_HOME/bin/java" -Xmx512m -cp "target/test-classes:$(cat target/test.classpath)" \
  io.opsconductor.launcher.chaos.Chaos "$@"
