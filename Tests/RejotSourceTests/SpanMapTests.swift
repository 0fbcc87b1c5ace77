import RejotSource
import Testing

@Suite struct SpanMapTests {
  @Test func copiesMapByteForByte() {
    let map = SpanMap(copying: 10..<20, of: "a.sql")
    #expect(map.derivedLength == 10)
    #expect(map.span(2..<5) == Span(file: "a.sql", start: 12, end: 15))
    #expect(map.span(0..<0) == Span(file: "a.sql", start: 10, end: 10))
    #expect(map.span(10..<10) == Span(file: "a.sql", start: 20, end: 20))
  }

  @Test func offsetsOutsideMoveToTheNearestEnd() {
    let map = SpanMap(copying: 10..<20, of: "a.sql")
    #expect(map.source(of: -5..<99) == 10..<20)
    #expect(map.source(of: 50..<60) == 20..<20)
  }

  @Test func anEmptyTextStandsAtItsOrigin() {
    let map = SpanMap(file: "a.sql", origin: 7)
    #expect(map.source(of: 0..<3) == 7..<7)
  }

  @Test func neighbouringCopiesAreOneSegment() {
    var map = SpanMap(file: "a")
    map.append(copying: 3..<5)
    map.append(copying: 5..<9)
    #expect(map.segments.count == 1)
    #expect(map.source(of: 1..<5) == 4..<8)
  }

  /// Two lines whose indentation was taken away: `ab\n` from 4 and `cd` from 11.
  @Test func removedTextIsSpannedOnlyInTheMiddle() {
    var map = SpanMap(file: "a")
    map.append(copying: 4..<7)
    map.append(copying: 11..<13)
    #expect(map.source(of: 0..<3) == 4..<7)
    #expect(map.source(of: 3..<5) == 11..<13)
    #expect(map.source(of: 1..<4) == 5..<12)
    #expect(map.source(of: 3..<3) == 11..<11)
  }

  /// `x = $1;` from `x = :name;`.
  @Test func aReplacementMapsAsAWhole() {
    var map = SpanMap(file: "a")
    map.append(copying: 0..<4)
    map.append(derivedLength: 2, standingFor: 4..<9)
    map.append(copying: 9..<10)
    #expect(map.source(of: 4..<6) == 4..<9)
    #expect(map.source(of: 5..<6) == 4..<9)
    #expect(map.source(of: 4..<5) == 4..<9)
    #expect(map.source(of: 5..<7) == 4..<10)
    #expect(map.source(of: 6..<7) == 9..<10)
    #expect(map.source(of: 5..<5) == 4..<4)
  }

  @Test func anInsertionMapsToItsPlace() {
    var map = SpanMap(file: "a")
    map.append(copying: 0..<4)
    map.append(derivedLength: 1, standingFor: 4..<4)
    map.append(copying: 4..<6)
    #expect(map.source(of: 4..<5) == 4..<4)
    #expect(map.source(of: 3..<6) == 3..<5)
  }

  /// Rewritten `a=$1` over SQL `a=:i\n`, whose two lines were indented by two in the file.
  @Test func mapsCompose() {
    var toFile = SpanMap(file: "f", origin: 100)
    toFile.append(copying: 102..<105)
    toFile.append(copying: 107..<112)
    var toSQL = SpanMap(file: "sql")
    toSQL.append(copying: 0..<5)
    toSQL.append(derivedLength: 2, standingFor: 5..<7)
    toSQL.append(copying: 7..<8)
    let map = toSQL.over(toFile)
    #expect(map.file == "f")
    #expect(map.derivedLength == 8)
    for offset in 0..<3 {
      #expect(map.source(of: offset..<(offset + 1)).lowerBound == 102 + offset)
    }
    #expect(map.source(of: 3..<5) == 107..<109)
    #expect(map.source(of: 6..<7) == 109..<111)
    #expect(map.source(of: 7..<8) == 111..<112)
  }

  @Test func composingKeepsTheLengthOfTextBeyondTheBase() {
    let map = SpanMap(copying: 0..<5, of: "sql").over(SpanMap(copying: 20..<22, of: "f"))
    #expect(map.derivedLength == 5)
    #expect(map.source(of: 3..<5) == 22..<22)
    #expect(SpanMap(copying: 0..<2, of: "x").over(SpanMap(file: "f", origin: 9)).span.start == 9)
  }

  @Test func aSliceIsAMapOfItsOwn() {
    var map = SpanMap(file: "a")
    map.append(copying: 4..<7)
    map.append(copying: 11..<15)
    let slice = map.slice(2..<5)
    #expect(slice.derivedLength == 3)
    #expect(slice.source(of: 0..<1) == 6..<7)
    #expect(slice.source(of: 1..<3) == 11..<13)
  }
}
