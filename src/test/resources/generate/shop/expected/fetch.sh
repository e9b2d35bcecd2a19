#!/usr/bin/env bash
# Fills the pantry with exactly the files of fetch.list, by hash. Needs curl and sha256sum, nothing else.
#
#   ./fetch.sh                      from the distribution's mirrors, else from its snapshot archive
#   ./fetch.sh ARCHIVE=URL ...      an archive from another mirror: ./fetch.sh debian=http://mirror.example.com/debian
#   RAMEKIN_STORE=URL ./fetch.sh    what they do not have, from a store of your own: URL/debs/<sha256>.deb
set -euo pipefail
cd "$(dirname "$0")"

declare -A archives=(
  [debian]='http://ftp.debian.org/debian http://snapshot.debian.org/archive/debian/20261101T000000Z/'
  [debian-security]=http://security.debian.org/debian-security
)
for argument in "$@"; do
  case $argument in
    *=*) archives[${argument%%=*}]="${argument#*=} ${archives[${argument%%=*}]:-}" ;;
    *)
      echo "fetch.sh: '$argument' is not ARCHIVE=URL" >&2
      exit 2
      ;;
  esac
done

good() { # file, sha256
  [ -f "$1" ] && printf '%s  %s\n' "$2" "$1" | sha256sum --status -c -
}

download() { # url, file, option...
  curl --fail --silent --show-error --location --retry 3 --connect-timeout 10 --speed-limit 1 --speed-time 60 \
    "${@:3}" --output "$2" "$1"
}

# What is there of an earlier try is continued, where the server can; a file of the wrong content goes.
try() { # url, file, sha256
  if ! { [ -s "$2.part" ] && download "$1" "$2.part" --continue-at - 2>/dev/null; }; then
    rm -f "$2.part"
    download "$1" "$2.part" || return 1
  fi
  if good "$2.part" "$3"; then
    mv "$2.part" "$2"
  else
    echo "fetch.sh: $1 is not what the lock says" >&2
    rm -f "$2.part"
    return 1
  fi
}

addresses() { # archive, name, path
  local base
  if [ "$1" = - ]; then
    printf '%s\n' "$2"
  else
    for base in ${archives[$1]:-}; do printf '%s\n' "${base%/}/$2"; done
  fi
  [ -z "${RAMEKIN_STORE:-}" ] || printf '%s\n' "${RAMEKIN_STORE%/}/$3"
}

missing=0
while read -r sha256 path archive name; do
  file=pantry/$path
  good "$file" "$sha256" && continue
  mkdir -p "${file%/*}"
  while read -r url; do
    try "$url" "$file" "$sha256" </dev/null && continue 2
  done < <(addresses "$archive" "$name" "$path")
  echo "fetch.sh: cannot get $name ($sha256)" >&2
  missing=1
done <fetch.list
exit "$missing"
