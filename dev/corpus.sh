#!/usr/bin/env bash
# usage: dev/corpus.sh DIR...
# Parses every .rb file below the folders that `ruby -c` accepts and prints the failures, the rate and
# the lines a second. Then compares the trees with Ripper's: the calls with their arguments and
# blocks, operators, branches, loops, assignments and variables of each file.
# ROUNDS=5 parses all files five times and times the last round.
set -euo pipefail
cd "$(dirname "$0")/.."
[ $# -gt 0 ] || { sed -n '2,6p' "$0" >&2; exit 2; }
[ -d target/test-classes ] || mvn -q -DskipTests test-compile
classpath=target/corpus.classpath
[ -s "$classpath" ] || mvn -q dependency:build-classpath -Dmdep.outputFile="$classpath" -Dmdep.includeScope=test
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

java_on_files() {
  java -cp "target/classes:target/test-classes:$(cat "$classpath")" "$@" <"$work/files"
}

find "$@" -name '*.rb' -type f -print0 |
  xargs -0 -n1 sh -c 'ruby -c "$0" >/dev/null 2>&1 && printf "%s\n" "$0" || true' |
  LC_ALL=C sort >"$work/files"
java_on_files dev.ramekin.lang.ruby.parser.CorpusMain "${ROUNDS:-1}"

java_on_files dev.ramekin.lang.ruby.parser.FactsMain >"$work/ours"
# shellcheck disable=SC2016 # Ruby's text, not the shell's
ruby -e '
  load "src/test/resources/ruby/facts.rb"
  $stdin.read.split("\n").each do |name|
    puts "== #{name}"
    puts Facts.of(File.read(name, encoding: "UTF-8")) || "not parsed"
  end' <"$work/files" >"$work/theirs"
# shellcheck disable=SC2016
ruby -e '
  ours, theirs = ARGV.map do |file|
    File.binread(file).split(/^== /).drop(1).to_h do |text|
      name, *facts = text.split("\n")
      [name, facts.sort]
    end
  end
  different = theirs.keys.reject { |name| ours[name] == theirs[name] }
  different.each do |name|
    puts "#{name}: ours #{(ours[name] - theirs[name]).first(3)}, Ripper #{(theirs[name] - ours[name]).first(3)}"
  end
  puts "#{theirs.size - different.size} of #{theirs.size} trees agree with Ripper"
' "$work/ours" "$work/theirs"
