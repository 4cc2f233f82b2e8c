# Removes what attempts have left, but for their directories: they keep a start that comes late from running. A process
# that an attempt left behind finds nobody who takes what it prints, as when a connection ends.
# Set before: k the directories of the attempts, h more than 0 to look for old ones too, in days.
cd "$HOME/.opsconductor" 2>/dev/null || exit
# their names have nothing in them that a shell would split or expand
clean() {
  l=
  for d; do
    [ -d "$d" ] || continue
    { read -r r c o x e y z <"$d/run"; } 2>/dev/null && { reap "$o" "$x"; reap "$e" "$y"; }
    l="$l $d/*"
  done
  [ -n "$l" ] || return
  rm -rf $l
  for d; do
    [ ! -d "$d" ] || true >"$d/fin"
  done
}
set --
for d in $k; do
  set -- "$@" "$d"
  [ $# -lt 50 ] || { clean "$@"; set --; }
done
clean "$@"
[ "$h" -gt 0 ] || exit 0
# where nothing else is left, no start can come so late any more
find . -type f -name fin -mmin +60 -exec sh -c 'for d; do set -- "$@" "${d%/fin}"; shift; done; rm -rf "$@"' - {} + 2>/dev/null
find . -type d -name '*-*-*' -mtime "+$h" -prune -print 2>/dev/null | while read -r d; do
  r=0 p=0
  { read -r r c x <"$d/run"; } 2>/dev/null
  { read -r p t <"$d/group"; } 2>/dev/null
  lives "$r" "$c" || lives "$p" "$t" || rm -rf "$d"
done
exit 0
