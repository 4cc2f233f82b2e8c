#!/usr/bin/env bash
# Every check and test: scripts, container files, formatting, static checks, unit, integration and end-to-end tests.
set -euo pipefail
cd "$(dirname "$0")/.."
source scripts/lib/jdk.sh
source scripts/lib/packages.sh

need chromium chromium sshd openssh-server ssh-keygen openssh-client tcsh tcsh fish fish zsh zsh ksh ksh busybox busybox mvn maven node nodejs npm npm shellcheck shellcheck yamllint yamllint

echo "== Scripts"
shellcheck --external-sources --source-path=SCRIPTDIR --exclude=SC1091 scripts/*.sh scripts/*/*.sh docker/*.sh .ci/run

echo "== Container files"
yamllint --strict --config-file docker/yamllint.yaml docker
scripts/lib/check-docker.sh

echo "== Build and static checks"
mvn -B -ntp -T 2 -DskipTests package

echo "== Tests"
scripts/lib/tests.sh

echo "== Chaos, a short one"
scripts/chaos.sh --kills 4 --seed 20
