#!/bin/sh
# Carries out a step of a recipe, and takes out of the image what would differ in the next build.
#
#   run-step.sh [PROGRAM...] <SCRIPT     PROGRAM: what reads the script (default: sh)
#
# SOURCE_DATE_EPOCH: the build's clock, in seconds. Ends with the script's own status.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
chmod 755 "$work"
cat >"$work/script"
chmod 644 "$work/script"
: >"$work/begin"
[ $# -gt 0 ] || set -- sh

status=0
"$@" "$work/script" </dev/null || status=$?
[ "$status" -eq 0 ] || exit "$status"
sh "$(dirname "$0")/settle.sh" "$work/begin"
