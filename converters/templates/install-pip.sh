#!/bin/sh
# Installs exactly the Python packages of a lock as `pip install` would, from the pantry and without network.
#
#   install-pip.sh LISTS PANTRY
#     LISTS   folder of packages.<architecture>.lock: lines "<sha256> <file's name> <name> <version>"
#     PANTRY  its folder pip has the files, each named <sha256>.whl or <sha256>.sdist
#
# Fails when a file is not what the lock says, or a source archive cannot be built with what is there.
set -eu
lists=$1
archives=$2/pip
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
if ! python3 -m pip --version >/dev/null 2>&1; then
  echo "there is no pip for python3 in the image at this point; the recipe has to install python3-pip before" >&2
  exit 1
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/files"
sources=
while read -r hash file name version; do
  case $file in
    *.whl) cp "$archives/$hash.whl" "$work/files/$file" ;;
    *) cp "$archives/$hash.sdist" "$work/files/$file" && sources="$sources $name" ;;
  esac
  printf '%s==%s --hash=sha256:%s\n' "$name" "$version" "$hash"
done <"$list" >"$work/requirements.txt"

export HOME="$work" PIP_BREAK_SYSTEM_PACKAGES=1 PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_INPUT=1 PIP_ROOT_USER_ACTION=ignore \
  PYTHONDONTWRITEBYTECODE=1 PIP_CONFIG_FILE=/dev/null
if ! python3 -m pip install --quiet --no-index --find-links "$work/files" --require-hashes --no-deps --no-cache-dir \
  --no-compile --no-build-isolation --requirement "$work/requirements.txt" >"$work/log" 2>&1; then
  cat "$work/log" >&2
  if [ -n "$sources" ]; then
    echo "these are built from source:$sources; let the recipe install python3-setuptools, python3-wheel, and build-essential and python3-dev for parts in C" >&2
  fi
  exit 1
fi
