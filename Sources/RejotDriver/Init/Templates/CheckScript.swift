extension NewProject {
  /// The gate that every CI system calls in the same way.
  static let checkScript = NewFile(
    path: "ci/rejot-check.sh", text: CheckScript.text,
    purpose: "the gate of CI: build --check, check --against")
}

/// The script of the gate: there is nothing of a project in it.
package enum CheckScript {
  package static let text = #"""
    #!/bin/sh
    # Fails when the committed output is not what the contracts compile to, or when a contract
    # breaks somebody who consumes it. For GitHub Actions, GitLab CI, pre-commit and people:
    #
    #   sh ci/rejot-check.sh [BASE] [OPTION…]
    #
    # BASE is what the contracts are compared with: a git reference, a lock, or a folder with one.
    # Without it: the branch that a pull or merge request goes into, else origin/main. OPTIONs are
    # those of rejotc, such as --project services/shop. REJOTC names the program, REJOT_CATALOG
    # what stands behind --catalog (default lock: nothing is contacted).
    #
    # Exit codes are those of rejotc; of two, the one that counts more: 2, 3, 1, 4.
    set -u

    base=
    case ${1-} in
    '' | -*) ;;
    *)
      base=$1
      shift
      ;;
    esac
    if [ -z "$base" ]; then
      if [ -n "${GITHUB_BASE_REF-}" ]; then
        base=origin/$GITHUB_BASE_REF
      elif [ -n "${CI_MERGE_REQUEST_TARGET_BRANCH_NAME-}" ]; then
        base=origin/$CI_MERGE_REQUEST_TARGET_BRANCH_NAME
      else
        base=origin/${CI_DEFAULT_BRANCH:-main}
      fi
    fi
    set -- --catalog "${REJOT_CATALOG:-lock}" "$@"
    # GitHub shows findings beside the lines of a pull request.
    if [ "${GITHUB_ACTIONS-}" = true ]; then set -- --format github "$@"; fi

    "${REJOTC:-rejotc}" build --check "$@"
    built=$?
    "${REJOTC:-rejotc}" check --against "$base" "$@"
    checked=$?
    for code in 2 3 1 4; do
      if [ "$built" -eq "$code" ] || [ "$checked" -eq "$code" ]; then exit "$code"; fi
    done
    # Ended by a signal, or not there at all.
    if [ "$built" -ne 0 ]; then exit "$built"; fi
    exit "$checked"

    """#
}
