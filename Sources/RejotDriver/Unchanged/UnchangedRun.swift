import Glibc
import RejotAnalysis
import RejotCatalog
import RejotPostgres
import RejotSource

/// Recognises a run over live databases that would find nothing, because the last one over the very
/// same files and catalogs found nothing.
///
/// All that a run's result depends on is compared as it is, byte for byte; of a database, the
/// fingerprint of its catalog. Only runs without a finding are remembered, so nothing has to be
/// told again.
struct UnchangedRun {
  private let records: RunRecords
  private let name: String
  /// All that analysis looks at.
  private let inputs: [UInt8]
  private let outputFolders: [String]
  private let record: [UInt8]?

  /// - Parameters:
  ///   - command: what is run; each has records of its own.
  ///   - comparesOutputs: what lies in the output folders counts as well.
  /// - Returns: nil where nothing can be recognised: a store is not live, or something is wrong
  ///   already.
  init?(
    _ members: [(project: Compilation, choices: [CatalogChoice])], command: String,
    comparesOutputs: Bool, _ context: JobContext
  ) {
    guard let records = RunRecords(environment: context.environment),
      !members.isEmpty, members.allSatisfy({ $0.project.diagnostics.isEmpty })
    else { return nil }
    var text = RecordText()
    guard let program = Self.program else { return nil }
    text.add("program", program)
    for (project, choices) in members {
      guard let workspace = project.workspace, !workspace.isUnreadable,
        choices.count == workspace.usedStores.count,
        choices.allSatisfy({ $0.source == .live }),
        Self.add(workspace, context, withLock: !comparesOutputs, to: &text)
      else { return nil }
    }
    let workspaces = members.compactMap(\.project.workspace)
    self.records = records
    name = "\(command) " + workspaces.map(Self.path).joined(separator: " ")
    inputs = text.bytes
    outputFolders = comparesOutputs ? workspaces.map(\.outputFolder) : []
    record = records.read(name)
  }

  /// The same has been seen before, and nothing was found.
  var isOnRecord: Bool {
    guard let record, record.starts(with: inputs) else { return false }
    guard let all = whole else { return false }
    return record == all
  }

  /// Remembers that this run found nothing. To be called when everything is written.
  func remember() {
    guard let whole, whole != record else { return }
    records.write(name, whole)
  }

  private var whole: [UInt8]? {
    var text = RecordText()
    for folder in outputFolders {
      guard text.add(folder: folder) else { return nil }
    }
    return inputs + text.bytes
  }

  // MARK: Inputs

  /// Which rejotc this is: another build of it may find something.
  private static let program: String? = {
    var information = stat()
    guard stat("/proc/self/exe", &information) == 0 else { return nil }
    return [
      Int(information.st_size), information.st_mtim.tv_sec, information.st_mtim.tv_nsec,
      Int(information.st_ino),
    ].map { String($0) }.joined(separator: " ")
  }()

  private static func path(of workspace: Workspace) -> String {
    Path.join(workspace.location.folder, workspace.location.fileName)
  }

  private static func add(
    _ workspace: Workspace, _ context: JobContext, withLock: Bool, to text: inout RecordText
  ) -> Bool {
    var workspace = workspace
    // Migrations that cannot be read are findings, also where a live database is asked.
    for store in workspace.usedStores { workspace.readMigrations(of: store) }
    guard workspace.diagnostics.isEmpty else { return false }
    text.add("project", path(of: workspace))
    for (path, file) in workspace.files.sorted(by: { Path.precedes($0.key, $1.key) }) {
      text.add(path, file.bytes)
    }
    let neighbours = (workspace.project?.imports ?? []) + (workspace.project?.consumers ?? [])
    let locks = neighbours.map { Path.join(workspace.location.folder, $0.value) }
    // Among the outputs it counts as it is when all is written.
    for path in (withLock ? [workspace.lockPath] : []) + locks {
      guard text.add(file: path) else { return false }
    }
    for store in workspace.usedStores {
      let url = URLTemplate(store.url.value).resolved(in: context.environment)
      guard let connection = try? Connection(url, parameters: [("application_name", "rejotc")]),
        let fingerprint = try? CatalogFingerprint.read(connection)
      else { return false }
      text.add("catalog of \(store.name.value)", fingerprint)
    }
    return true
  }
}

/// Names and what belongs to them, one after the other, so that different ones never give the same
/// bytes.
private struct RecordText {
  private(set) var bytes: [UInt8] = []

  /// Most files that an output folder may hold.
  private static let fileLimit = 20_000

  mutating func add(_ name: String, _ content: [UInt8]) {
    bytes += "\(name.utf8.count) \(content.count) \(name)\n".utf8
    bytes += content
  }

  mutating func add(_ name: String, _ content: String) { add(name, Array(content.utf8)) }

  /// A file, or that there is none; false when it cannot be told.
  mutating func add(file path: String) -> Bool {
    switch Disk.kind(path) {
    case nil:
      add(path, "absent")
      return true
    case .file:
      guard let content = try? Disk.read(path, limit: RunRecords.sizeLimit),
        content.count <= RunRecords.sizeLimit
      else { return false }
      add("file \(path)", content)
      return true
    case .folder, .link, .other:
      return false
    }
  }

  /// All files below a folder; false when it holds anything else, or too much.
  mutating func add(folder: String) -> Bool {
    var open = [folder]
    var count = 0
    while let next = open.popLast() {
      guard let names = try? Disk.names(in: next) else { return false }
      for name in names {
        let path = Path.join(next, name)
        count += 1
        guard count <= Self.fileLimit, bytes.count <= RunRecords.sizeLimit else { return false }
        if Disk.kind(path) == .folder {
          open.append(path)
        } else if !add(file: path) {
          return false
        }
      }
    }
    return true
  }
}
