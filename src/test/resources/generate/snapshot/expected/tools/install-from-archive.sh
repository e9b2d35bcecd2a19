#!/bin/sh
# Installs packages by exact version from the archives of SOURCES; reads "name=version" lines.
#
#   install-from-archive.sh SOURCES <LIST
set -eu
sources=$1
export DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8
policy=/usr/sbin/policy-rc.d
if [ ! -e "$policy" ]; then
  printf '#!/bin/sh\nexit 101\n' >"$policy"
  chmod 755 "$policy"
fi
options="-o Dir::Etc::SourceList=$sources -o Dir::Etc::SourceParts=/dev/null -o Acquire::Check-Valid-Until=false"
# shellcheck disable=SC2086 # several words
apt-get -q $options update
# shellcheck disable=SC2086
xargs apt-get -q -y --no-install-recommends --allow-downgrades -o Dpkg::Options::=--force-confold $options install
rm -rf /var/log/apt /var/log/dpkg.log /var/log/alternatives.log /var/lib/apt/lists/* /var/lib/apt/extended_states \
  /var/cache/apt/*.bin /var/cache/apt/archives/*.deb /var/cache/debconf/*-old /var/cache/ldconfig/aux-cache \
  /var/lib/dpkg/*-old /etc/passwd- /etc/shadow- /etc/group- /etc/gshadow- /etc/subuid- /etc/subgid- \
  /etc/ssh/ssh_host_* /etc/ssl/certs/ssl-cert-snakeoil.pem /etc/ssl/private/ssl-cert-snakeoil.key
if [ -e /etc/machine-id ]; then : >/etc/machine-id; fi
for state in /var/lib/postgresql/*/* /var/lib/mysql; do
  if [ -d "$state" ]; then find "$state" -mindepth 1 -delete; fi
done
