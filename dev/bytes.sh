#!/usr/bin/env bash
# Builds the images of output folders twice, each time without the cache, on two engines that share
# nothing but the registry of base images, the second one with its clock ahead; prints a table of both
# digests, and for an image whose digests differ the files that differ.
#
#   dev/bytes.sh [OPTION]… OUT…     OUT is a folder that `ramekin convert` wrote
#
#   --shift SECONDS  how far the second clock is ahead (default: 3456000, 40 days)
#   --table FILE     write the table there too, as Markdown
#   --only NAMES     these images only: nginx,redis
#
# The first engine is the one that docker is set to. The second is a dockerd of its own, with a data root
# of its own, started here and ended again. In its build steps every dynamically linked program gets a
# clock ahead from a preloaded library (dev/clock.c; libfaketime does the same, but locks up programs
# with jemalloc). Not shifted are the daemon itself, whose times come from SOURCE_DATE_EPOCH, statically
# linked programs, and the time stamps the file system gives.
#
# Needs root on amd64 and an engine (dev/engine.sh up installs the rest). Ends 4 when a digest differs.
#
#   RAMEKIN              the command to build with (default: this clone's launcher)
#   RAMEKIN_ENGINE_DIR   as for dev/engine.sh; the second engine's data is in its folder `second`
set -euo pipefail
home=$(cd "$(dirname "$(readlink -f "$0")")/.." && pwd)
ramekin=${RAMEKIN:-$home/ramekin}

readonly STATE=${RAMEKIN_ENGINE_DIR:-${XDG_CACHE_HOME:-${HOME:-/root}/.cache}/ramekin-engine}/second
readonly RUN=/run/ramekin-second
# Without a bridge of its own a dockerd takes away docker0, which is the first engine's.
readonly BRIDGE=ramekin-second
readonly REGISTRY=127.0.0.1:5000

say() { printf 'bytes: %s\n' "$*" >&2; }
die() {
  say "$*"
  exit 1
}
usage() { sed -n '2,/^set -/{s/^# \{0,1\}//;/^set -/d;p}' "$0"; }

shift_by=3456000
table=
only=
while [ $# -gt 0 ]; do
  case $1 in
    --shift)
      shift_by=${2:?--shift needs a time}
      shift
      ;;
    --table)
      table=${2:?--table needs a file}
      shift
      ;;
    --only)
      only=${2:?--only needs names}
      shift
      ;;
    -h | --help)
      usage
      exit
      ;;
    -*) die "unknown option $1" ;;
    *) break ;;
  esac
  shift
