extension NewProject {
  /// The workflow for GitHub's runners.
  var workflow: NewFile {
    NewFile(
      path: ".github/workflows/rejotc.yml",
      text: """
        # Holds the committed output against the contracts, and builds the service.
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
              - uses: actions/checkout@v4
              - uses: actions/checkout@v4
                with:
                  repository: ${{ vars.REJOTC_REPOSITORY }}
                  path: rejotc
              - name: Install the libraries and a PostgreSQL server
                run: rejotc/scripts/setup.sh
              - name: Build rejotc
                run: swift build --package-path rejotc --product rejotc
              - name: The committed output is what the contracts compile to
                run: rejotc/.build/debug/rejotc build --check --catalog embedded
              - name: The contract tests
                run: rejotc/.build/debug/rejotc test
              - name: Build the service
                run: swift build

        """, purpose: "CI: rejotc build --check, rejotc test, swift build")
  }
}
