import ArgumentParser
import RejotDriver

/// The options every command has.
struct CommonOptions: ParsableArguments {
  enum Colour: String, CaseIterable {
    case auto
    case always
    case never
  }

  @Option(
    help: ArgumentHelp(
      """
      The project: its rejot.yaml or the folder of it (default: the nearest upwards). A folder \
      without one stands for all projects below it.
      """,
      valueName: "file|dir"),
    completion: .file(extensions: ["yaml"]))
  var project: String?

  @Option(
    help: ArgumentHelp(
      """
      Where the databases' catalogs come from: live, the databases themselves; embedded, a \
      throw-away server with the migrations applied; lock, the committed lock, and nothing is \
      contacted; auto, live where the url's variables are set, else embedded, else lock.
      """, valueName: Choice<CatalogOption>.words),
    completion: Choice<CatalogOption>.completion, transform: Choice.read)
  var catalog = CatalogOption.auto

  @Option(
    help: ArgumentHelp(
      """
      The form of findings: text on standard error, or one document on standard output: json, \
      github (workflow commands), sarif (2.1.0), junit.
      """, valueName: Choice<OutputFormat>.words),
    completion: Choice<OutputFormat>.completion, transform: Choice.read)
  var format = OutputFormat.text

  @Option(
    help: ArgumentHelp(
      "Colours in text: auto, on a terminal; never also by setting NO_COLOR.",
      valueName: Choice<Colour>.words),
    completion: Choice<Colour>.completion, transform: Choice.read)
  var color = Colour.auto

  @Flag(
    help: """
      Run migrations on throw-away servers as superuser: for extensions and event triggers that \
      need one. They could then run programs on this machine.
      """)
  var trustMigrations = false

  @Flag(
    name: .customLong("no-ddl"),
    help: """
      Create nothing in a live database, not even for a moment: statements are analysed on a copy \
      of its schema (pg_dump --schema-only) on a throw-away server of the same major.
      """)
  var noDDL = false

  @Flag(name: .shortAndLong, help: "Print findings and nothing else.")
  var quiet = false

  @Flag(name: .shortAndLong, help: "Say why each catalog was chosen, and where to read on.")
  var verbose = false

  var job: JobOptions { JobOptions(project: project, catalog: catalog, mayProbe: !noDDL) }
}
