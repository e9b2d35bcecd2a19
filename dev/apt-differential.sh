#!/usr/bin/env bash
# Draws package sets and compares Ramekin's resolver with `apt-get -s` over the same indices.
#
#   dev/apt-differential.sh ARCHIVE [N [SEED [PLATFORM [STATUS]]]]
#
#   ARCHIVE   address of a server with debian/ and debian-security/
#   N         how many sets: one, two and five packages in turn, every second with Recommends (200)
#   SEED      what they are drawn by (the day of the year)
#   PLATFORM  debian-12 or debian-13 (debian-12)
#   STATUS    dpkg status file (default: the packages of the platform's base image)
#
# Needs apt-get and the archive; no root and no container engine. Prints every difference, then the
# number of identical answers; ends 1 when fewer than 99.5 % are identical.
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")/.."

archive=${1:?"the address of an archive is missing; see the head of this file"}
count=${2:-200}
seed=${3:-$(date -u +%-j)}
platform=${4:-debian-12}

command -v apt-get >/dev/null || { echo "apt-differential: apt-get is not there" >&2; exit 2; }
mvn -q -Dfast -DskipTests test-compile
classpath=$(mktemp)
trap 'rm -f "$classpath"' EXIT
mvn -q dependency:build-classpath -Dmdep.outputFile="$classpath"
java -cp "target/classes:target/test-classes:$(<"$classpath")" \
  dev.ramekin.freeze.apt.AptDifferential "$platform" "$count" "$seed" "$archive" ${5:+"$5"}
