#!/usr/bin/env bash
# Makes what the compose stack needs to be safe, once, in docker/secrets: keys, passwords, and an authority of its own
# with a certificate for PostgreSQL and one for the event bus. Whoever reads that directory owns the stack.
set -euo pipefail
cd "$(dirname "$0")"
if [ -e secrets ]; then
  echo "docker/secrets is there already; nothing done" >&2
  exit 0
fi
umask 077
mkdir secrets
cd secrets

for name in master.key cluster.secret; do
  openssl rand -base64 32 > "$name"
done
for name in postgres.password admin.password; do
  openssl rand -hex 24 > "$name"
done

openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 3650 \
  -subj "/CN=OpsConductor stack" -keyout ca.key -out ca.pem 2> /dev/null

# certificate NAME SUBJECT-ALTERNATIVE-NAMES
certificate() {
  openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj "/CN=$1" \
    -keyout "$1.key" -out "$1.csr" 2> /dev/null
  openssl x509 -req -in "$1.csr" -CA ca.pem -CAkey ca.key -CAcreateserial -days 825 \
    -extfile <(printf 'subjectAltName=%s\nextendedKeyUsage=serverAuth,clientAuth\n' "$2") -out "$1.pem" 2> /dev/null
  rm "$1.csr"
}

certificate postgres DNS:postgres
certificate node DNS:node-a,DNS:node-b
# Files of compose secrets keep their owner and mode; the containers read them as other users.
chmod 0444 ./*.pem ./*.key ./*.password ./*.secret
chmod 0400 ca.key
chmod 0711 .
echo "Made docker/secrets. The password of the user admin is in docker/secrets/admin.password"
