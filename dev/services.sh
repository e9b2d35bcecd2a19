#!/usr/bin/env bash
# Tries the services of the catalogue for real: makes a minimal image of each with Ramekin, starts it
# as Ramekin would, writes one piece of state, stops it, starts it again on the same volumes, finds the
# state, and prints a line. The rows go to docs/services.md.
#
#   dev/services.sh [OPTION]… [NAME…]   without a name all services
#
#   --releases LIST    platform ids (debian-12,debian-13)
#   --no-catalogue     as if no service were described: by their packages alone
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
while [ $# -gt 0 ]; do
  case $1 in
    --releases)
      releases=${2:?--releases needs a list}
      shift
      ;;
    --no-catalogue) catalogue=without ;;
    --dry) table=- ;;
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

exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" -XX:+UseSerialGC -Xmx1g \
  -cp "target/classes:target/test-classes:$(cat "$classpath")" \
  dev.ramekin.trial.ServicesMain "${OUT:-target/services}" "$table" "$catalogue" "$releases" "$@"
