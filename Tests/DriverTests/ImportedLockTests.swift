import Foundation
import RejotContract
import RejotEmit
import Testing

@testable import RejotDriver

/// A lock is a text from strangers: whatever it holds, reading it ends with a project or a reason.
@Suite struct ImportedLockTests {
  private let folder: ProjectFolder
  private let lock: String

  init() throws {
    folder = try ProjectFolder(ProjectFolder.neighbours)
    let lock = """
      {
        "consumerSchemas": [],
        "dataStores": [
          {"catalog": [], "name": "billing", "publication": "p", "searchPath": ["public"], "slot": "s"}
        ],
        "imports": [],
        "language": 1,
        "lock": \(LockFile.format),
        "name": "billing",
        "publicSchemas": [
          {
            "canonicalSQL": "SELECT 1",
            "completion": [],
            "fields": [
              {"because": "", "isPersonal": false, "lineage": [], "name": "id", "nullable": false, "type": {"name": "bigint", "qualified": "pg_catalog.int8", "value": "int8"}},
              {"because": "", "isPersonal": false, "lineage": [], "name": "state", "nullable": false, "type": {"name": "state", "qualified": "public.state", "value": {"array": {"enumeration": {"labels": ["a", "b"], "name": {"name": "state", "schema": "public"}}}}}}
            ],
            "inputs": {"statement": "select 1"},
            "key": ["id"],
            "name": "invoice",
            "plan": {"inline": {"values": ["id", "state"], "table": {"name": "invoice", "schema": "public"}}},
            "source": "billing",
            "tables": [
              {
                "columns": [
                  {"name": "id", "notNull": true, "type": {"name": "bigint", "qualified": "pg_catalog.int8", "value": "int8"}},
                  {"name": "state", "notNull": true, "type": {"name": "state[]", "qualified": "public.state[]", "value": "text"}}
                ],
                "identity": "primaryKey",
                "name": {"name": "invoice", "schema": "public"}
              }
            ],
            "version": {"major": 1, "minor": 0}
          }
        ]
      }

      """
    self.lock = lock
  }

  private func read(_ text: String) throws -> Result<Project, LockReader.Failure> {
    try read(Data(text.utf8))
  }

  private func read(_ bytes: Data) throws -> Result<Project, LockReader.Failure> {
    let file = folder.url.appending(path: "some.lock.json")
    try bytes.write(to: file)
    do throws(LockReader.Failure) {
      return .success(try LockReader.read(file.path))
    } catch {
      return .failure(error)
    }
  }

  private func reason(_ text: String) throws -> String? {
    guard case .failure(let failure) = try read(text) else { return nil }
    return failure.reason
  }

  @Test func aSoundLockIsRead() throws {
    #expect(try reason(lock) == nil)
  }

  @Test(arguments: [
    (
      "\"name\": \"billing\",\n  \"publicSchemas\"", "\"name\": \"../x\",\n  \"publicSchemas\"",
      "it is damaged: \"../x\" is no project's name"
    ),
    (
      "\"name\": \"billing\", \"pub", "\"name\": \"a/b\", \"pub",
      "it is damaged: \"a/b\" is no data store's name"
    ),
    (
      "\"name\": \"invoice\",\n      \"plan\"", "\"name\": \"../../x\",\n      \"plan\"",
      "it is damaged: \"../../x@1\" is no public schema's name"
    ),
    (
      "\"major\": 1", "\"major\": -1",
      "it is damaged: \"invoice@-1\" is no public schema's name"
    ),
    (
      "\"source\": \"billing\"", "\"source\": \"other\"",
      "it is damaged: public schema invoice@1: its source is no data store"
    ),
    (
      "\"name\": \"state\", \"nullable\"", "\"name\": \"id\", \"nullable\"",
      "it is damaged: public schema invoice@1: field id is there twice"
    ),
    (
      "\"name\": \"state\", \"nullable\"", "\"name\": \"\", \"nullable\"",
      "it is damaged: public schema invoice@1: \"\" is no field"
    ),
    (
      "\"key\": [\"id\"]", "\"key\": []",
      "it is damaged: public schema invoice@1: its key is no key"
    ),
    (
      "\"key\": [\"id\"]", "\"key\": [\"no\"]",
      "it is damaged: public schema invoice@1: its key names \"no\", which is no field"
    ),
    (
      "\"values\": [\"id\", \"state\"]", "\"values\": [\"id\"]",
      "it is damaged: public schema invoice@1: its plan does not fit its fields and tables"
    ),
    (
      "\"values\": [\"id\", \"state\"]", "\"values\": [\"id\", \"gone\"]",
      "it is damaged: public schema invoice@1: its plan does not fit its fields and tables"
    ),
    (
      "\"values\": [\"id\", \"state\"]", "\"values\": \"id\"",
      "it is damaged: "
        + "\"publicSchemas[0].plan.inline.values\" is not what it should be"
    ),
    (
      "\"values\": [\"id\", \"state\"]", "\"values\": [\"id\", {\"int4 +\": [\"state\"]}]",
      "it is damaged: public schema invoice@1: its plan computes what cannot be computed"
    ),
    (
      "\"values\": [\"id\", \"state\"]", "\"values\": [{\"int4 +\": [\"id\", 1]}, \"state\"]",
      "it is damaged: public schema invoice@1: its plan does not fit its fields and tables"
    ),
    (
      "\"values\": [\"id\", \"state\"]", "\"values\": [\"id\", {\"system\": [\"state\"]}]",
      "it is damaged: \"publicSchemas[0].plan.inline.values[1]\" is not what it should be"
    ),
    (
      "\"key\": [\"id\"],", "",
      "it is damaged: \"publicSchemas[0].key\" is missing"
    ),
    ("\"a\", \"b\"", "\"a\\u0000\"", "it is damaged: it holds a NUL character"),
    (
      "\"language\": 1", "\"language\": 2",
      "it is of language version 2, and this rejotc speaks 1"
    ),
    ("\"language\": 1,", "", "it is damaged: \"language\" is missing"),
    ("\"lock\": \(LockFile.format),", "", "an older rejotc wrote it"),
    (
      "\"lock\": \(LockFile.format),", "\"lock\": \(LockFile.format + 1),",
      "a newer rejotc wrote it"
    ),
    ("\"language\": 1,\n  \"lock\": \(LockFile.format),", "", "it is no lock of rejotc"),
    ("\"imports\"", "\n<<<<<<< HEAD\n  \"imports\"", "it holds a merge conflict"),
    (
      "\"major\": 1", "\"major\": 1e99",
      "it is damaged: "
        + "its JSON is not what it should be"
    ),
  ])
  func damageIsNamed(_ old: String, _ new: String, _ reason: String) throws {
    #expect(lock.contains(old))
    let found = try self.reason(lock.replacingOccurrences(of: old, with: new))
    #expect(found == reason)
  }

