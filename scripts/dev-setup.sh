#!/usr/bin/env bash
# From a clean clone to a first job seen running: checks what is needed, builds, starts everything with a demo fleet,
# adds the fleet's hosts, runs a job on them with live output, and leaves the system running. Run again, it finds what
# is there.
set -euo pipefail
cd "$(dirname "$0")/.."

missing() {
  echo "Missing: $1. $2" >&2
  exit 1
}
source scripts/lib/jdk.sh
command -v mvn > /dev/null || missing "Maven" "On Debian: apt-get install maven; elsewhere: https://maven.apache.org"
command -v node > /dev/null || missing "Node.js 20 or newer" "On Debian: apt-get install nodejs npm; elsewhere: https://nodejs.org"
[ "$(node -p 'process.versions.node.split(".")[0]')" -ge 20 ] \
  || missing "Node.js 20 or newer" "This one is $(node --version)"
source scripts/lib/wait.sh
source scripts/lib/dev.sh

scripts/dev-up.sh
url=$(dev_url)
password_file=$(dev_admin_password)

echo
echo "Signing in …"
dev_login

echo
echo "The demo fleet:"
opsconductor credential ls -o name | grep -qx demo \
  || opsconductor credential add demo --username demo --key-file "$DEV_DATA/demo/user_ed25519" -o name > /dev/null
opsconductor target apply --file "$DEV_DATA/demo/targets.yaml" --credential demo -o name > /dev/null

echo
echo "A first job, on the web hosts of the demo fleet, with live output:"
opsconductor job apply -f scripts/lib/first-job.yaml -o name > /dev/null
opsconductor job run first-job -p WHO="$(id -un)"

cat <<MESSAGE

OpsConductor runs at $url
  User      admin
  Password  $(cat "$password_file")

Next
  alias opsconductor='$JAVA_HOME/bin/java -jar $PWD/$JAR'
  opsconductor exec -t fleet=demo -- uptime     a command on the whole demo fleet
  opsconductor executions ls                    what has run
  $url/api/docs                the API, with everything it takes and gives
  scripts/dev-logs.sh                           what the system says
  scripts/dev-stop.sh                           stops it; data stays in ./$DEV_DATA
MESSAGE
