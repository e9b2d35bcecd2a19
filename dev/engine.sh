#!/usr/bin/env bash
# A real container engine for the tests, on a bare Debian machine.
#
#   dev/engine.sh up [--with trixie]...   install, start, and push debian:<release>-slim to a local registry
#   dev/engine.sh status                  say which engine answers; ends 0 when one does
#   dev/engine.sh down                    end what `up` started, and nothing else
#
# Needs root and Debian's package archive; no other network. A machine that already has an engine
# which can pull debian:bookworm-slim is left alone. `up` may be run again at any time.
#
#   RAMEKIN_ENGINE_DIR   state and caches (default: $XDG_CACHE_HOME/ramekin-engine)
set -euo pipefail

readonly BASE_RELEASE=bookworm
readonly ENGINE_RELEASE=trixie # bookworm's Docker is too old: no BuildKit plugin, no containerd image store
readonly REGISTRY=127.0.0.1:5000
readonly SOCKET=/var/run/docker.sock
readonly FALLBACK_MIRROR=http://ftp.debian.org/debian
readonly FALLBACK_SECURITY_MIRROR=http://security.debian.org/debian-security
readonly TOOL_PACKAGES=(debootstrap iptables apt-utils tcc) # the last two are for tests
readonly ENGINE_PACKAGES=(docker.io docker-cli docker-buildx docker-compose containerd docker-registry)
readonly STATE=${RAMEKIN_ENGINE_DIR:-${XDG_CACHE_HOME:-${HOME:-/root}/.cache}/ramekin-engine}
readonly LOGS=$STATE/log

export DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8 PATH=$PATH:/usr/sbin:/sbin

say() { printf 'engine: %s\n' "$*" >&2; }
die() {
  say "$*"
  exit 1
}

# --- what is running ---------------------------------------------------------------------------

# The process id in a pid file, when that process is still the program it was.
running() { # name
  local file=$STATE/$1.pid id
  [ -s "$file" ] || return 1
  id=$(<"$file")
  tr '\0' ' ' 2>/dev/null <"/proc/$id/cmdline" | grep -qF "$STATE/" || return 1
  printf '%s\n' "$id"
}

engine_answers() { docker version --format '{{.Server.Version}}' >/dev/null 2>&1; }

resolves() { # image
  timeout 60 docker buildx imagetools inspect "$1" >/dev/null 2>&1
}

registry_answers() {
  (exec 3<>"/dev/tcp/${REGISTRY%:*}/${REGISTRY#*:}") 2>/dev/null
}

wait_for() { # what, check, log
  for _ in $(seq 1 120); do
    "$2" && return 0
    sleep 0.25
  done
  tail -n 20 "$3" >&2 || true
  die "$1 did not answer within 30 seconds; its log is $3"
}

# --- Debian packages ---------------------------------------------------------------------------

debian_release() {
  # shellcheck source=/dev/null
  (. /etc/os-release && [ "${ID:-}" = debian ] && printf '%s\n' "${VERSION_CODENAME:-}")
}

# Address of the archive that this machine takes a suite of Debian from, whatever it calls its mirror.
# shellcheck disable=SC2016 # the dollars are for apt
mirror_of() { # codename
  apt-get indextargets --format '$(CREATED_BY) $(CODENAME) $(ORIGIN) $(REPO_URI)' 2>/dev/null |
    awk -v codename="$1" '$1 == "Packages" && $2 == codename && $3 == "Debian" && $4 ~ /^(https?|file):/ {
      sub("/+$", "", $4); print $4; exit }'
}

# An archive holds all releases: the one of this machine's own release will do.
main_mirror() {
  local mirror
  mirror=$(mirror_of "$BASE_RELEASE")
  [ -n "$mirror" ] || mirror=$(mirror_of "$(debian_release)")
  printf '%s\n' "${mirror:-$FALLBACK_MIRROR}"
}

security_mirror() {
  local mirror
  mirror=$(mirror_of "$BASE_RELEASE-security")
  [ -n "$mirror" ] || mirror=$(mirror_of "$(debian_release)-security")
  printf '%s\n' "${mirror:-$FALLBACK_SECURITY_MIRROR}"
}

