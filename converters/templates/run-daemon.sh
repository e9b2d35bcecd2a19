#!/bin/sh
# run-daemon NAME COMMAND…: runs a command that leaves a daemon behind, and stays as long as a process of that name. A
# container lives as long as its first process.
name=$1
shift
running() {
  for process in /proc/[0-9]*; do
    [ "$(cat "$process/comm" 2>/dev/null)" != "$name" ] || echo "${process#/proc/}"
  done
}
"$@" || exit
trap 'kill -TERM $(running) 2>/dev/null' TERM INT
for second in 1 2 3 4 5 6 7 8 9 10; do
  [ -z "$(running)" ] || break
  sleep 1
done
while [ -n "$(running)" ]; do
  sleep 1 &
  wait $!
done
