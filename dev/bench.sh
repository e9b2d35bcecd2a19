#!/usr/bin/env bash
# How fast Ramekin is, side by side with a plain `java -jar` and with Ruby's own parser, in one run.
#
#   dev/bench.sh [FOLDER...]   Ruby files below these folders are parsed (default: fixtures)
#
#   RUNS   how often each command line is started (default 11); the median is printed
#   ROUNDS how often all files are parsed (default 10); the last round is timed
set -euo pipefail
cd "$(dirname "$0")/.."

readonly RUNS=${RUNS:-11} ROUNDS=${ROUNDS:-10}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
[ $# -gt 0 ] || set -- fixtures

# Median of the wall times of a command, in milliseconds.
median() { # command...
  local run start
  "$@" >/dev/null 2>&1 </dev/null || {
    printf 'bench: this fails: %s\n' "$*" >&2
    "$@" >&2 </dev/null || return 1
  }
  for ((run = 0; run < RUNS; run++)); do
    start=${EPOCHREALTIME/[.,]/}
    "$@" >/dev/null 2>&1 </dev/null
    printf '%s\n' $(((${EPOCHREALTIME/[.,]/} - start) / 1000))
  done | sort -n | awk '{ value[NR] = $1 } END { print value[int((NR + 1) / 2)] }'
}

row() { printf '%-34s %12s %12s   %s\n' "$@"; }

./ramekin --version >/dev/null # builds the jar and the class-data archive
jar=$(printf '%s\n' target/ramekin-*-all.jar | head -n 1)
java=${JAVA_HOME:+$JAVA_HOME/bin/}java

# A recipe of its own, neither empty nor long.
mkdir -p "$work/recipe"
cat >"$work/recipe/default.rb" <<'RECIPE'
package %w[nginx curl]

directory '/srv/www' do
  owner 'www-data'
  mode '0755'
end

%w[blue green].each do |name|
  file "/srv/www/#{name}.html" do
    content "<h1>#{name.capitalize}</h1>\n"
    mode '0644'
    notifies :reload, 'service[nginx]'
  end
end

service 'nginx' do
  action %i[enable start]
end
RECIPE
convert() { "$@" convert "$work/recipe/default.rb" --offline --force --quiet -o "$work/out"; }
# Statements of it need a person's eye or not: the exit code 3 is as good as 0.
convert_plain() { convert "$java" -jar "$jar" || [ $? -eq 3 ]; }
convert_launched() { convert ./ramekin || [ $? -eq 3 ]; }

row "median of $RUNS runs" "launcher" "java -jar" ""
row "--version" "$(median ./ramekin --version) ms" "$(median "$java" -jar "$jar" --version) ms" ""
row "convert --offline, one recipe" "$(median convert_launched) ms" "$(median convert_plain) ms" ""

mvn -q -o -Dfast test-compile >"$work/build.log" 2>&1 || mvn -q -Dfast test-compile >"$work/build.log" 2>&1
find "$@" -name '*.rb' -type f | LC_ALL=C sort >"$work/files"
files=$(wc -l <"$work/files")
ours=$("$java" -cp "target/test-classes:target/classes:$jar" dev.ramekin.lang.ruby.parser.CorpusMain "$ROUNDS" \
  <"$work/files" | sed -n 's/.* \([0-9.,]*\) lines a second$/\1/p')
theirs="(no ruby)"
if command -v ruby >/dev/null; then
  # shellcheck disable=SC2016 # Ruby's text, not the shell's
  theirs=$(ruby -rripper -e '
    rounds = ARGV.shift.to_i
    texts = $stdin.read.split("\n").map { |name| File.read(name, encoding: "UTF-8") }
    lines = texts.sum { |text| text.lines.size }
    (rounds - 1).times { texts.each { |text| Ripper.sexp(text) } }
    start = Process.clock_gettime(Process::CLOCK_MONOTONIC)
    texts.each { |text| Ripper.sexp(text) }
    seconds = Process.clock_gettime(Process::CLOCK_MONOTONIC) - start
    puts (lines / seconds).round.to_s.reverse.scan(/\d{1,3}/).join(",").reverse' "$ROUNDS" <"$work/files")
fi
row "" "Ramekin" "Ripper" ""
row "parser, lines a second" "$ours" "$theirs" "$files files, round $ROUNDS"