add_engine_release() {
  cat >/etc/apt/preferences.d/ramekin-engine <<PREFERENCES
Package: *
Pin: release n=$ENGINE_RELEASE
Pin-Priority: 100
PREFERENCES
  cat >/etc/apt/sources.list.d/ramekin-engine.sources <<SOURCES
Types: deb
URIs: $(main_mirror)
Suites: $ENGINE_RELEASE
Components: main
Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg
SOURCES
  apt_get update
}

apt_get() {
  apt-get -q -o Dpkg::Use-Pty=0 -o Acquire::Retries=3 -o DPkg::Lock::Timeout=300 "$@" >>"$LOGS/apt.log" 2>&1 ||
    {
      tail -n 20 "$LOGS/apt.log" >&2
      die "apt-get $1 failed; its log is $LOGS/apt.log"
    }
}

installed() { # package...
  local package
  for package in "$@"; do
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || return 1
  done
}

# Packages' services stay stopped: the daemons are ours to start and to end.
without_services() { # command...
  local policy=/usr/sbin/policy-rc.d
  if [ -e "$policy" ]; then
    "$@"
    return
  fi
  printf '#!/bin/sh\nexit 101\n' >"$policy"
  chmod 755 "$policy"
  trap 'rm -f /usr/sbin/policy-rc.d' EXIT
  "$@"
  rm -f "$policy"
  trap - EXIT
}

install_packages() {
  installed "${ENGINE_PACKAGES[@]}" "${TOOL_PACKAGES[@]}" && return 0
  [ "$(id -u)" = 0 ] || die "installing the engine's packages needs root"
  local release suffix=""
  release=$(debian_release) || die "only Debian is supported here; install Docker with its buildx and compose plugins as your system's manual says"
  say "installing Debian's docker packages"
  apt_get update
  if [ "$release" = "$BASE_RELEASE" ]; then
    add_engine_release
    suffix=/$ENGINE_RELEASE
  fi
  without_services apt_get install -y --no-install-recommends \
    "${ENGINE_PACKAGES[@]/%/$suffix}" "${TOOL_PACKAGES[@]}"
}

# --- daemons -----------------------------------------------------------------------------------

launch() { # name, command...
  local name=$1
  shift
  setsid nohup "$@" </dev/null >>"$LOGS/$name.log" 2>&1 &
  printf '%s\n' "$!" >"$STATE/$name.pid"
}

start_registry() {
  running registry >/dev/null && return 0
  registry_answers && die "port ${REGISTRY#*:} is taken by another program; end it first"
  cat >"$STATE/registry.yml" <<CONFIGURATION
version: 0.1
log: {level: warn}
storage:
  filesystem: {rootdirectory: $STATE/registry}
  delete: {enabled: true}
http: {addr: "$REGISTRY"}
CONFIGURATION
  launch registry docker-registry serve "$STATE/registry.yml"
  wait_for "the registry" registry_answers "$LOGS/registry.log"
}

start_engine() {
  running dockerd >/dev/null && return 0
  cat >"$STATE/daemon.json" <<CONFIGURATION
{
  "data-root": "$STATE/docker",
  "exec-root": "/run/ramekin-engine",
  "pidfile": "/run/ramekin-engine.pid",
  "hosts": ["unix://$SOCKET"],
  "features": {"containerd-snapshotter": true},
  "registry-mirrors": ["http://$REGISTRY"],
  "insecure-registries": ["$REGISTRY"]
}
CONFIGURATION
  rm -f /run/ramekin-engine.pid
  launch dockerd dockerd --config-file "$STATE/daemon.json"
  wait_for "dockerd" engine_answers "$LOGS/dockerd.log"
}

stop() { # name
  local id
  if id=$(running "$1"); then
    kill "$id"
    for _ in $(seq 1 120); do
      running "$1" >/dev/null || break
      sleep 0.25
    done
    running "$1" >/dev/null && die "$1 (process $id) does not end"
    say "$1 ended"
  fi
  rm -f "$STATE/$1.pid"
}

# --- base images -------------------------------------------------------------------------------

