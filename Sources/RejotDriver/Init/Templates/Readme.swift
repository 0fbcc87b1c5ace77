extension NewProject {
  /// `README.md`.
  var readme: NewFile {
    NewFile(
      path: "README.md",
      text: """
        # \(name)

        Keeps the table `customers` of the data store `target` in step with the table `customers` of
        the data store `source`: what is shared stands in `contracts/customer.sql`, what is made of it
        in `contracts/customers.sql`. `rejotc` checks both and writes `generated`, and the service
        `\(executable)` does the work.

        ## Run it

        Needed: Swift 6.3, `rejotc`, and two empty PostgreSQL databases, the server of the first with
        `wal_level = logical`.

        ```
        export SOURCE_DATABASE_URL=postgresql://user@host/source
        export TARGET_DATABASE_URL=postgresql://user@host/target

        rejotc migrate source && rejotc migrate target
        rejotc build && swift build
        swift run \(executable) run --setup
        ```

        Now write into `customers` at the source, and look at `customers` at the target. Ctrl-C ends
        the service; the next start goes on from there. `swift run \(executable) status` says where it
        is.

        ## Change it

        | | |
        |---|---|
        | `rejotc check` | checks the contracts, against the databases where the two variables are set, else against throw-away servers with the migrations in `db` |
        | `rejotc build` | checks, and writes `generated`: commit it |
        | `rejotc test` | runs the contract tests in `tests` on a throw-away server |
        | `rejotc describe` | shows what a contract was understood to mean |

        A new column: a migration in `db/source` and one in `db/target`, applied with your own tool or
        `psql` (`rejotc migrate` fills empty databases only); the column in the public schema, whose
        version becomes 1.1, and in the consumer; `rejotc build`, and a restart of the service. Rows
        bring the column over when they are next written.

        A new consumer gets a `group:` of its own in its header once the service has run: the rows that
        exist are loaded when a group starts, and a group starts once. After that restart the service
        with `run --setup`, which publishes a table that is new.

        ## rejotc itself

        `Package.swift` names the Swift package `rejotc` by its path, because it has no published home
        yet. Another copy of it is used where `REJOTC_PACKAGE_PATH` names one:

        ```
        swift build --package-path \(ShellWord.quoted(package.path)) --product rejotc
        ```

        builds the compiler; it lies in that package's `.build/debug`.

        """, purpose: "how to run and change it")
  }
}
