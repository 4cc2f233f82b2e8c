# Watches the quota of an attempt over a channel of its own, for as long as the attempt spools. While the connection of
# the start is there, that one presses back, and this shell only reads how much has been received.
trap '' HUP PIPE
exec >/dev/null 2>&1
{ read -r r c o x e y w z <"$d/run"; } || exit
watch
heed
hold
exit