# The root file system of debian:<release>-slim, as a tar archive that holds no trace of the machine.
make_rootfs() { # release, tar file
  local release=$1 root
  root=$(mktemp -d "$STATE/rootfs.XXXXXX")
  say "debootstrap $release (about half a minute; kept for the next time)"
  http_proxy=${http_proxy:-$(apt-config shell proxy Acquire::http::Proxy | sed "s/^proxy='\(.*\)'$/\1/")} \
    debootstrap --variant=minbase --force-check-gpg \
    --keyring=/usr/share/keyrings/debian-archive-keyring.gpg \
    "$release" "$root" "$(main_mirror)" >"$LOGS/debootstrap-$release.log" 2>&1 ||
    {
      tail -n 20 "$LOGS/debootstrap-$release.log" >&2
      rm -rf --one-file-system "$root"
      die "debootstrap failed; its log is $LOGS/debootstrap-$release.log"
    }
  take_updates "$release" "$root"
  slim_down "$root"
  public_sources "$release" >"$root/etc/apt/sources.list.d/debian.sources"
  local epoch
  epoch=$(release_epoch "$root")
  tar --sort=name --numeric-owner --mtime="@$epoch" --clamp-mtime \
    --exclude='./dev/*' -C "$root" -cf "$2.part" .
  touch -d "@$epoch" "$2.part"
  rm -rf --one-file-system "$root"
  mv "$2.part" "$2"
}

# The official images hold what -updates and -security hold at their date.
take_updates() { # release, root
  local release=$1 root=$2 line
  line="deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg]"
  cat >"$root/etc/apt/sources.list" <<SOURCES
$line $(main_mirror) $release main
$line $(main_mirror) $release-updates main
$line $(security_mirror) $release-security main
SOURCES
  cp /etc/resolv.conf "$root/etc/resolv.conf"
  apt-config dump --no-empty Acquire >"$root/etc/apt/apt.conf.d/00machine"
  printf '#!/bin/sh\nexit 101\n' >"$root/usr/sbin/policy-rc.d"
  chmod 755 "$root/usr/sbin/policy-rc.d"
  if ! chroot "$root" sh -c 'apt-get -q update && apt-get -q -y -o Dpkg::Use-Pty=0 dist-upgrade' \
    >>"$LOGS/debootstrap-$release.log" 2>&1; then
    say "note: the image holds the main suite only, $release-updates and $release-security cannot be had"
  fi
  rm -f "$root/etc/apt/apt.conf.d/00machine" "$root/etc/apt/sources.list"
}

