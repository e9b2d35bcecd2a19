#!/usr/bin/env bash
# Fills the pantry with exactly the files of fetch.list, by hash. Needs curl and sha256sum; git where a repository is
# checked out.
#
#   ./fetch.sh                      from the distribution's mirrors, else from its snapshot archive
#   ./fetch.sh ARCHIVE=URL ...      an archive from another mirror: ./fetch.sh debian=http://mirror.example.com/debian
#   RAMEKIN_STORE=URL ./fetch.sh    what they do not have, from a store of your own: URL/debs/<sha256>.deb
set -euo pipefail
cd "$(dirname "$0")"

declare -A archives=(
  [debian]='http://ftp.debian.org/debian http://snapshot.debian.org/archive/debian/20261101T000000Z/ http://archive.debian.org/debian'
  [debian-security]='http://security.debian.org/debian-security http://archive.debian.org/debian-security'
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

good() { # file, hash
  local program=sha256sum
  case ${#2} in 40) program=sha1sum ;; 128) program=sha512sum ;; esac
  [ -f "$1" ] && printf '%s  %s\n' "$2" "$1" | "$program" --status -c -
}

download() { # url, file, option...
  curl --fail --silent --show-error --location --retry 3 --connect-timeout 10 --speed-limit 1 --speed-time 60 \
    "${@:3}" --output "$2" "$1"
}

# What is there of an earlier try is continued, where the server can; a file of the wrong content goes.
try() { # url, file, hash
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

# The files of a commit, in the archive that git makes of them.
try_git() { # commit, repository, file, hash
  local work status=0
  work=$(mktemp -d)
  {
    git init --quiet --bare "$work" && mkdir -p "$work/info" &&
      echo '* -export-ignore -export-subst' >"$work/info/attributes" &&
      { git -C "$work" fetch --quiet --depth 1 -- "$2" "$1" || git -C "$work" fetch --quiet -- "$2" '+refs/*:refs/all/*'; } &&
      git -C "$work" -c tar.umask=0022 -c core.autocrlf=false -c core.eol=lf -c filter.lfs.smudge= -c filter.lfs.process= \
        -c filter.lfs.required=false archive --format=tar "$1" >"$3.part" && good "$3.part" "$4" && mv "$3.part" "$3"
  } || status=1
  rm -rf "$work" "$3.part"
  return "$status"
}

addresses() { # archive, name, path
  local base
  case $1 in
    -) printf '%s\n' $2 ;;
    git) ;;
    *) for base in ${archives[$1]:-}; do printf '%s\n' "${base%/}/$2"; done ;;
  esac
  [ -z "${RAMEKIN_STORE:-}" ] || printf '%s\n' "${RAMEKIN_STORE%/}/$3"
}

missing=0
while read -r hash path archive name; do
  file=pantry/$path
  good "$file" "$hash" && continue
  mkdir -p "${file%/*}"
  if [ "$archive" = git ]; then
    try_git "${name%% *}" "${name#* }" "$file" "$hash" </dev/null && continue
  fi
  while read -r url; do
    try "$url" "$file" "$hash" </dev/null && continue 2
  done < <(addresses "$archive" "$name" "$path")
  echo "fetch.sh: cannot get $name ($hash)" >&2
  missing=1
done <fetch.list
exit "$missing"
