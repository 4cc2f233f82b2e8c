# Removes what attempts have left, but for the directory and the fence: they keep a start that comes late from running.
# Set before: k the directories of the attempts, h more than 0 to look for old ones too, in days.
cd "$HOME/.opsconductor" 2>/dev/null || exit
for d in $k; do rm -rf "$d"/[!f]* "$d"/flushed; done
[ "$h" -gt 0 ] || exit 0
find . -type d -name '*-*-*' -mtime "+$h" -prune -print 2>/dev/null | while read -r d; do
  r=0
  { read -r r c x <"$d/run"; } 2>/dev/null
  { [ "$r" != 0 ] && lives "$r" "$c"; } || rm -rf "$d"
done
exit 0
