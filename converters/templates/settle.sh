#!/bin/sh
# Takes out of an image what a step of its build left in it and would differ in the next build.
#
#   settle.sh BEGIN     BEGIN: a file made when the step began; contents of older files stay as they are
#
# SOURCE_DATE_EPOCH: the build's clock, in seconds.
set -eu
begin=$1
epoch=${SOURCE_DATE_EPOCH:-0}
tools=$(dirname "$0")

# Logs, caches, locks, seeds, the previous versions of account files.
rm -f /var/log/apt/* /var/log/dpkg.log /var/log/alternatives.log /var/log/fontconfig.log \
  /var/lib/apt/extended_states /var/cache/apt/*.bin /var/cache/debconf/*-old \
  /var/cache/ldconfig/aux-cache /var/lib/dpkg/*-old /var/lib/dpkg/lock* /var/lib/dpkg/triggers/Lock \
  /etc/passwd- /etc/shadow- /etc/group- /etc/gshadow- /etc/subuid- /etc/subgid- /etc/.pwd.lock \
  /root/.rnd /var/lib/systemd/random-seed
rm -rf /var/cache/fontconfig/* /var/cache/man/*
if [ -d /var/log ]; then
  find /var/log -xdev -type f -newer "$begin" -exec truncate -s 0 {} +
fi

# The day an account was made is the build's clock, not the day of the build.
if [ -e /etc/shadow ]; then
  day=$((epoch / 86400))
  settled=$(sed -E "s/^([^:]*:[^:]*):[0-9]+:/\1:$day:/" /etc/shadow)
  [ "$settled" = "$(cat /etc/shadow)" ] || printf '%s\n' "$settled" >/etc/shadow
fi

# Files with a time or a random number in them.
if command -v perl >/dev/null; then
  if [ -e /etc/ssl/certs/java/cacerts ]; then
    perl "$tools/keystore-times.pl" /etc/ssl/certs/java/cacerts "$epoch"
  fi
  find / -xdev -path /tmp -prune -o -type f -newer "$begin" -print0 | perl "$tools/settle-files.pl" "$epoch"
fi
