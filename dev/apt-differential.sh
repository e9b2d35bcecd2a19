#!/usr/bin/env bash
# Draws package sets and compares Ramekin's resolver with `apt-get -s` over the same indices.
#
#   dev/apt-differential.sh [N [SEED]]
#
#   N     how many sets in all (2000): two fifths bookworm and three tenths trixie over the base image,
#         the rest over a system with a web server, a database, a compiler and more
#   SEED  what they are drawn by (the day of the year)
#
# Sets have one, two and five packages in turn, half of them with Recommends; half of the packages
# are ones that recipes ask for.
#
#   ARCHIVE  address of a server with debian/ and debian-security/ (default: the machine's own apt)
#   ANSWERS  folder in which apt's answers are kept for the next time; without it apt is asked again
#
# Needs apt-get and the archive; no root and no container engine. Prints every difference and how
# many answers are identical. Takes about a second a set, which is apt's.
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")/.."

count=${1:-2000}
seed=${2:-$(date -u +%-j)}

command -v apt-get >/dev/null || { echo "apt-differential: apt-get is not there" >&2; exit 2; }
mvn -q -Dfast -DskipTests test-compile
classpath=$(mktemp)
trap 'rm -f "$classpath"' EXIT
mvn -q dependency:build-classpath -Dmdep.outputFile="$classpath"
compare() { # platform slim|full share-in-tenths
  java -cp "target/classes:target/test-classes:$(<"$classpath")" \
    dev.ramekin.freeze.apt.AptDifferential \
    "$1" "$2" $((count * $3 / 10)) "$seed" "${ARCHIVE:--}" ${ANSWERS:+"$ANSWERS"}
}
compare debian-12 slim 4
compare debian-13 slim 3
compare debian-12 full 2
compare debian-13 full 1
