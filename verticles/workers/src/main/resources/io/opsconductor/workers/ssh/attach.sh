# Goes on with an attempt that was started before: gives both outputs from an offset to their end, and the exit code.
# Set before, beside the common: i and j the offsets in out and err, h how to follow a file.
[ -d "$d" ] || { say gone; exit; }
g=0
{ read -r g <"$d/fence"; } 2>/dev/null
[ "${g:-0}" -le "$f" ] || { say fenced "$g"; exit; }
[ "$g" = "$f" ] || { echo "$f" >"$d/fence.$f" && mv -f "$d/fence.$f" "$d/fence"; } 2>/dev/null
l=20
until [ -s "$d/run" ] || [ $l = 0 ]; do nap; l=$((l - 1)); done
{ read -r r c o x e y w z <"$d/run"; } 2>/dev/null || { say gone; exit; }
# the connection of before is of no use to anybody, and holds up a tee if nobody reads it
if lives "$r" "$c" && [ "$u" = "$w" ] && [ "$w" != "$PPID" ] && { read -r g <"/proc/$w/comm"; } 2>/dev/null; then
  case $g in sshd*) kill -s KILL "$w" 2>/dev/null ;; esac
fi
sizes() {
  # shellcheck disable=SC2046 # words on purpose
  set -- $(cd "$d" && ls -ln err out 2>/dev/null)
  t=${5-0} s=${14-0}
}
l=20
sizes
while { [ "$s" -lt "$i" ] || [ "$t" -lt "$j" ]; } && [ $l -gt 0 ]; do nap; sizes; l=$((l - 1)); done
[ "$s" -ge "$i" ] && [ "$t" -ge "$j" ] || { say short "$s" "$t"; exit; }
say attached "$z"
say >&2
i=$((i + 1)) j=$((j + 1))
spooling() { [ ! -s "$d/flushed" ] && { lives "$o" "$x" || lives "$e" "$y"; }; }
code() { while [ ! -s "$d/exit" ] && lives "$r" "$c"; do nap; done; cat "$d/exit"; }
if ! spooling; then
  tail -c +$i "$d/out"
  tail -c +$j "$d/err" >&2
  exec 2>/dev/null
  code
elif [ "$h" = follow ]; then
  tail -s 0.05 --pid="$o" -c +$i -f "$d/out" &
  tail -s 0.05 --pid="$e" -c +$j -f "$d/err" >&2 &
  exec 2>/dev/null
  if lives "$r" "$c"; then tail -s 0.05 --pid="$r" -c +1 -f "$d/exit"; else cat "$d/exit"; fi
  wait
else
  exec 3<"$d/out" 4<"$d/err"
  tail -c +$i <&3
  tail -c +$j <&4 >&2
  v=
  while spooling; do
    nap
    cat <&3
    cat <&4 >&2
    [ -n "$v" ] || [ ! -s "$d/exit" ] || { v=1; cat "$d/exit"; }
  done
  cat <&3
  cat <&4 >&2
  exec 2>/dev/null
  [ -n "$v" ] || code
fi
v=
{ read -r v <"$d/flushed"; } 2>/dev/null
say end $v
exit
