#!/usr/bin/env bash
# How fast Ramekin is, side by side with a plain `java -jar`, Ruby's own parser, Chef and apt, in one
# run.
#
#   dev/bench.sh [--facts FILE] [FOLDER]
#
# Parses every Ruby file below the folder (default: fixtures) and evaluates every recipe in it by
# itself (default: fixtures/chef/shop/input). Parsing and evaluation count CPU time, all threads of
# the process, so that other work on the machine does not matter.
#
#   RUNS   how often each command line is started (default 11); the median is printed
#   ROUNDS how often half a million lines are parsed (default 24); the median of the second half
#          is printed. Both parsers get the same files and the same rounds to warm up
#
# The parser is measured twice: with both compilers of the JVM, as in a process that lives long, and
# with the quick one (C1) alone, as ./ramekin starts. Evaluation is measured through ./ramekin.
set -euo pipefail
cd "$(dirname "$0")/.."

readonly RUNS=${RUNS:-11} ROUNDS=${ROUNDS:-24}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cookbooks=()
if [ "${1:-}" = --facts ]; then
  cookbooks=(--facts "$2")
  shift 2
fi
if [ $# -gt 0 ]; then cookbooks+=("$1"); else cookbooks+=(fixtures/chef/shop/input); fi
[ $# -gt 0 ] || set -- fixtures

middle() { awk '{ value[NR] = $1 } END { print value[int((NR + 1) / 2)] }'; }
ratio() { awk -v one="$1" -v other="$2" 'BEGIN { if (other > 0) printf "%.1f times", one / other }'; }

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
  done | sort -n | middle
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

# --- Parsing -----------------------------------------------------------------------------------

find "$@" -name '*.rb' -type f | LC_ALL=C sort >"$work/files"
files=$(wc -l <"$work/files")
parse() { # options of the JVM...
  "$java" -XX:+UseSerialGC "$@" -cp "target/test-classes:target/classes:$jar" \
    dev.ramekin.lang.ruby.parser.ParsingSpeedMain "$ROUNDS" <"$work/files"
}
parse >"$work/ours"
parse -XX:TieredStopAtLevel=1 >"$work/quick"
if command -v ruby >/dev/null; then
  # shellcheck disable=SC2016 # Ruby's text, not the shell's
  ruby -rripper -e '
    texts = $stdin.read.split("\n").map { |name| File.read(name, encoding: "UTF-8") }
    lines = texts.sum { |text| text.lines.size }
    ([1] + [500_000 / lines + 1] * ARGV[0].to_i).each do |passes|
      start = Process.clock_gettime(Process::CLOCK_PROCESS_CPUTIME_ID)
      passes.times { texts.each { |text| Ripper.sexp(text) } }
      cpu = Process.clock_gettime(Process::CLOCK_PROCESS_CPUTIME_ID) - start
      puts (passes * lines / cpu).round
    end' "$ROUNDS" <"$work/files" >"$work/theirs"
else
  echo "(no ruby)" >"$work/theirs"
fi
# The median of the second half of the rounds.
warm() { tail -n "$(((ROUNDS + 1) / 2))" "$1" | sort -n | middle; }
theirs=$(warm "$work/theirs")
parser_row() { # name, file of rounds
  local ours
  ours=$(warm "$2")
  row "$1" "$ours" "$theirs" "$(ratio "$ours" "$theirs"); median of rounds $((ROUNDS / 2 + 1)) to $ROUNDS of 500,000 lines"
}
row "parser, $files files" "Ramekin" "Ripper" "lines per CPU second"
parser_row "warm, both compilers" "$work/ours"
parser_row "warm, C1 alone (as the launcher)" "$work/quick"
row "first pass, C1 alone" "$(head -n 1 "$work/quick")" "$(head -n 1 "$work/theirs")" "the JVM still compiles itself"

# --- Evaluation --------------------------------------------------------------------------------

# Chef 16.18's compile phase over travis-ci/travis-cookbooks, a new process for each recipe.
readonly CHEF_MILLISECONDS=2200
assess() {
  RAMEKIN_JAVA_OPTIONS="-Xmx256m -Xlog:gc,gc+heap+exit:file=$work/gc.log" \
    ./ramekin assess "${cookbooks[@]}" --quiet -o "$work/assessed"
}
for ((run = 0; run < 3; run++)); do
  TIMEFORMAT='%U %S'
  { time assess >/dev/null 2>"$work/assess.log"; } 2>&1 | awk '{ print int(($1 + $2) * 1000) }'
done | sort -n >"$work/cpu"
cpu=$(middle <"$work/cpu")
recipes=$(($(wc -l <"$work/assessed/summary.csv") - 1))
each=$(awk -v cpu="$cpu" -v recipes="$recipes" 'BEGIN { printf "%.1f", cpu / recipes }')
# Before a collection, or at the end when there was none.
heap=$(sed -n -e 's/.* \([0-9]*\)M->.*/\1/p' -e 's/.* generation .* used \([0-9]*\)[0-9][0-9][0-9]K.*/\1/p' \
  "$work/gc.log" | sort -n | tail -n 1)
row "evaluation, $recipes recipes" "Ramekin" "Chef" ""
row "CPU a recipe, JVM start, C1 alone" "$each ms" "$CHEF_MILLISECONDS ms" "$(ratio "$CHEF_MILLISECONDS" "$each"); Chef's on travis-ci/travis-cookbooks"
row "peak heap, of 256 MB" "${heap:-0} MB" "" ""

# --- Packages ----------------------------------------------------------------------------------

# The indices of Debian 12 (bookworm, updates, security), as the machine's apt finds them.
classpath=$work/classpath
{ mvn -q -o dependency:build-classpath -Dmdep.outputFile="$classpath" ||
  mvn -q dependency:build-classpath -Dmdep.outputFile="$classpath"; } >>"$work/build.log" 2>&1
packages=(nginx php-fpm postgresql mariadb-server openjdk-17-jdk)
resolver() { # what packages...
  "$java" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 "${heap_limit[@]}" \
    -cp "target/test-classes:target/classes:$(<"$classpath")" \
    dev.ramekin.freeze.apt.ResolverSpeedMain "$1" debian-12 "$work/indices" "${@:2}"
}
# Column COLUMN of three runs' lines, the middle one.
middle_of() { sort -n -k "$1,$1" "$2" | awk -v column="$1" '{ value[NR] = $column } END { print value[2] }'; }
heap_limit=(-Xmx300m)
if ! resolver fetch >>"$work/build.log" 2>&1; then
  echo "packages: the archives of Debian 12 cannot be reached" >&2
  exit 0
fi
for ((run = 0; run < 3; run++)); do
  rm -rf "$work/indices/universes"
  resolver load
done >"$work/cold"
for ((run = 0; run < 3; run++)); do resolver load "${packages[@]}"; done >"$work/warm"
theirs="(no apt)"
if command -v apt-get >/dev/null; then
  heap_limit=()
  APT_CONFIG=$(resolver lay "$work/apt")
  export APT_CONFIG
  for package in "${packages[@]}"; do
    TIMEFORMAT='%U %S'
    { time apt-get -s -o APT::Install-Recommends=true install "$package" >/dev/null 2>&1; } 2>&1 |
      awk '{ print int(($1 + $2) * 1000) }'
  done | sort -n >"$work/apt.times"
  theirs="$(middle <"$work/apt.times") ms"
fi
row "packages of Debian 12, CPU time" "Ramekin" "apt-get -s" ""
row "indices: check, unpack, read" "$(middle_of 1 "$work/cold") ms" "" "once, besides the download"
row "indices, the next time" "$(middle_of 1 "$work/warm") ms" "" "a new process each time, without the JVM's start"
row "first set of packages" "$(middle_of 2 "$work/warm") ms" "" ""
row "a set of packages, mean" "$(middle_of 3 "$work/warm") ms" "$theirs" "with Recommends: ${packages[*]}"
row "heap at most" "$(sort -n -k 4,4 "$work/cold" | tail -n 1 | cut -d ' ' -f 4) MB" "" ""
