# Starts an attempt at most once: who makes the directory starts. Set before, beside the common: p the command's program.
#
#   this shell ─┬─ tee ── pipe 1 ◀─┐ stdout     both outputs are spooled and sent on as they come; each tee goes on
#               ├─ tee ── pipe 2 ◀─┤ stderr     when the connection is gone
#               └─ setsid sh: the command       in a session and process group of its own
#
# Files of the directory: fence highest fence seen; run these processes; group the command's, made by who decides whether
# it runs at all, and empty if it never does; stop it was told to end; out, err what it printed; acked how much of that is known elsewhere; guard
# who watches the quota; exit its exit code; flushed how the two tees ended: then out and err are complete; room what is
# given up on a full disk for these two; fin nothing else is left.
trap '' HUP PIPE
mkdir -m 700 "$d" 2>/dev/null || {
  if [ -e "$d" ]; then say exists; else say refused "$d cannot be made"; fi
  exit
}
{ mkfifo "$d/1" "$d/2" && echo "$f" >"$d/fence" && printf '%8192s' '' >"$d/room" && true >"$d/exit"; } 2>/dev/null || {
  say refused "$d cannot be written"
  exit
}
tee "$d/out" <"$d/1" 2>/dev/null &
o=$!
tee "$d/err" <"$d/2" >&2 2>/dev/null &
e=$!
born $$; c=$b
born $o; x=$b
born $e; y=$b
{ echo "$$ $c $o $x $e $y $PPID $m$n" >"$d/run"; } 2>/dev/null || {
  kill "$o" "$e"
  say refused "$d cannot be written"
  exit
}
say new
say >&2
# a shell says so when a command of it is killed
exec 3>&2 2>/dev/null
(
  trap - HUP PIPE
  OPSC_d=$d OPSCONDUCTOR_ATTEMPT=$k
  export OPSC_d OPSCONDUCTOR_ATTEMPT
  exec setsid /bin/sh -s >"$d/1" 2>"$d/2" 3>&- <<OPSC_end
{
OPSC_b=0
{ read -r OPSC_b </proc/\$\$/stat; } 2>/dev/null && { set -- \${OPSC_b##*) }; OPSC_b=\${20-0}; set --; }
set -C
{ echo "\$\$ \$OPSC_b" >"\$OPSC_d/group"; } 2>/dev/null || exit 126
set +C
unset OPSC_b
$p
exit
}
OPSC_end
)
w="exit $?"
# whether it ran is not known any more when somebody took the directory away
[ -s "$d/group" ] || if [ -e "$d/run" ]; then
  w="refused the command's shell could not be started, or its start was cut off"
else
  w=gone
fi
keep() { printf '\036%s%s %s\n' "$m" "$n" "$w" >"$d/exit"; }
keep || { true >"$d/room" && keep; }
c=$?
say "$w"
wait "$o"
x=$?
wait "$e"
y=$?
echo "$x $y" >"$d/flushed" || { true >"$d/room" && echo "$x $y" >"$d/flushed"; }
[ "$c" = 0 ] || say busy
say end "$x" "$y"
# each output tells its own end, for nothing says in which order they arrive; then this shell can be told what comes next
say done >&3
# the disk is full even so: this shell keeps the exit code until there is room for it, or nobody wants it any more
until [ "$c" = 0 ] || [ ! -s "$d/group" ] || ! sleep 1; do
  keep
  c=$?
done
exec 2>&3 3>&-
trap - HUP PIPE
