#!/bin/sh
# Installs exactly the gems of a lock as `gem install` would, from the pantry and without network.
#
#   install-gem.sh LISTS PANTRY
#     LISTS   folder of packages.<architecture>.lock: lines "<sha256> <archive's name> <name> <version>", those
#             that others need before them
#     PANTRY  its folder gems has the archives, each named <sha256>.gem
#
# Fails when an archive is not what the lock says, or a gem with parts in C finds no compiler.
set -eu
lists=$1
archives=$2/gems
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
[ -s "$list" ] || exit 0
if ! command -v gem >/dev/null; then
  echo "there is no gem in the image at this point; the recipe has to install Ruby before" >&2
  exit 1
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export HOME="$work"
while read -r hash file name version; do
  printf '%s  %s\n' "$hash" "$archives/$hash.gem" | sha256sum -c --quiet -
  cp "$archives/$hash.gem" "$work/$file"
  if ! gem install --local --ignore-dependencies --no-document "$work/$file" >"$work/log" 2>&1; then
    cat "$work/log" >&2
    if ! command -v make >/dev/null || ! ruby -rmkmf -e '' >/dev/null 2>&1; then
      echo "$name $version has to be compiled: let the recipe install build-essential and ruby-dev before" >&2
    fi
    exit 1
  fi
  rm "$work/$file"
done <"$list"

# Logs of what was compiled, archives, and what differs with the day.
root=$(gem environment gemdir)
rm -rf "$root/cache" "$root/doc"
find "$root/extensions" \( -name gem_make.out -o -name mkmf.log \) -delete 2>/dev/null || true
rm -f mkmf.log
