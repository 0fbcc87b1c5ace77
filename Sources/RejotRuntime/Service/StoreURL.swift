import Glibc

/// Resolves the `${VAR}` and `${VAR:-default}` of a data store's URL.
enum StoreURL {
  /// The environment lacks what a store needs.
  struct Missing: Error, Equatable, CustomStringConvertible {
    let variable: String
    let store: String

    var description: String {
      "data store \(store) needs the environment variable \(variable), which is not set"
    }
  }

  /// - Parameter environment: gives the value of a variable; an empty one counts as unset, because
  ///   libpq would connect to whatever its defaults name.
  static func resolve(
    _ store: StoreDescriptor, environment: (String) -> String?
  ) throws(Missing) -> String {
    var resolved = ""
    var rest = store.url[...]
    while let start = rest.firstRange(of: "${") {
      resolved += rest[..<start.lowerBound]
      rest = rest[start.upperBound...]
      guard let end = rest.firstIndex(of: "}") else {
        resolved += "${"
        continue
      }
      let inside = rest[..<end]
      rest = rest[rest.index(after: end)...]
      if let separator = inside.firstRange(of: ":-") {
        let value = environment(String(inside[..<separator.lowerBound])) ?? ""
        resolved += value.isEmpty ? String(inside[separator.upperBound...]) : value
      } else if let value = environment(String(inside)), !value.isEmpty {
        resolved += value
      } else {
        throw Missing(variable: String(inside), store: store.name)
      }
    }
    return resolved + rest
  }

  /// The value of a variable of this process.
  static func processEnvironment(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }
  }
}
