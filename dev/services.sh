#!/usr/bin/env bash
# Tries the services of the catalogue for real: makes a minimal image of each with Ramekin, starts it
# as Ramekin would, writes one piece of state, stops it, starts it again on the same volumes, finds the
# state, and prints a line. The rows go to docs/services.md.
#
#   dev/services.sh [OPTION]… [NAME…]   without a name all services
#
#   --releases LIST    platform ids (debian-12,debian-13)
#   --no-catalogue     as if no service were described: by their packages alone
#   --today            the ten that are used most, and a dozen of the others that pass: another one each day
#   --minutes N        begin with no further service after N minutes, and say so
#   --dry              leave docs/services.md as it is
#
#   OUT   folder for sources, outputs and logs (target/services)
#
# Needs a container engine with both base images: dev/engine.sh up --with trixie. Ends 1 when one does
# not pass.
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")/.."

releases=debian-12,debian-13
table=docs/services.md
catalogue=with
today=
minutes=
while [ $# -gt 0 ]; do
  case $1 in
    --releases)
      releases=${2:?--releases needs a list}
      shift
      ;;
    --no-catalogue) catalogue=without ;;
    --dry) table=- ;;
    --today) today=yes ;;
    --minutes)
      minutes=${2:?--minutes needs a number}
      shift
      ;;
    -h | --help)
      sed -n '2,/^set -/{s/^# \{0,1\}//;/^set -/d;p}' "$0"
      exit
      ;;
    -*)
      echo "services.sh: unknown option $1" >&2
      exit 2
      ;;
    *) break ;;
  esac
  shift
done

mvn -q -o -Dfast test-compile || mvn -q -Dfast test-compile
classpath=target/test.classpath
[ -s "$classpath" ] || mvn -q dependency:build-classpath -Dmdep.outputFile="$classpath" -Dmdep.includeScope=test

# Names of the services that pass with the catalogue, as the table has them.
passing() {
  sed -n '/begin: with the catalogue/,/end: with the catalogue/s/^| \([a-z0-9-]*\) | debian-12 .* | pass |$/\1/p' docs/services.md
}

if [ -n "$today" ]; then
  most_used=(nginx apache2 mariadb postgresql redis memcached haproxy php-fpm rabbitmq postfix)
  mapfile -t others < <(passing | grep -vxF -f <(printf '%s\n' "${most_used[@]}"))
  [ "${#others[@]}" -ge 12 ] || {
    echo "services.sh: docs/services.md names too few services that pass" >&2
    exit 2
  }
  begin=$(($(date -u +%s) / 86400 * 12))
  set -- "${most_used[@]}"
  for offset in {0..11}; do
    set -- "$@" "${others[(begin + offset) % ${#others[@]}]}"
  done
fi

try() { # service…
  "${JAVA_HOME:+$JAVA_HOME/bin/}java" -XX:+UseSerialGC -Xmx1g \
    -cp "target/classes:target/test-classes:$(cat "$classpath")" \
    dev.ramekin.trial.ServicesMain "${OUT:-target/services}" "$table" "$catalogue" "$releases" "$@"
}

if [ -z "$minutes" ]; then
  try "$@"
  exit
fi
[ $# -gt 0 ] || {
  echo "services.sh: --minutes needs --today or names" >&2
  exit 2
}
status=0 tried=0 all=$# end=$((SECONDS + minutes * 60))
for service; do
  [ "$SECONDS" -lt "$end" ] || break
  try "$service" || status=1
  tried=$((tried + 1))
done
echo "tried $tried of $all services in $minutes minutes"
[ "$tried" -gt 0 ] || status=1
exit "$status"
