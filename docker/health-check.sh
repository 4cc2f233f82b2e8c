#!/bin/bash
# Asks the process whether it lives, without any program but the shell. HEALTH_PORT is the gateway's or management port.
set -eu
exec 3<> "/dev/tcp/127.0.0.1/${HEALTH_PORT:-8080}"
printf 'GET /health/live HTTP/1.0\r\n\r\n' >&3
read -r _ status _ <&3
[ "$status" = 200 ]
