#!/bin/sh
# Installs exactly the packages of a lock from the pantry, without network, and takes out of the
# image what would differ from one build to the next or must not be shared by its containers.
#
#   install-packages.sh CONTEXT PANTRY
#     CONTEXT  folder of packages.<architecture>.lock: lines "<sha256>  <name>_<version>_<architecture>.deb",
#              as sha256sum writes them; a colon in a version is %3a
#     PANTRY   folder of the package files, each named <sha256>.deb
#
# SOURCE_DATE_EPOCH: the build's clock, in seconds. Fails when a file is not what the lock says, and
# when the installed packages are not the ones from before plus those of the lock.
set -eu
architecture=$(dpkg --print-architecture)
lock=$1/packages.$architecture.lock
pantry=$2
export DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8
if [ ! -e "$lock" ]; then
  echo "the lock has no packages for $architecture; freeze them with: ramekin freeze OUT --arch ...,$architecture" >&2
  exit 1
fi

# "name architecture version" of every package that is there, sorted.
installed() {
  dpkg-query -W -f '${db:Status-Status} ${Package} ${Architecture} ${Version}\n' |
    sed -n 's/^installed //p' | LC_ALL=C sort
}

# The packages of the lock in the same form.
locked() {
  sed -E 's/^[0-9a-f]+  ([^_]+)_([^_]+)_([^_]+)\.deb$/\1 \3 \2/; s/%3a/:/g' "$lock"
}

# Lines of $1, with those of $2 in place of the ones of equal name and architecture.
overlay() {
  awk '{ key = $1 " " ($2 == "all" ? "" : $2); line[key] = $0 }
       END { for (key in line) print line[key] }' "$1" "$2" | LC_ALL=C sort
}

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# By hash, under the names dpkg knows: apt takes them for local packages and finds the right order.
mkdir "$work/debs"
if [ -s "$lock" ]; then
  sed -E 's/^([0-9a-f]{64})  .*/\1  \1.deb/' "$lock" | (cd "$pantry" && sha256sum --strict --quiet -c -)
fi
while read -r hash file; do
  ln -s "$pantry/$hash.deb" "$work/debs/$file"
done <"$lock"

# Package scripts start no service in a build.
policy=/usr/sbin/policy-rc.d
if [ ! -e "$policy" ]; then
  printf '#!/bin/sh\nexit 101\n' >"$policy"
  chmod 755 "$policy"
  trap 'rm -rf "$work" "$policy"' EXIT
fi

# Package scripts make links to manual pages; slim images lack the folders for them.
mkdir -p /usr/share/man/man1 /usr/share/man/man2 /usr/share/man/man3 /usr/share/man/man4 \
  /usr/share/man/man5 /usr/share/man/man6 /usr/share/man/man7 /usr/share/man/man8

installed >"$work/before"
: >"$work/begin"
find "$work/debs" -name '*.deb' | LC_ALL=C sort |
  xargs -r -x -s 1000000 apt-get -q -y --no-install-recommends --allow-downgrades \
    -o Dir::Etc::SourceList=/dev/null -o Dir::Etc::SourceParts=/dev/null \
    -o Dir::Etc::Preferences=/dev/null -o Dir::Etc::PreferencesParts=/dev/null \
    -o APT::Sandbox::User=root -o Dpkg::Use-Pty=0 -o Dpkg::Options::=--force-confold install
installed >"$work/after"

locked >"$work/locked"
overlay "$work/before" "$work/locked" >"$work/expected"
if ! diff "$work/expected" "$work/after"; then
  echo "the installed packages are not those of the lock (< expected, > installed)" >&2
  exit 1
fi

# Traces of the build, also of that of the base image.
rm -rf /var/log/apt /var/log/bootstrap.log /var/lib/apt/lists/* \
  /var/cache/apt/archives/*.deb /var/cache/apt/archives/lock
find /usr/share/man -mindepth 1 -type d -empty -delete
mkdir -p /var/log/apt
find /var/log -type f -exec truncate -s 0 {} +

sh "$(dirname "$0")/settle.sh" "$work/begin"

# Keys, identities and data that package scripts made: each container makes its own at first start.
rm -f /etc/ssh/ssh_host_* /etc/ssl/certs/ssl-cert-snakeoil.pem /etc/ssl/private/ssl-cert-snakeoil.key \
  /etc/bind/rndc.key /var/lib/rabbitmq/.erlang.cookie /etc/varnish/secret /var/lib/dbus/machine-id
if [ -e /etc/ssl/certs ]; then find /etc/ssl/certs -xtype l -lname '*ssl-cert-snakeoil*' -delete; fi
if [ -e /etc/machine-id ]; then : >/etc/machine-id; fi
for state in /var/lib/postgresql/*/* /var/lib/mysql /var/lib/ldap; do
  if [ -d "$state" ]; then find "$state" -mindepth 1 -delete; fi
done
