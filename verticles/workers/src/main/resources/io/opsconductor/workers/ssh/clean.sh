# Removes what attempts have left, but for their directories: they keep a start that comes late from running. A process
# that an attempt left behind finds nobody who takes what it prints, as when a connection ends.
# Set before: k the directories of the attempts, h more than 0 to look for old ones too, in days.
cd "$HOME/.opsconductor" 2>/dev/null || exit
for d in $k; do
  [ -d "$d" ] || continue
  { read -r r c o x e y z <"$d/run"; } 2>/dev/null && { reap "$o" "$x"; reap "$e" "$y"; }
  rm -rf "$d"/*
  true >"$d/fin"
done
[ "$h" -gt 0 ] || exit 0
find . -type d -name '*-*-*' -mtime "+$h" -prune -print 2>/dev/null | while read -r d; do
  r=0 p=0
  { read -r r c x <"$d/run"; } 2>/dev/null
  { read -r p t <"$d/group"; } 2>/dev/null
  lives "$r" "$c" || lives "$p" "$t" || rm -rf "$d"
done
exit 0
