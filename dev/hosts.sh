#!/usr/bin/env bash
# Converts, builds and compares the recorded hosts of fixtures/chef-state, and prints one line a host.
#
#   dev/hosts.sh [CASE…]
#
#   RAMEKIN  the command to run (./ramekin)
#   OUT      folder for the output; what is there is reused (target/hosts)
#
# Needs a container engine. Ends 1 when a difference has no reason in the report.
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")/.."

ramekin=${RAMEKIN:-./ramekin}
out=${OUT:-target/hosts}
fixtures=fixtures/chef-state
[ $# -gt 0 ] || set -- $(cd "$fixtures" && ls -d -- */ | tr -d /)

mkdir -p "$out"
status=0
printf '%-20s %9s %9s %10s %12s\n' HOST EXPECTED EQUAL EXPLAINED UNEXPLAINED
for name in "$@"; do
  log=$out/$name.log
  table=$out/$name.txt
  if ! $ramekin convert "$fixtures/$name/input" -o "$out/$name" --facts "$fixtures/facts.json" --force >"$log" 2>&1; then
    printf '%-20s does not convert; see %s\n' "$name" "$log"
    status=1
    continue
  fi
  code=0
  $ramekin verify "$out/$name" --against "$fixtures/$name/expected.json" >"$table" 2>>"$log" || code=$?
  [ "$code" = 0 ] || status=1
  if ! grep '^all ' "$table" | sed "s/^all */$(printf '%-12s' "$name") /" | awk '{ printf "%-20s %9s %9s %10s %12s\n", $1, $2, $3, $4, $5 }' | grep .; then
    printf '%-20s does not build; see %s\n' "$name" "$log"
  fi
done
echo
echo "Reasons and differences: $out/<host>.txt"
exit "$status"
