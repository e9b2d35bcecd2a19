#!/usr/bin/env bash
# usage: dev/corpus.sh DIR...
# Parses every .rb file below the folders that `ruby -c` accepts; prints the failures, the rate and
# the lines a second. ROUNDS=5 parses all files five times and times the last round.
set -euo pipefail
cd "$(dirname "$0")/.."
[ $# -gt 0 ] || { sed -n '2,4p' "$0" >&2; exit 2; }
[ -d target/test-classes ] || mvn -q -DskipTests test-compile
classpath=target/corpus.classpath
[ -s "$classpath" ] || mvn -q dependency:build-classpath -Dmdep.outputFile="$classpath" -Dmdep.includeScope=test
find "$@" -name '*.rb' -type f -print0 \
  | xargs -0 -n1 sh -c 'ruby -c "$0" >/dev/null 2>&1 && printf "%s\n" "$0" || true' \
  | java -cp "target/classes:target/test-classes:$(cat "$classpath")" \
      dev.ramekin.lang.ruby.parser.CorpusMain "${ROUNDS:-1}"
