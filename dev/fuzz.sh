#!/usr/bin/env bash
# Damages the inputs of the fixtures in many ways and converts them: nothing may crash, hang, lose a
# statement or end without a word.
#
#   dev/fuzz.sh [COUNT] [KIND]   how many inputs (default 100000), and of which kind:
#                                sources   evaluated and planned (the default)
#                                commands  whole command lines over a damaged source, ramekin.yaml
#                                          or ramekin.lock
#
#   SEED   which inputs (default: the time); printed, so that a run can be repeated
#   FIRST  the number of the first input (default 0), to repeat a single one: FIRST=4711 dev/fuzz.sh 1
#
# Inputs that fail are kept in target/fuzz.
set -euo pipefail
cd "$(dirname "$0")/.."

readonly COUNT=${1:-100000} KIND=${2:-sources} SEED=${SEED:-$(date +%s)} FIRST=${FIRST:-0}
mvn -q -o -Dfast test-compile || mvn -q -Dfast test-compile
classpath=target/test.classpath
[ -s "$classpath" ] || mvn -q dependency:build-classpath -Dmdep.outputFile="$classpath" -Dmdep.includeScope=test

printf 'seed %s\n' "$SEED"
exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" -XX:+UseSerialGC -Xmx512m \
  -cp "target/classes:target/test-classes:$(cat "$classpath")" \
  dev.ramekin.fuzz.FuzzMain "$KIND" fixtures/chef "$SEED" "$COUNT" "$FIRST" target/fuzz
