#!/usr/bin/env bash
# How fast output goes through the mask for secrets, in MB/s on one thread.
set -euo pipefail
cd "$(dirname "$0")/../.."
source scripts/lib/jdk.sh
source scripts/lib/product.sh

build_jar
"$JAVA_HOME/bin/java" -cp "$JAR" scripts/bench/masking/MaskingSpeed.java
