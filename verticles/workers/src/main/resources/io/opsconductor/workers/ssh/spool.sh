# Holds the spool of an attempt to a quota. Set before, beside the common: q the quota in bytes, i and j how much of out
# and err is known elsewhere, o, x, e, y as the file run has them.
#
# Beyond the quota the two tees are stopped: their pipes fill and whoever prints waits, in whatever group it is.
# how many words a date has depends on the language
unset TIME_STYLE BLOCK_SIZE LS_BLOCK_SIZE
sizes() {
  # shellcheck disable=SC2046 # words on purpose
  set -- $(cd "$d" && LC_ALL=C ls -ln err out 2>/dev/null)
  t=${5-0} s=${14-0}
}
tees() {
  lives "$o" "$x" && kill -s "$1" "$o"
  lives "$e" "$y" && kill -s "$1" "$e"
}
watch() { echo "$i $j" >"$d/acked"; echo $$ >"$d/guard"; }
# what is known elsewhere for certain goes, where the system can: 4 MiB less than the receiver says that it has
punch() {
  [ $(($2 - $3)) -gt 8388608 ] && fallocate -p -o 0 -l $(($2 - 4194304)) "$d/$1"
}
heed() {
  a=$i b=$j
  while read -r i j; do
    echo "$i $j" >"$d/acked"
    punch out "$i" "$a" && a=$i
    punch err "$j" "$b" && b=$j
  done
}
hold() {
  v=unknown
  while lives "$o" "$x" || lives "$e" "$y"; do
    { read -r g <"$d/guard"; } && [ "$g" = $$ ] || break
    { read -r a b <"$d/acked"; } && [ -n "$b" ] && i=$a j=$b
    sizes
    u=$((s - i + t - j))
    if [ "$u" -gt "$q" ]; then
      tees STOP
      v=stopped
    elif [ $v != runs ] && [ "$u" -lt $((q / 2)) ]; then
      tees CONT
      v=runs
    fi
    if [ "$u" -gt $((q / 4)) ] && [ $v != stopped ]; then nap; else sleep 1; fi
  done
}
