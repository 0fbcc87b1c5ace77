internal import RejotContract

/// Where events and transformations stand. Few are in `Events.swift` and `Transformations.swift`.
/// More are dealt out over `PublicSchemas0.swift` to `PublicSchemasF.swift`, for the Swift compiler
/// gives files to processes: one large file keeps one of them busy while the others wait. A file
/// for each would cost more than it gives, for each repeats what the types of fields need.
///
/// A contract's own reference decides about its file, so it stays there whatever comes and goes
/// beside it.
struct SchemaFiles {
  /// As many as one file takes.
  static let limit = 32

  /// For each of the references: its file, nil while they are few.
  let paths: [String?]

  init(_ references: [PublicSchemaReference]) {
    paths = references.map {
      references.count > Self.limit ? "PublicSchemas\(Self.digit(of: $0)).swift" : nil
    }
  }

  /// One of sixteen: the 32-bit FNV-1a hash (RFC 9923) folded to four bits.
  private static func digit(of reference: PublicSchemaReference) -> String {
    var hash: UInt32 = 0x811C_9DC5
    for byte in reference.description.utf8 {
      hash = (hash ^ UInt32(byte)) &* 0x0100_0193
    }
    var digit: UInt32 = 0
    while hash > 0 {
      digit ^= hash & 0xF
      hash >>= 4
    }
    return String(digit, radix: 16, uppercase: true)
  }

  /// The files of this list that there are, sorted.
  var all: [String] { Set(paths.compactMap(\.self)).sorted() }

  /// Events and transformations of what stands in a file of its own, a file for each of ``all``.
  ///
  /// - Parameters:
  ///   - events: for each of ``paths`` its event's struct.
  ///   - transformations: for each its descriptor and function.
  func files(
    of project: Project, events: [SwiftCode], transformations: [SwiftCode]
  ) -> [GeneratedFile] {
    all.map { path in
      let places = paths.indices.filter { paths[$0] == path }
      let body: SwiftCode = """
        \(SwiftCode.joined(places.map { events[$0] }, separator: "\n\n"))

        nonisolated extension Transformations {
          \(SwiftCode.joined(places.map { transformations[$0] }, separator: "\n\n"))
        }
        """
      return SwiftFile.file(path, of: project, isPublic: true, body: body)
    }
  }
}
