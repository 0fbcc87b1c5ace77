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
            "plan": {"inline": {"columns": ["id", "state"], "table": {"name": "invoice", "schema": "public"}}},
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
      "\"columns\": [\"id\", \"state\"]", "\"columns\": [\"id\"]",
      "it is damaged: public schema invoice@1: its plan does not fit its fields and tables"
    ),
    (
      "\"columns\": [\"id\", \"state\"]", "\"columns\": [\"id\", \"gone\"]",
      "it is damaged: public schema invoice@1: its plan does not fit its fields and tables"
    ),
    (
      "\"columns\": [\"id\", \"state\"]", "\"columns\": \"id\"",
      "it is damaged: "
        + "\"publicSchemas[0].plan.inline.columns\" is not what it should be"
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
    ("\"imports\"", "\n        of: "\"lock\": \(LockFile.format),\n  \"name\": \"billing\"",
        with: "\"lock\": \(LockFile.format),\n  \"name\": \"mail\""))
    let run = try importing("../copy.json")
    #expect(run.status == 2)
    #expect(
      run.errors.contains(
        "error: \"../copy.json\" is of a project mail, as this one is [import-of-itself]"))
  }
}
