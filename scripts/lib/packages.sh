# shellcheck shell=bash
# Sourced: need PROGRAM PACKAGE … makes sure that programs are there, installing their Debian packages where it may.

need() {
  local program package missing=()
  while [ $# -gt 0 ]; do
    program=$1 package=$2
    shift 2
    PATH="$PATH:/usr/sbin:/sbin" command -v "$program" > /dev/null || missing+=("$package")
  done
  [ ${#missing[@]} -gt 0 ] || return 0
  if [ "$(id -u)" -ne 0 ] || ! command -v apt-get > /dev/null; then
    echo "Missing: ${missing[*]}. Install them, for example: sudo apt-get install ${missing[*]}" >&2
    return 1
  fi
  echo "Installing Debian packages: ${missing[*]}"
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" > /dev/null
}
