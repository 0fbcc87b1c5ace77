import ArgumentParser

/// What the compiler costs and claims, measured; `make bench-compiler` runs it.
@main
struct CompilerBench: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rejot-compiler-bench",
    subcommands: [Scale.self, GateBench.self, GeneratedCode.self, ClaimsBench.self],
    defaultSubcommand: Scale.self)
}
