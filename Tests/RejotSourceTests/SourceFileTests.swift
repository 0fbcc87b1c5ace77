import RejotSource
import Testing

@Suite struct SourceFileTests {
  @Test func columnsCountScalars() {
    let file = SourceFile(path: "a", text: "é😀x\r\ny")
    #expect(file.position(of: 0) == Position(line: 1, column: 1))
    #expect(file.position(of: 2) == Position(line: 1, column: 2))
    #expect(file.position(of: 6) == Position(line: 1, column: 3))
    #expect(file.position(of: 9) == Position(line: 2, column: 1))
    #expect(file.position(of: 999) == Position(line: 2, column: 2))
    #expect(file.offset(line: 1, column: 3) == 6)
    #expect(file.line(1) == "é😀x")
    #expect(file.lines == ["é😀x", "y"])
    #expect(file.line(0) == "" && file.line(3) == "")
  }

  @Test func scalarOffsetsAgreeWithTheText() {
    let text = "aé😀\nñ"
    let offsets = ScalarOffsets(Array(text.utf8))
    var expected = 0
    for (index, scalar) in text.unicodeScalars.enumerated() {
      #expect(offsets.byte(ofScalar: index) == expected)
      expected += UTF8.width(scalar)
    }
    #expect(offsets.byte(ofScalar: 99) == text.utf8.count)
    #expect(ScalarOffsets(Array("abc".utf8)).byte(ofScalar: 2) == 2)
    #expect(ScalarOffsets(Array("abc".utf8)).byte(ofScalar: 9) == 3)
  }

  @Test(arguments: [
    ([UInt8]("ok\n".utf8) + [0xC3, 0x28], "line 2, column 1 is not UTF-8"),
    ([UInt8]("é".utf8) + [0xE2, 0x82], "line 1, column 2 is not UTF-8"),
    ([0xED, 0xA0, 0x80], "line 1, column 1 is not UTF-8"),
    ([0xFF, 0xFE, 0x61, 0x00], "the file is UTF-16"),
    ([0x61, 0x0A, 0x00], "line 2, column 1 holds a NUL byte"),
    (
      [UInt8](repeating: 0x61, count: 1_048_577),
      "the file is larger than 1048576 bytes, the most that is read"
    ),
  ])
  func unreadableBytesAreFindings(bytes: [UInt8], message: String) {
    var diagnostics: [Diagnostic] = []
    #expect(SourceDecoding.decode(bytes, path: "a", diagnostics: &diagnostics) == nil)
    #expect(diagnostics.map(\.message) == [message])
    #expect(diagnostics.map(\.id) == [.fileUnreadable])
  }

  @Test func readableBytesKeepTheirPositions() {
    var diagnostics: [Diagnostic] = []
    let bytes = [UInt8]("\u{FEFF}é\r\n".utf8)
    let file = SourceDecoding.decode(bytes, path: "a", diagnostics: &diagnostics)
    #expect(file?.bytes == bytes)
    #expect(diagnostics.isEmpty)
  }
}
