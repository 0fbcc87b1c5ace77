import Glibc

/// How this program was started.
struct ProgramCall {
  /// Absolute and without links.
  let path: String

  init() {
    path = Self.realPath("/proc/self/exe") ?? CommandLine.arguments[0]
  }

  /// What to type in another folder to run it: its bare name where `PATH` leads to this program,
  /// else the path it was called by.
  func command(environment: [String: String]) -> String {
    let folders = (environment["PATH"] ?? "").split(separator: ":")
    // The first one is what a shell takes.
    let found = folders.map { "\($0)/rejotc" }.first { (path: String) in access(path, X_OK) == 0 }
    if let found, Self.realPath(found) == path { return "rejotc" }
    let called = CommandLine.arguments[0]
    guard called.contains("/"), Self.realPath(called) == path else { return path }
    if called.hasPrefix("/") { return called }
    guard let folder = Self.realPath(".") else { return path }
    return folder + "/" + called
  }

  private static func realPath(_ path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }
}
