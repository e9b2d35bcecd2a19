#!/usr/bin/env bash
# Fills the pantry with exactly the files of fetch.list, by hash. Needs curl and sha256sum, nothing else.
#
#   ./fetch.sh                      from the distribution's own mirrors
#   ./fetch.sh ARCHIVE=URL ...      an archive from another mirror: ./fetch.sh debian=http://mirror.example.com/debian
#   RAMEKIN_STORE=URL ./fetch.sh    a store of your own is asked first: URL/debs/<sha256>.deb
set -euo pipefail
cd "$(dirname "$0")"

declare -A mirror=(
  [debian]=http://ftp.debian.org/debian
  [debian-security]=http://security.debian.org/debian-security
)
declare -A snapshot=(
  [debian]=http://snapshot.debian.org/archive/debian/20261101T000000Z/
)
for argument in "$@"; do
  mirror[${argument%%=*}]=${argument#*=}
done

good() { # file, sha256
  [ -f "$1" ] && printf '%s  %s\n' "$2" "$1" | sha256sum --status -c -
}

try() { # url, file, sha256
  curl --fail --silent --show-error --location --retry 3 --output "$2.part" "$1" && good "$2.part" "$3" && mv "$2.part" "$2"
}

missing=0
while read -r sha256 path archive name; do
  file=pantry/$path
  good "$file" "$sha256" && continue
  mkdir -p "${file%/*}"
  if [ -n "${RAMEKIN_STORE:-}" ] && try "${RAMEKIN_STORE%/}/$path" "$file" "$sha256" 2>/dev/null; then continue; fi
  if [ "$archive" = - ]; then
    try "$name" "$file" "$sha256" && continue
  else
    try "${mirror[$archive]%/}/$name" "$file" "$sha256" && continue
    if [ -n "${snapshot[$archive]:-}" ]; then try "${snapshot[$archive]%/}/$name" "$file" "$sha256" && continue; fi
  fi
  rm -f "$file.part"
  echo "cannot get $name ($sha256)" >&2
  missing=1
done <fetch.list
exit "$missing"
