#!/bin/sh
# Installs exactly the packages of a lock as `npm install --global` would, from the pantry and without
# network: unpacks each at its place, then lets npm run their install scripts and link their programs.
#
#   install-npm.sh LISTS PANTRY
#     LISTS   folder of packages.<architecture>.lock: lines "<hash> <location> <name> <version>", where
#             a location is node_modules/a/node_modules/b
#     PANTRY  its folder npm has the archives, each named <hash>.tgz
#
# Fails when an archive is not what the lock says, or npm would have something else in its place.
set -eu
lists=$1
archives=$2/npm
case $(uname -m) in
  x86_64) architecture=amd64 ;;
  aarch64) architecture=arm64 ;;
  armv7l) architecture=armhf ;;
  i?86) architecture=i386 ;;
  ppc64le) architecture=ppc64el ;;
  *) architecture=$(uname -m) ;;
esac
list=$lists/packages.$architecture.lock
if [ ! -e "$list" ]; then
  echo "the lock has no packages for $architecture; freeze them with: ramekin freeze OUT --arch ...,$architecture" >&2
  exit 1
fi
if ! command -v npm >/dev/null; then
  echo "there is no npm in the image at this point; the recipe has to install it before" >&2
  exit 1
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export HOME="$work" npm_config_cache="$work/cache" npm_config_update_notifier=false npm_config_audit=false \
  npm_config_fund=false npm_config_offline=true npm_config_logs_max=0 npm_config_unsafe_perm=true npm_config_loglevel=error
root=$(npm root --global)

sum() { # hash
  case ${#1} in 40) echo sha1sum ;; 64) echo sha256sum ;; *) echo sha512sum ;; esac
}

while read -r hash location name version; do
  printf '%s  %s\n' "$hash" "$archives/$hash.tgz" | "$(sum "$hash")" -c --quiet -
  place=$root/${location#node_modules/}
  rm -rf "$place"
  mkdir -p "$place"
  # Files of the archive that are no files (links) are left out, as npm does.
  tar -x -z -f "$archives/$hash.tgz" -C "$place" --strip-components=1 --no-same-owner --no-same-permissions
  find "$place" -type l -delete
  chmod -R u+rwX,go+rX,go-w "$place"
done <"$list"

# npm's own view of what is there must be the lock's.
set --
while read -r hash location name version; do
  found=$(node -p 'const p = require(process.argv[1]); p.name + " " + p.version' "$root/${location#node_modules/}/package.json")
  if [ "$found" != "$name $version" ]; then
    echo "$location holds $found, the lock says $name $version" >&2
    exit 1
  fi
  set -- "$@" "${location##*node_modules/}@$version"
done <"$list"
npm rebuild --global "$@" >"$work/log" 2>&1 || {
  cat "$work/log" >&2
  exit 1
}
