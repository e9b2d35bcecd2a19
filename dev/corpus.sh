#!/usr/bin/env bash
# usage: dev/corpus.sh DIR...
# Parses every .rb file below the folders that `ruby -c` accepts and prints the failures, the rate and
# the lines a second. Then compares the trees with Ripper's (the calls with the number of their
# arguments, operators, branches, loops, assignments and variables of each file) and with those of
# Ruby's compiler (the calls, literals with their values, blocks, names, in the order of the source).
# ROUNDS=5 parses all files five times and times the last round.
set -euo pipefail
cd "$(dirname "$0")/.."
[ $# -gt 0 ] || { sed -n '2,7p' "$0" >&2; exit 2; }
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

# usage: compare WHAT RUBY-FILE RUBY-EXPRESSION ARGUMENT...
# Prints the files for which FactsMain and Ruby say different things, and how many agree.
compare() {
  local what=$1 file=$2 expression=$3
  shift 3
  java_on_files dev.ramekin.lang.ruby.parser.FactsMain "$@" >"$work/ours"
  # shellcheck disable=SC2016 # Ruby's text, not the shell's
  ruby -W0 -e '
    load ARGV[0]
    $stdin.read.split("\n").each do |name|
      puts "== #{name}"
      puts eval(ARGV[1]).call(File.read(name, encoding: "UTF-8")) || "not parsed"
    end' "$file" "$expression" <"$work/files" >"$work/theirs"
  # shellcheck disable=SC2016
  ruby -e '
    ours, theirs = ARGV.first(2).map do |file|
      File.binread(file).split(/^== /).drop(1).to_h do |text|
        name, *events = text.split("\n")
        [name, events]
      end
    end
    different = theirs.keys.reject { |name| ours[name] == theirs[name] }
    different.each do |name|
      here, there = ours[name], theirs[name]
      at = (0..here.size).find { |index| here[index] != there[index] }
      puts "#{name}: ours #{here[at, 3]}, Ruby #{there[at, 3]}"
    end
    puts "#{theirs.size - different.size} of #{theirs.size} trees agree with #{ARGV[2]}"
  ' "$work/ours" "$work/theirs" "$what"
}

compare "Ripper in what they hold" src/test/resources/ruby/facts.rb \
  '->(text) { Facts.of(text)&.map(&:b)&.sort }'
compare "the compiler in their calls, literals and blocks" src/test/resources/ruby/sequence.rb \
  '->(text) { Sequence.of(text) }' sequence
