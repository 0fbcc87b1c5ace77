#!/usr/bin/env bash
# Runs the compiler's tests on every major of PostgreSQL that is supported, one after the other, and
# says for each how it went:
#
#   scripts/test-matrix.sh [MAJOR…]     without any: 14 15 16 17 18
#
# Programs that are not installed are fetched by scripts/postgres-major.sh into
# /var/tmp/rejot-postgres-UID. The tests must have been built.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

suites='CorpusTests|QueryCorpusTests|RejotAnalysisTests|RejotCatalogTests'
majors=("$@")
[ ${#majors[@]} -gt 0 ] || majors=(14 15 16 17 18)
cache=/var/tmp/rejot-postgres-$(id -u)
log=$(mktemp)
trap 'rm -f "$log"' EXIT
# Each run is about one major: on CI tests ask for a second one.
unset REJOT_POSTGRES_BIN_18 CI

# Prints the folder of a major's programs.
programs() {
  local installed=/usr/lib/postgresql/$1/bin
  if [ -x "$installed/initdb" ]; then
    printf '%s\n' "$installed"
  else
    scripts/postgres-major.sh "$1" "$cache"
  fi
}

failed=()
for major in "${majors[@]}"; do
  if ! folder=$(programs "$major"); then
    failed+=("$major")
    continue
  fi
  printf '== PostgreSQL %s: %s\n' "$major" "$("$folder/postgres" --version)"
  if REJOT_POSTGRES_BIN=$folder swift test --skip-build --disable-xctest --filter "$suites" \
    >"$log" 2>&1; then
    tail -n 1 "$log"
  else
    grep -vE '^◇| passed after ' "$log" || true
    failed+=("$major")
  fi
done

if [ ${#failed[@]} -gt 0 ]; then
  printf 'failed on PostgreSQL %s\n' "${failed[*]}"
  exit 1
fi
printf 'fine on PostgreSQL %s\n' "${majors[*]}"