done
[ $# -gt 0 ] || die "name an output folder"
[ "$(id -u)" = 0 ] || die "a second engine needs root"
command -v tcc >/dev/null || die "there is no tcc to compile the clock with; dev/engine.sh up installs it"

# --- the second engine -------------------------------------------------------------------------

# BuildKit runs each step with the first `runc` on its path. This one puts the clock ahead in it; the
# library is mounted on /mnt, which every base image has, so that nothing is left of it.
write_runc() {
  local real
  real=$(command -v runc)
  mkdir -p "$STATE/bin" "$STATE/clock"
  tcc -shared -nostdlib "-DSHIFT=$shift_by" -o "$STATE/clock/clock.so" "$home/dev/clock.c"
  cat >"$STATE/bin/runc" <<RUNC
#!/bin/sh
bundle=
previous=
for argument in "\$@"; do
  [ "\$previous" = --bundle ] && bundle=\$argument
  previous=\$argument
done
if [ -n "\$bundle" ] && [ -f "\$bundle/config.json" ]; then
  sed -i \\
    -e 's|"env":\\[|"env":["LD_PRELOAD=/mnt/clock.so",|' \\
    -e 's|"mounts":\\[|"mounts":[{"destination":"/mnt","type":"bind","source":"$STATE/clock","options":["rbind","ro"]},|' \\
    "\$bundle/config.json"
fi
exec $real "\$@"
RUNC
  chmod 755 "$STATE/bin/runc"
}

start_second() {
  mkdir -p "$STATE" "$RUN"
  write_runc
  cat >"$STATE/daemon.json" <<CONFIGURATION
{
  "data-root": "$STATE/docker",
  "exec-root": "$RUN/exec",
  "pidfile": "$RUN/docker.pid",
  "hosts": ["unix://$RUN/docker.sock"],
  "bridge": "$BRIDGE",
  "iptables": false,
  "ip6tables": false,
  "features": {"containerd-snapshotter": true},
  "registry-mirrors": ["http://$REGISTRY"],
  "insecure-registries": ["$REGISTRY"]
}
CONFIGURATION
  ip link show "$BRIDGE" >/dev/null 2>&1 || ip link add "$BRIDGE" type bridge
  ip addr replace 198.18.255.1/24 dev "$BRIDGE"
  ip link set "$BRIDGE" up
  rm -f "$RUN/docker.pid"
  PATH=$STATE/bin:$PATH setsid nohup dockerd --config-file "$STATE/daemon.json" \
    </dev/null >"$STATE/dockerd.log" 2>&1 &
  second=$!
  for _ in $(seq 1 240); do
    second docker version >/dev/null 2>&1 && return
    sleep 0.25
  done
  tail -n 20 "$STATE/dockerd.log" >&2
  die "the second engine did not answer within a minute; its log is $STATE/dockerd.log"
}

second() { DOCKER_HOST=unix://$RUN/docker.sock "$@"; }

stop_second() {
  if [ -n "${second:-}" ]; then
    kill "$second" 2>/dev/null || true
    wait "$second" 2>/dev/null || true
  fi
  ip link delete "$BRIDGE" 2>/dev/null || true
  [ -z "${work:-}" ] || rm -rf "$work"
  rm -rf --one-file-system "$STATE/docker" "$RUN"
}

# The clock of a build step on an engine.
clock() { # command...
  "$@" docker buildx build --quiet --no-cache --output "type=local,dest=$work/clock" - >/dev/null 2>&1 <<'DOCKERFILE' || die "an engine cannot build"
FROM debian:bookworm-slim AS step
RUN date --utc +%FT%TZ >/clock
FROM scratch
COPY --from=step /clock /clock
DOCKERFILE
  cat "$work/clock/clock"
}

# --- building and comparing --------------------------------------------------------------------

# Lines "target digest tag" of a folder's images.
build() { # folder, command...
  local folder=$1
  shift
  mkdir "$folder.saved"
  "$@" "$ramekin" build "$folder" ${only:+--only "$only"} --save "$folder.saved" --no-cache --accept --quiet --format json |
    tr '{' '\n' | sed -n 's/.*"target":"\([^"]*\)","tags":\["\([^"]*\)".*"digest":"\([^"]*\)".*/\1 \3 \2/p'
}

compare() { # target: what differs
  java -cp "$home/target/classes:$home/target/test-classes:$(cat "$home/target/test.classpath")" \
    dev.ramekin.verify.DifferenceMain "$work/one.saved/$1.tar" "$work/two.saved/$1.tar"
}

work=$(mktemp -d)
trap stop_second EXIT
start_second
say "first engine: $(docker version --format '{{.Server.Version}}'), clock of its steps $(clock env)"
say "second engine: $(second docker version --format '{{.Server.Version}}'), clock of its steps $(clock second)"

{
  echo "| image | first build | second build | |"
  echo "|---|---|---|---|"
} >"$work/table"
different=0
for folder in "$@"; do
  # Copies: the digests of a trial are not the folder's.
  cp -al "$folder" "$work/one"
  cp -al "$folder" "$work/two"
  rm -f "$work"/{one,two}/report/build.log
  say "building $folder on the first engine"
  build "$work/one" env >"$work/digests.one"
  say "building $folder on the second engine"
  build "$work/two" second >"$work/digests.two"
  while read -r target digest tag; do
    other=$(awk -v target="$target" '$1 == target { print $2 }' "$work/digests.two")
    word=same
    if [ "$digest" != "$other" ]; then
      word=different
      different=1
      compare "$target" >&2 || true
    fi
    echo "| ${tag%%:*} | \`${digest#sha256:}\` | \`${other#sha256:}\` | $word |" >>"$work/table"
  done <"$work/digests.one"
  rm -rf "$work"/{one,two}{,.saved}
done

cat "$work/table"
[ -z "$table" ] || cp "$work/table" "$table"
[ "$different" = 0 ] || exit 4
