import ArgumentParser
import RejotDriver

/// The options every command has.
struct CommonOptions: ParsableArguments {
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text
    case json
  }

  enum Colour: String, ExpressibleByArgument, CaseIterable {
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
      valueName: "file|dir"))
  var project: String?

  @Option(
    help: ArgumentHelp(
      """
      Where the databases' catalogs come from: live, the databases themselves; embedded, a \
      throw-away server with the migrations applied; lock, the committed lock, and nothing is \
      contacted; auto, live where the url's variables are set, else embedded, else lock.
      """))
  var catalog: CatalogOption = .auto

  @Option(help: "The form of findings: text on standard error, or json on standard output.")
  var format: Format = .text

  @Option(help: "Colours in text: auto, on a terminal; never also by setting NO_COLOR.")
  var color: Colour = .auto

  @Flag(name: .shortAndLong, help: "Print findings and nothing else.")
  var quiet = false

  @Flag(name: .shortAndLong, help: "Say why each catalog was chosen, and where to read on.")
  var verbose = false

  var job: JobOptions { JobOptions(project: project, catalog: catalog) }
}

extension CatalogOption: ExpressibleByArgument {}
