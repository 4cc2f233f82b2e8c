# Goes on with an attempt that was started before: gives both outputs from an offset to their end, and the exit code.
# Set before, beside the common: i and j the offsets in out and err, q the quota, h how to follow a file. Its input tells
# how much has been received.
exec 5<&0 </dev/null
[ -d "$d" ] && [ ! -e "$d/fin" ] || { say gone; exit; }
g=0
{ read -r g <"$d/fence"; } 2>/dev/null
[ "${g:-0}" -le "$f" ] || { say fenced "$g"; exit; }
[ "$g" = "$f" ] || { echo "$f" >"$d/fence.$f" && mv -f "$d/fence.$f" "$d/fence"; } 2>/dev/null
l=20
until [ -s "$d/group" ] || [ -s "$d/exit" ] || [ $l = 0 ]; do
  nap
  { { read -r r c w <"$d/run"; } 2>/dev/null && lives "$r" "$c"; } || l=$((l - 1))
done
[ ! -e "$d/fin" ] || { say gone; exit; }
r=0 c=0 o=0 x=0 e=0 y=0 w=0 z=
{ read -r r c o x e y w z <"$d/run"; } 2>/dev/null
runs() {
  [ -s "$d/group" ] || ! (set -C && true >"$d/group") 2>/dev/null || return 1
  [ -s "$d/group" ] || nap
  [ -s "$d/group" ]
}
runs || {
  [ -e "$d/group" ] || { say gone; exit; }
  reap "$o" "$x"
  reap "$e" "$y"
  say refused its start was cut off before the command ran
  exit
}
[ -n "$z" ] || { say gone; exit; }
# the connection of before is of no use to anybody, and holds up a tee if nobody reads it
if lives "$r" "$c" && [ "$u" = "$w" ] && [ "$w" != "$PPID" ] && { read -r g <"/proc/$w/comm"; } 2>/dev/null; then
  case $g in sshd*) kill -s KILL "$w" 2>/dev/null ;; esac
fi
spooling() { [ ! -s "$d/flushed" ] && { lives "$o" "$x" || lives "$e" "$y"; }; }
# the exit code while processes left behind keep the outputs open, and how much there is of these without what they add
told() {
  sizes
  say spooled "$s" "$t"
  cat "$d/exit"
}
code() { while [ ! -s "$d/exit" ] && lives "$r" "$c"; do nap; done; cat "$d/exit"; }
settle() { while [ ! -s "$d/flushed" ] && lives "$r" "$c"; do nap; done; }
finish() {
  settle
  v=
  { read -r v <"$d/flushed"; } 2>/dev/null
  say end $v
  # each output tells its own end: without both something was lost on the way
  say done >&6
  exit
}
l=20
sizes
while { [ "$s" -lt "$i" ] || [ "$t" -lt "$j" ]; } && [ $l -gt 0 ]; do nap; sizes; l=$((l - 1)); done
say attached "$z"
[ ! -e "$d/stop" ] || say stopped
say >&2
# what this shell has to complain of is no output of the command
exec 6>&2 2>/dev/null
[ "$s" -ge "$i" ] && [ "$t" -ge "$j" ] || {
  say short "$s" "$t"
  code
  finish
}
if spooling; then
  tees CONT
  (
    trap '' HUP PIPE
    exec >/dev/null 6>&-
    watch
    heed <&5 &
    exec 5<&-
    hold
    kill $!
  ) &
fi
exec 5<&-
i=$((i + 1)) j=$((j + 1))
if ! spooling; then
  tail -c +$i "$d/out"
  tail -c +$j "$d/err" >&6
  code
elif [ "$h" = follow ]; then
  tail -s 0.05 --pid="$o" -c +$i -f "$d/out" 6>&- &
  x=$!
  tail -s 0.05 --pid="$e" -c +$j -f "$d/err" >&6 6>&- &
  y=$!
  {
    until [ -s "$d/exit" ]; do sleep 1 >/dev/null; done
    told
  } 6>&- &
  g=$!
  wait $x $y
  settle
  kill "$g"
  code
else
  exec 3<"$d/out" 4<"$d/err"
  tail -c +$i <&3
  tail -c +$j <&4 >&6
  v=
  while spooling; do
    nap
    cat <&3
    cat <&4 >&6
    [ -n "$v" ] || [ ! -s "$d/exit" ] || { v=1; told; }
  done
  cat <&3
  cat <&4 >&6
  [ -n "$v" ] || code
fi
finish
