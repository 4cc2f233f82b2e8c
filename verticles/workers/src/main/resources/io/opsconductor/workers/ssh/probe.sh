# Tells what the target is like, and goes on reading its input. Set before: m and n, the halves of the marker.
say() { printf '\036%s%s %s\n' "$m" "$n" "$*"; }
b=-
{ read -r b </proc/sys/kernel/random/boot_id; } 2>/dev/null
[ "$b" != - ] || b=$(sysctl -n kern.boottime 2>/dev/null | tr -c '0-9\n' -) || b=-
w=
for t in setsid mkfifo tee tail; do command -v $t >/dev/null 2>&1 || w="$t is not installed"; done
d=${HOME-}/.opsconductor
if [ -z "${HOME-}" ]; then w='the user has no home directory'
elif [ ! -d "$d" ] && ! mkdir -m 700 "$d" 2>/dev/null && [ ! -d "$d" ]; then w="$d cannot be made"
elif [ ! -w "$d" ]; then w="$d cannot be written"
fi
t=poll
tail --pid=$$ -c +1 /dev/null >/dev/null 2>&1 && t=follow
say "${b:--}" "$t" "${w:-ready}"
say >&2
