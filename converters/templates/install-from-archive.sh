#!/bin/sh
# Downloads exactly the packages of a lock from the archives that are named, and installs them.
#
#   install-from-archive.sh CONTEXT ARCHIVES
#     CONTEXT   folder of packages.<architecture>.lock and packages.<architecture>.paths; the latter has
#               lines "<sha256> <archive> <path below the archive's root>"
#     ARCHIVES  folder of archives.list: lines "<archive> <address>", best first; may hold packages that
#               are here already, as debs/<sha256>.deb
#
# Every file is checked by its hash. So no package index is needed, whose signature would be out of
# date one day, and no certificate authority, which a slim image lacks.
set -eu
context=$1
archives=$2/archives.list
here=$2/debs
architecture=$(dpkg --print-architecture)
paths=$context/packages.$architecture.paths
if [ ! -e "$paths" ]; then
  echo "the lock has no packages for $architecture; freeze them with: ramekin freeze OUT --arch ...,$architecture" >&2
  exit 1
fi

pantry=$(mktemp -d)
trap 'rm -rf "$pantry"' EXIT

while read -r sha256 archive path; do
  if [ -e "$here/$sha256.deb" ]; then ln -s "$here/$sha256.deb" "$pantry/$sha256.deb"; fi
done <"$paths"

download() { # URL FILE HASH...
  /usr/lib/apt/apt-helper -o APT::Sandbox::User=root -o Acquire::Retries=3 \
    -o Acquire::https::Verify-Peer=false -o Acquire::https::Verify-Host=false download-file "$@"
}

# The first address of every archive serves all its packages; what it does not have, the next one may.
round=1
rounds=$(cut -d ' ' -f 1 "$archives" | sort | uniq -c | sort -rn | awk 'NR == 1 { print $1 }')
while [ "$round" -le "${rounds:-0}" ]; do
  set --
  while read -r sha256 archive path; do
    address=$(awk -v archive="$archive" -v round="$round" '$1 == archive && ++count == round { print $2 }' "$archives")
    if [ -n "$address" ] && [ ! -e "$pantry/$sha256.deb" ]; then
      set -- "$@" "${address%/}/$path" "$pantry/$sha256.deb" "SHA256:$sha256"
    fi
  done <"$paths"
  if [ $# -gt 0 ] && ! download "$@"; then
    echo "not every package could be had from the first $round address(es) of its archive" >&2
  fi
  round=$((round + 1))
done

missing=0
while read -r sha256 archive path; do
  if [ ! -e "$pantry/$sha256.deb" ]; then
    echo "cannot get $path of $archive ($sha256)" >&2
    missing=1
  fi
done <"$paths"
[ "$missing" -eq 0 ] || exit 1

sh "$(dirname "$0")/install-packages.sh" "$context" "$pantry"
