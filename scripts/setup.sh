#!/usr/bin/env bash
# Makes a Debian 12 machine that has Swift ready to build and run this project: installs what is
# missing with apt-get, as root or through sudo. When nothing is missing it says so and touches
# neither the network nor the machine.
#
#   scripts/setup.sh [PACKAGE…]     packages to make sure of beside the usual ones
set -euo pipefail

swift_needed="6.3"

say() { printf 'setup: %s\n' "$*"; }
fail() {
  printf 'setup: error: %s\n' "$1" >&2
  shift
  if [ $# -gt 0 ]; then printf '       %s\n' "$@" >&2; fi
  exit 3
}

get_swift="https://www.swift.org/install/linux/ has it for Debian 12."

find_swift() {
  command -v swift >/dev/null ||
    fail "there is no swift in PATH; version $swift_needed or newer is needed." "$get_swift"
}

check_swift() {
  local version
  version=$(swift --version 2>&1) ||
    fail "swift does not run: $(printf '%s' "$version" | head -n 1)" "$get_swift"
  if ! [[ $version =~ Swift\ version\ ([0-9]+)\.([0-9]+) ]]; then
    fail "swift --version says nothing that could be understood: ${version%%$'\n'*}" "$get_swift"
  fi
  local major=${BASH_REMATCH[1]} minor=${BASH_REMATCH[2]}
  if ((major * 1000 + minor < ${swift_needed%.*} * 1000 + ${swift_needed#*.})); then
    fail "swift in PATH is $major.$minor; version $swift_needed or newer is needed." "$get_swift"
  fi
}

# Each is asked for by what the build uses, so that libraries installed in another way count too.
has_library() { command -v pkg-config >/dev/null && pkg-config --exists "$1"; }
has_header() { [ -e "/usr/include/$1" ] || [ -e "/usr/local/include/$1" ]; }
has_server() {
  local initdb folders=()
  IFS=: read -ra folders <<<"${REJOT_POSTGRES_BIN:-}"
  for initdb in /usr/lib/postgresql/*/bin/initdb /usr/pgsql-*/bin/initdb \
    ${folders[@]+"${folders[@]/%//initdb}"}; do
    [ -x "$initdb" ] && return 0
  done
  command -v initdb >/dev/null
}
has_package() {
  [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]
}

# Swift unpacked from its archive brings neither the libraries its programs load nor the C headers
# and start files that every program is linked with.
has_swift_parts() {
  local library
  swift --version >/dev/null 2>&1 || return 1
  command -v ld.gold >/dev/null && has_header stdlib.h || return 1
  for library in /usr/lib/gcc/*/*/libstdc++.so; do
    [ -e "$library" ] && return 0
  done
  return 1
}

# Sets `missing` to the Debian packages that are not there.
look() {
  missing=()
  has_swift_parts ||
    missing+=(binutils-gold gcc libcurl4 libncurses6 libsqlite3-0 libstdc++-12-dev libxml2 tzdata)
  command -v pkg-config >/dev/null || missing+=(pkg-config)
  command -v git >/dev/null || missing+=(git ca-certificates)
  has_library libpq || missing+=(libpq-dev)
  has_library yaml-0.1 || missing+=(libyaml-dev)
  has_header pg_query.h || missing+=(libpg-query-dev)
  has_server || missing+=(postgresql)
  local package
  for package in "$@"; do
    has_package "$package" || missing+=("$package")
  done
}

# Runs a command as root.
as_root() {
  if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi
}

apt_get() {
  as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -y \
    -o DPkg::Lock::Timeout=120 -o Dpkg::Use-Pty=0 "$@"
}

# Debian's postgresql makes and starts a database cluster when it is first installed. Only its
# programs are wanted here: every server this project starts is a throw-away one of its own.
keep_from_making_a_cluster() {
  local settings=/etc/postgresql-common/createcluster.conf
  apt_get install --no-install-recommends postgresql-common
  if grep -Eq '^[[:space:]]*create_main_cluster' "$settings" 2>/dev/null; then return; fi
  say "setting create_main_cluster = false in $settings," \
    "so that installing postgresql starts no server"
  printf 'create_main_cluster = false\n' | as_root tee -a "$settings" >/dev/null
}

install_missing() {
  local list="${missing[*]}"
  command -v apt-get >/dev/null ||
    fail "these Debian packages are missing, and there is no apt-get to install them: $list" \
      "Install what your system calls them: headers and libraries of libpq, libyaml and" \
      "libpg_query, pkg-config, git, and the programs of a PostgreSQL server (14 or newer)."
  if [ "$(id -u)" -ne 0 ] && ! command -v sudo >/dev/null; then
    fail "these Debian packages are missing: $list" \
      "You are not root and there is no sudo. As root, run:" \
      "apt-get update && apt-get install $list"
  fi

  if [ "$(id -u)" -ne 0 ] && ! sudo true; then
    fail "these Debian packages are missing: $list" \
      "You are not root, and sudo refused (its own words stand above). As root, run:" \
      "apt-get update && apt-get install $list"
  fi

  say "installing $list"
  apt_get update || say "apt-get update found trouble; going on with the lists that are there"
  if [[ " $list " == *" postgresql "* ]]; then keep_from_making_a_cluster; fi
  apt_get install --no-install-recommends "${missing[@]}" ||
    fail "apt-get could not install: $list" \
      "Its own words stand above. Debian 12 has all that the build needs; this is" \
      "$(. /etc/os-release 2>/dev/null && printf '%s' "${PRETTY_NAME:-an unnamed system}")."
}

find_swift
# A Swift that is too old is said before anything is installed for it.
if swift --version >/dev/null 2>&1; then check_swift; fi
look "$@"
if [ ${#missing[@]} -eq 0 ]; then
  say "everything is there"
  exit 0
fi
install_missing
look "$@"
[ ${#missing[@]} -eq 0 ] || fail "installed, and still not found: ${missing[*]}"
check_swift
say "done"
