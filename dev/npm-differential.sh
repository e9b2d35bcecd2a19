#!/usr/bin/env bash
# Compares the trees of `npm install --global` with Ramekin's, for packages as recipes install them.
#
#   dev/npm-differential.sh [FILE]   FILE: a set of packages a line (default: dev/npm-packages.txt)
#
# Needs node, npm 11 and a registry that npm is set up for. Downloads descriptions only, no archives.
# Prints every difference, and how many trees are the same.
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")/.."

list=${1:-dev/npm-packages.txt}
command -v npm >/dev/null || { echo "npm-differential: npm is not there" >&2; exit 2; }
mvn -q -Dfast -DskipTests test-compile
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mvn -q dependency:build-classpath -Dmdep.outputFile="$work/classpath"
java -cp "target/classes:target/test-classes:$(<"$work/classpath")" \
  dev.ramekin.freeze.npm.NpmDifferential "$list" "$work"
