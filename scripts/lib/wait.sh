# shellcheck shell=bash
# Sourced: wait_for SECONDS WHAT COMMAND… repeats the command until it succeeds, or ends with a line that says what
# was waited for in vain.

wait_for() {
  local seconds=$1 what=$2 end
  shift 2
  end=$((SECONDS + seconds))
  until "$@" > /dev/null 2>&1; do
    if [ "$SECONDS" -ge "$end" ]; then
      echo "Waited $seconds s in vain for: $what" >&2
      return 1
    fi
    sleep 0.1
  done
}
