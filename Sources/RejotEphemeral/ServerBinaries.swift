import Glibc

/// The folder of an installed PostgreSQL's server programs, and their version.
package struct ServerBinaries: Sendable, Equatable {
  /// Absolute path of the folder that holds `initdb` and `postgres`.
  package let folder: String
  /// The major version, such as 15.
  package let major: Int

  /// Finds server programs of the wanted major, else the newest there are.
  ///
  /// `REJOT_POSTGRES_BIN` (folders separated by `:`), when set, says where to look and nothing
  /// else is looked at. Otherwise these are searched: the folders of `PATH`, Debian's
  /// `/usr/lib/postgresql/*/bin`, the PostgreSQL project's `/usr/pgsql-*/bin`.
  ///
  /// - Parameters:
  ///   - major: the wanted major version. The caller compares it with what it gets.
  ///   - environment: the process's environment variables.
  /// - Throws: ``EphemeralError/binariesMissing(searched:)``.
  package static func find(
    major: Int? = nil, environment: [String: String]
  ) throws(EphemeralError) -> ServerBinaries {
    let folders = searchedFolders(environment: environment)
    let found = folders.compactMap { folder in
      version(in: folder).map { ServerBinaries(folder: folder, major: $0) }
    }
    if let major, let wanted = found.first(where: { $0.major == major }) { return wanted }
    // The first of the newest: `max` would give the last.
    let newest = found.map(\.major).max()
    guard let best = found.first(where: { $0.major == newest }) else {
      throw .binariesMissing(searched: folders)
    }
    return best
  }

  /// Another program of the same major: beside the server's, also where those are only links, else
  /// among the folders in which servers are looked for.
  func companion(_ name: String, environment: [String: String]) -> String? {
    var folders = [folder]
    for program in ["postgres", "initdb"] {
      guard let real = realpath("\(folder)/\(program)", nil) else { continue }
      defer { free(real) }
      folders.append(String(String(cString: real).dropLast(program.utf8.count + 1)))
    }
    folders += Self.searchedFolders(environment: environment)
    return folders.lazy.map { "\($0)/\(name)" }.first { path in
      guard access(path, X_OK) == 0,
        let output = try? ChildProcess.output(of: path, arguments: ["--version"])
      else { return false }
      return Self.majorVersion(in: output) == major
    }
  }

  private static func searchedFolders(environment: [String: String]) -> [String] {
    if let named = environment["REJOT_POSTGRES_BIN"], !named.isEmpty {
      return named.split(separator: ":").map(String.init)
    }
    let path = (environment["PATH"] ?? "").split(separator: ":").map(String.init)
    let debian = entries(of: "/usr/lib/postgresql").map { "/usr/lib/postgresql/\($0)/bin" }
    let redHat = entries(of: "/usr").filter { $0.hasPrefix("pgsql-") }.map { "/usr/\($0)/bin" }
    var seen = Set<String>()
    return (path + debian + redHat).filter { $0.hasPrefix("/") && seen.insert($0).inserted }
  }

  /// The names in a folder, sorted; none when it cannot be read.
  static func entries(of folder: String) -> [String] {
    guard let handle = opendir(folder) else { return [] }
    defer { closedir(handle) }
    var names: [String] = []
    while let entry = readdir(handle) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if !name.hasPrefix(".") { names.append(name) }
    }
    return names.sorted()
  }

  /// Asks `postgres --version`; nil when the folder has no complete set of programs.
  private static func version(in folder: String) -> Int? {
    guard access("\(folder)/postgres", X_OK) == 0, access("\(folder)/initdb", X_OK) == 0 else {
      return nil
    }
    guard
      let output = try? ChildProcess.output(of: "\(folder)/postgres", arguments: ["--version"])
    else { return nil }
    return majorVersion(in: output)
  }

  /// Reads `postgres (PostgreSQL) 15.18 (Debian …)`, also `18beta1`.
  static func majorVersion(in output: String) -> Int? {
    guard let word = output.split(separator: " ").first(where: { $0.first?.isNumber == true })
    else { return nil }
    return Int(word.prefix { $0.isNumber })
  }
}
