import Foundation
import RejotSource
import Testing

@Suite struct JSONRendererTests {
  @Test func strings() throws {
    let text = "\"\\/\n\r\t\u{0}\u{1F}\u{7F}\u{85}é😀\u{2028}"
    let written = JSONValue.string(text).writtenOnOneLine()
    #expect(written == "\"\\\"\\\\/\\n\\r\\t\\u0000\\u001f\\u007f\\u0085é😀\\u2028\"")
    #expect(try JSONDecoder().decode(String.self, from: Data(written.utf8)) == text)
  }

  @Test func layout() {
    let value = JSONValue.object([
      .init("b", .array([.integer(-1), .boolean(true), .null])),
      .init("a", .object([])),
      .init("c", .array([])),
      .init("d", .oneLine(.object([.init("x", .strings(["y", "z"])), .init("n", .integer(2))]))),
    ])
    #expect(
      value.written() == """
        {
          "b": [
            -1,
            true,
            null
          ],
          "a": {},
          "c": [],
          "d": {"x": ["y", "z"], "n": 2}
        }

        """)
  }

  @Test func document() {
    let file = SourceFile(path: "c/a.sql", text: "-- é\nSELECT é, nme\nFROM t\n")
    let other = SourceFile(path: "b.yaml", text: "x: y\n")
    let finding = Diagnostic(
      .columnNotFound, "no column \"nme\"", at: file.span(17..<20),
      labels: [.init(other.span(0..<4), "declared here")], notes: ["t has the column name"],
      help: [.init("did you mean name?", edits: [.init(file.span(17..<20), replacement: "name")])])
    let environment = Diagnostic(.urlUnset, "X is not set", at: nil, severity: .warning)
    let renderer = JSONRenderer(files: [file.path: file, other.path: other])
    let text = renderer.render(
      [finding, environment, finding], additional: [.init("publicSchemas", .array([]))])
    #expect(
      text == """
        {
          "version": 1,
          "diagnostics": [
            {
              "id": "url-unset",
              "severity": "warning",
              "message": "X is not set",
              "file": null,
              "line": null,
              "column": null,
              "endLine": null,
              "endColumn": null,
              "labels": [],
              "notes": [],
              "help": []
            },
            {
              "id": "column-not-found",
              "severity": "error",
              "message": "no column \\"nme\\"",
              "file": "c/a.sql",
              "line": 2,
              "column": 11,
              "endLine": 2,
              "endColumn": 14,
              "labels": [
                {
                  "file": "b.yaml",
                  "line": 1,
                  "column": 1,
                  "endLine": 1,
                  "endColumn": 5,
                  "text": "declared here"
                }
              ],
              "notes": [
                "t has the column name"
              ],
              "help": [
                {
                  "text": "did you mean name?",
                  "edits": [
                    {
                      "file": "c/a.sql",
                      "line": 2,
                      "column": 11,
                      "endLine": 2,
                      "endColumn": 14,
                      "replacement": "name"
                    }
                  ]
                }
              ]
            }
          ],
          "publicSchemas": []
        }

        """)
  }
}
