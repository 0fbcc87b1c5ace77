extension NewProject {
  /// The workflow for GitHub's runners.
  var workflow: NewFile {
    NewFile(
      path: ".github/workflows/rejotc.yml",
      text: """
        # Holds the committed output against the contracts and the contracts against the branch they
        # go into, and builds the service.
        #
        # rejotc has no published home to be fetched from. The variable REJOTC_REPOSITORY of this
        # repository (Settings, Secrets and variables, Actions) names the one that holds it, as
        # owner/name; it is checked out into the folder rejotc.
        name: rejotc
        on: [push, pull_request]
        permissions:
          contents: read
        jobs:
          build:
            runs-on: ubuntu-latest
            container: swift:6.3-bookworm
            env:
              REJOTC_PACKAGE_PATH: rejotc
              REJOTC_REPOSITORY: ${{ vars.REJOTC_REPOSITORY }}
            steps:
              - name: Where rejotc is
                run: |
                  if [ -z "$REJOTC_REPOSITORY" ]; then
                    echo "::error::set the repository variable REJOTC_REPOSITORY to owner/name"
                    exit 1
                  fi
              - name: Install git
                run: apt-get update && apt-get install --yes git
              - uses: actions/checkout@v4
                with:
                  fetch-depth: 0
              # The checkout belongs to another user than the one of this container.
              - run: git config --global --add safe.directory "$GITHUB_WORKSPACE"
              - uses: actions/checkout@v4
                with:
                  repository: ${{ vars.REJOTC_REPOSITORY }}
                  path: rejotc
              - name: Install the libraries and a PostgreSQL server
                run: rejotc/scripts/setup.sh
              - name: Build rejotc
                run: swift build --package-path rejotc --product rejotc
              - name: The output is up to date, and no contract breaks a consumer
                run: sh ci/rejot-check.sh
                env:
                  REJOTC: rejotc/.build/debug/rejotc
                  REJOT_CATALOG: embedded
              - name: The contract tests
                run: rejotc/.build/debug/rejotc test
              - name: Build the service
                run: swift build

        """, purpose: "CI: ci/rejot-check.sh, rejotc test, swift build")
  }
}