  /// The lock's plan as an imaged one.
  private func imaged(
    sql: String = "SELECT image.place, event.* FROM (SELECT 1) AS image",
    load: String = "SELECT event.* FROM public.invoice",
    function: String = "app.label(text, \\\"my app\\\".mood[])", key: String = "id",
    table: String = "invoice"
  ) -> String {
    let inline = """
      {"inline": {"values": ["id", "state"], "table": {"name": "invoice", "schema": "public"}}}
      """
    return lock.replacingOccurrences(
      of: inline,
      with: """
        {"imaged": {"columns": [{"name": "id", "type": {"name": "int8", "schema": "pg_catalog"}}], \
        "functions": ["\(function)"], "keyColumns": ["\(key)"], "load": "\(load)", \
        "schemas": ["app"], "sql": "\(sql)", "table": {"name": "\(table)", "schema": "public"}}}
        """)
  }

  /// Their SQL runs at their own database, but as one SELECT and nothing else.
  @Test func statementsOfAPlanAreOneSelectEach() throws {
    #expect(imaged() != lock)
    #expect(try reason(imaged()) == nil)
    let damaged = "it is damaged: public schema invoice@1: "
    for sql in [
      "", "DELETE FROM t", "SELECT 1; DELETE FROM t", "SELECT 1) TO STDOUT; DELETE FROM t --",
      "SELECT 1 -- hides what follows", "SELECT (1", "SELECT 'open",
      "WITH d AS (DELETE FROM t) SELECT 1",
    ] {
      let expected = damaged + "its plan holds a statement that is no SELECT"
      #expect(try reason(imaged(sql: sql)) == expected, "\(sql)")
      #expect(try reason(imaged(load: sql)) == expected, "\(sql)")
    }
    for function in [
      "f(); DROP TABLE t", "f() TO x", "f", "f(1)", "f(text) -- x", "(text)", "f)text(",
    ] {
      guard let found = try reason(imaged(function: function)) else {
        Issue.record("\(function) passes for a function")
        continue
      }
      #expect(found == damaged + "\"\(function)\" is no function")
    }
    #expect(
      try reason(imaged(key: "no")) == damaged + "its plan does not fit its key and tables")
    #expect(
      try reason(imaged(table: "other")) == damaged + "its plan does not fit its key and tables")
  }

  @Test func aBackslashBeforeAnEscapeIsNoNUL() throws {
    #expect(
      try reason(lock.replacingOccurrences(of: "\"a\", \"b\"", with: "\"\\\\u0000\"")) == nil)
  }

  @Test func everyBeginningOfALockIsNone() throws {
    let bytes = Data(lock.utf8)
    for end in stride(from: 0, to: bytes.count - 2, by: 7) {
      guard case .failure = try read(bytes.prefix(end)) else {
        Issue.record("the first \(end) bytes are taken for a lock")
        continue
      }
    }
  }

  /// What passes as a lock is emitted, or refused with a reason.
  @Test func changedBytesAreNoTrap() throws {
    let bytes = Array(lock.utf8)
    var state: UInt64 = 42
    func random(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    var passed = 0
    for _ in 0..<1500 {
      var changed = bytes
      for _ in 0...random(3) {
        let letters = Array("0123456789\"{}[],:-\\ustaz \n".utf8)
        changed[random(changed.count)] = letters[random(letters.count)]
      }
      guard case .success(let project) = try read(Data(changed)) else { continue }
      passed += 1
      let imported = project.publicSchemas.map {
        ImportedSchema(project: project.name, schema: $0)
      }
      let importing = Project(
        name: "mail", dataStores: project.dataStores, imports: imported.map(ImportedContract.init))
      _ = Emitter.problems(in: importing, imported: imported)
      #expect(try LockFile.project(LockFile.text(importing)) == importing)
    }
    #expect(passed > 50)
  }

  // MARK: Files that are none

  /// The mail project's own run, with its import leading there.
  private func importing(
    _ path: String, isUnprivileged: Bool = false
  ) throws -> RejotcProcess {
    try folder.write(
      "mail/rejot.yaml",
      try folder.text("mail/rejot.yaml").replacingOccurrences(
        of: "../billing/generated/rejot.lock.json", with: path))
    return try RejotcProcess(
      ["check"], in: folder.url.appending(path: "mail"), isUnprivileged: isUnprivileged)
  }

  @Test(arguments: [("/dev/zero", "it is no ordinary file"), ("..", "it is a folder")])
  func devicesAndFoldersAreNotRead(_ path: String, _ reason: String) throws {
    let run = try importing(path)
    #expect(run.status == 2)
    #expect(
      run.errors.contains("\"\(path)\" cannot be imported: \(reason) [import-unreadable]"))
  }

  @Test func pipesAreNotWaitedFor() throws {
    #expect(mkfifo(folder.url.appending(path: "pipe").path, 0o600) == 0)
    let run = try importing("../pipe")
    #expect(run.status == 2)
    #expect(run.errors.contains("it is no ordinary file [import-unreadable]"))
  }

  @Test func linksToDevicesAreNotFollowed() throws {
    try FileManager.default.createSymbolicLink(
      atPath: folder.url.appending(path: "zero").path, withDestinationPath: "/dev/zero")
    #expect(try importing("../zero").errors.contains("it is no ordinary file"))
  }

  @Test func tooLargeAFileIsNotReadToItsEnd() throws {
    let file = folder.url.appending(path: "large.json")
    try Data().write(to: file)
    try FileHandle(forWritingTo: file).truncate(atOffset: 20 << 30)
    let run = try importing("../large.json")
    #expect(run.status == 2)
    #expect(run.errors.contains("the file is larger than 67108864 bytes"))
  }

  @Test(arguments: ["[", "{\"language\":1,\"name\":[", "{\"language\":"])
  func deepNestingIsNoTrap(_ opening: String) throws {
    try folder.write(
      "deep.json", String(repeating: opening, count: 200_000) + String(repeating: "]", count: 9))
    let run = try importing("../deep.json")
    #expect(run.status == 2)
    #expect(run.errors.contains("it is damaged: it is nested too deeply [import-unreadable]"))
  }

  @Test func aDeepTypeIsNoTrap() throws {
    let deep =
      String(repeating: "{\"array\": ", count: 480) + "\"int8\""
      + String(repeating: "}", count: 480)
    try folder.write(
      "deep.json",
      lock.replacingOccurrences(of: "\"value\": \"int8\"}}\n", with: "\"value\": \(deep)}}\n"))
    let run = try importing("../deep.json")
    #expect([0, 1, 2].contains(run.status))
  }

  @Test func aLockThatMayNotBeReadIsToldSo() throws {
    try folder.write("secret.json", lock)
    let path = folder.url.appending(path: "secret.json").path
    try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: path)
    let run = try importing("../secret.json", isUnprivileged: true)
    #expect(run.status == 2)
    #expect(run.errors.contains("cannot be imported: Permission denied [import-unreadable]"))
  }

  // MARK: Whose lock

  @Test func twoLocksOfOneProjectAreRefused() throws {
    try folder.write("one.json", lock)
    try folder.write("two.json", lock)
    let run = try importing("../one.json, ../two.json")
    #expect(run.status == 2)
    #expect(run.errors.contains("error: project billing is named a second time [import-duplicate]"))
  }

  @Test func aCopyOfTheOwnLockIsRefused() throws {
    try folder.write(
      "copy.json",
      lock.replacingOccurrences(
        of: "\"lock\": \(LockFile.format),\n  \"name\": \"billing\"",
        with: "\"lock\": \(LockFile.format),\n  \"name\": \"mail\""))
    let run = try importing("../copy.json")
    #expect(run.status == 2)
    #expect(
      run.errors.contains(
        "error: \"../copy.json\" is of a project mail, as this one is [import-of-itself]"))
  }
}