# What the official slim image has and has not.
slim_down() { # root
  local root=$1
  cat >"$root/etc/dpkg/dpkg.cfg.d/docker" <<'PATHS'
path-exclude /usr/share/doc/*
path-include /usr/share/doc/*/copyright
path-exclude /usr/share/groff/*
path-exclude /usr/share/info/*
path-exclude /usr/share/linda/*
path-exclude /usr/share/lintian/*
path-exclude /usr/share/locale/*
path-exclude /usr/share/man/*
PATHS
  printf 'force-unsafe-io\n' >"$root/etc/dpkg/dpkg.cfg.d/docker-apt-speedup"
  cat >"$root/etc/apt/apt.conf.d/docker-clean" <<'CLEAN'
DPkg::Post-Invoke { "rm -f /var/cache/apt/archives/*.deb /var/cache/apt/archives/partial/*.deb /var/cache/apt/*.bin || true"; };
APT::Update::Post-Invoke { "rm -f /var/cache/apt/archives/*.deb /var/cache/apt/archives/partial/*.deb /var/cache/apt/*.bin || true"; };
Dir::Cache::pkgcache "";
Dir::Cache::srcpkgcache "";
CLEAN
  printf 'Acquire::Languages "none";\n' >"$root/etc/apt/apt.conf.d/docker-no-languages"
  printf 'Acquire::GzipIndexes "true";\n' >"$root/etc/apt/apt.conf.d/docker-gzip-indexes"
  printf 'Apt::AutoRemove::SuggestsImportant "false";\n' >"$root/etc/apt/apt.conf.d/docker-autoremove-suggests"

  find "$root/usr/share/doc" -mindepth 2 -not -name copyright -not -type d -delete
  find "$root/usr/share/doc" -mindepth 1 -type d -empty -delete
  rm -rf "$root"/usr/share/{groff,info,linda,lintian,locale,man}/*
  find "$root/var/log" "$root/var/cache" "$root/run" "$root/tmp" -not -type d -delete
  rm -rf "$root"/var/lib/apt/lists/* "$root"/var/cache/ldconfig
  rm -f "$root"/etc/{machine-id,hostname,resolv.conf,passwd-,group-,shadow-,gshadow-} "$root"/var/lib/dpkg/*-old
  : >"$root/etc/machine-id"
  # Days since the last change of a password would be those of this machine's clock.
  local day=$(($(release_epoch "$root") / 86400))
  sed -i -E "s/^([^:]*:[^:]*):[0-9]*:/\1:$day:/" "$root/etc/shadow"
}

# When the newest package was built: the same on every machine that installs the same packages.
release_epoch() { # root
  find "$1/var/lib/dpkg/info" -name '*.md5sums' -printf '%Ts\n' | sort -n | tail -n 1
}

public_sources() { # release
  cat <<SOURCES
Types: deb
URIs: $FALLBACK_MIRROR
Suites: $1 $1-updates
Components: main
Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg

Types: deb
URIs: $FALLBACK_SECURITY_MIRROR
Suites: $1-security
Components: main
Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg
SOURCES
}

push_base_image() { # release
  local release=$1 image=debian:$1-slim
  local archive=$STATE/debian-$release-slim.tar
  resolves "$REGISTRY/library/$image" && return 0
  [ -s "$archive" ] || make_rootfs "$release" "$archive"
  local context
  context=$(mktemp -d "$STATE/context.XXXXXX")
  ln "$archive" "$context/rootfs.tar"
  printf 'FROM scratch\nADD rootfs.tar /\nCMD ["bash"]\n' >"$context/Dockerfile"
  say "pushing $image to the registry on $REGISTRY"
  docker buildx build --quiet --no-cache --provenance=false \
    --build-arg "SOURCE_DATE_EPOCH=$(stat -c %Y "$archive")" \
    --output "type=image,name=$REGISTRY/library/$image,push=true" "$context" >>"$LOGS/push.log" 2>&1 ||
    {
      tail -n 20 "$LOGS/push.log" >&2
      die "$image cannot be pushed; the log is $LOGS/push.log"
    }
  rm -rf "$context"
  resolves "$REGISTRY/library/$image" || die "$image was pushed, but the registry does not give it"
}

# --- commands ----------------------------------------------------------------------------------

up() {
  local releases=("$BASE_RELEASE")
  while [ $# -gt 0 ]; do
    case $1 in
      --with)
        releases+=("${2:?--with needs a Debian release}")
        shift 2
        ;;
      *) die "up: unknown option $1" ;;
    esac
  done
  if ! running dockerd >/dev/null && engine_answers; then
    docker pull --quiet "debian:$BASE_RELEASE-slim" >/dev/null ||
      die "an engine that is not ours answers, but it cannot pull debian:$BASE_RELEASE-slim; give it a registry mirror, or end it and run this again"
    say "this machine has its own engine, which can reach a registry: nothing to do"
    return
  fi
  [ "$(id -u)" = 0 ] || die "starting an engine needs root"
  mkdir -p "$LOGS"
  install_packages
  start_registry
  start_engine
  local release
  for release in "${releases[@]}"; do push_base_image "$release"; done
  status
}

status() {
  if ! engine_answers; then
    say "no engine answers"
    return 1
  fi
  local kind="this machine's own"
  running dockerd >/dev/null && kind="started by dev/engine.sh, with the registry on $REGISTRY"
  say "Docker $(docker version --format '{{.Server.Version}}') answers: $kind"
}

down() {
  stop dockerd
  stop registry
}

usage() { sed -n '2,/^set -/{s/^# \{0,1\}//;/^set -/d;p}' "$0"; }

case ${1:-} in
  up | down | status) "$@" ;;
  -h | --help) usage ;;
  *)
    usage >&2
    exit 2
    ;;
esac
