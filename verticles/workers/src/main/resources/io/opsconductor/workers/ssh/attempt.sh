# What every program of an attempt begins with. Set before: k directory of the attempt, f fence, m and n the halves of
# the marker. No name of a shell variable or function here reaches the command: it runs in a shell of its own.
d=$HOME/.opsconductor/$k
say() { printf '\036%s%s %s\n' "$m" "$n" "$*"; }
# b: start time of a process in clock ticks since boot, u: its parent; 0 where /proc does not tell
born() {
  b=0 u=0
  { read -r b <"/proc/$1/stat"; } 2>/dev/null || { b=0; return; }
  set -- ${b##*) }
  b=${20-0} u=${2-0}
  # ended, and whoever is to see to it takes its time, as the first process of a container may for ever
  case ${1-} in [ZX]) b=ended ;; esac
}
lives() { [ "${1:-0}" -gt 1 ] && kill -s 0 "$1" 2>/dev/null && born "$1" && [ "$b" = "$2" ]; }
reap() { lives "$1" "$2" && kill -s KILL "$1" 2>/dev/null; }
nap() { sleep 0.1 2>/dev/null || sleep 1; }
