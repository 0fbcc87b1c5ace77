/// Where the bytes of a derived text stand in the file they came from.
///
/// SQL lifted out of a YAML block has lost its indentation, a header comment its `-- `, a rewritten
/// statement its `:name`s. Findings about such a text must point into the file the user wrote, so
/// the text carries this map: a run of segments in order, without gaps in the derived text.
/// A segment either copies its bytes one to one, or stands for its source as a whole (`$1` for
/// `:id`); any part of the latter maps to all of it.
package struct SpanMap: Sendable, Hashable {
  /// One stretch of the derived text.
  package struct Segment: Sendable, Hashable {
    /// UTF-8 byte offset in the derived text.
    package let derivedStart: Int
    package let derivedLength: Int
    /// UTF-8 byte offsets in the file.
    package let source: Range<Int>
    /// True when the bytes are those of the source, one to one.
    package let isCopy: Bool

    package var derivedEnd: Int { derivedStart + derivedLength }
  }

  /// The path of the file, as ``SourceFile/path`` spells it.
  package let file: String
  package private(set) var segments: [Segment] = []
  /// Where the derived text begins in the file, for the spans of an empty text.
  private let origin: Int

  /// An empty derived text that would begin at `origin` in the file.
  package init(file: String, origin: Int = 0) {
    self.file = file
    self.origin = origin
  }

  /// The map of a stretch of a file onto itself.
  package init(copying source: Range<Int>, of file: String) {
    self.init(file: file, origin: source.lowerBound)
    append(copying: source)
  }

  /// Length of the derived text in bytes.
  package var derivedLength: Int { segments.last?.derivedEnd ?? 0 }

  /// Adds derived text that is the source, byte for byte.
  package mutating func append(copying source: Range<Int>) {
    append(derivedLength: source.count, source: source, isCopy: true)
  }

  /// Adds derived text that stands for the source as a whole. An empty source is a place: the text
  /// was inserted there.
  package mutating func append(derivedLength: Int, standingFor source: Range<Int>) {
    append(derivedLength: derivedLength, source: source, isCopy: false)
  }

  private mutating func append(derivedLength length: Int, source: Range<Int>, isCopy: Bool) {
    guard length > 0 else { return }
    if isCopy, let last = segments.last, last.isCopy, last.source.upperBound == source.lowerBound {
      segments[segments.count - 1] = Segment(
        derivedStart: last.derivedStart, derivedLength: last.derivedLength + length,
        source: last.source.lowerBound..<source.upperBound, isCopy: true)
      return
    }
    segments.append(
      Segment(
        derivedStart: derivedLength, derivedLength: length, source: source, isCopy: isCopy))
  }

  /// Where a stretch of the derived text stands in the file. Offsets outside the text are moved to
  /// its nearest end; an empty range is a place.
  package func span(_ range: Range<Int>) -> Span {
    let source = source(of: range)
    return Span(file: file, start: source.lowerBound, end: source.upperBound)
  }

  /// The span of the whole derived text.
  package var span: Span { span(0..<derivedLength) }

  /// The byte offsets in the file of a stretch of the derived text.
  package func source(of range: Range<Int>) -> Range<Int> {
    guard let last = segments.last else { return origin..<origin }
    let lower = min(max(range.lowerBound, 0), last.derivedEnd)
    let upper = min(max(range.upperBound, 0), last.derivedEnd)
    if lower == last.derivedEnd {
      return last.source.upperBound..<last.source.upperBound
    }
    let first = segments[segmentIndex(at: lower)]
    let start =
      first.isCopy
      ? first.source.lowerBound + (lower - first.derivedStart) : first.source.lowerBound
    guard upper > lower else { return start..<start }
    let final = segments[segmentIndex(at: upper - 1)]
    let end =
      final.isCopy
      ? final.source.lowerBound + (upper - final.derivedStart) : final.source.upperBound
    return start..<max(start, end)
  }

  /// This map with its sources, which are offsets into another derived text, led through that
  /// text's own map: *rewritten → SQL* over *SQL → file* gives *rewritten → file*.
  package func over(_ base: SpanMap) -> SpanMap {
    var result = SpanMap(file: base.file, origin: base.source(of: origin..<origin).lowerBound)
    for segment in segments {
      guard segment.isCopy else {
        result.append(
          derivedLength: segment.derivedLength, standingFor: base.source(of: segment.source))
        continue
      }
      var at = segment.source.lowerBound
      let end = min(segment.source.upperBound, base.derivedLength)
      while at < end {
        let piece = base.segments[base.segmentIndex(at: at)]
        let stop = min(end, piece.derivedEnd)
        if piece.isCopy {
          let start = piece.source.lowerBound + (at - piece.derivedStart)
          result.append(copying: start..<(start + stop - at))
        } else {
          result.append(derivedLength: stop - at, standingFor: piece.source)
        }
        at = stop
      }
      if end < segment.source.upperBound {
        let rest = segment.source.upperBound - max(end, segment.source.lowerBound)
        result.append(derivedLength: rest, standingFor: base.source(of: end..<end))
      }
    }
    return result
  }

  /// The map of a stretch of the derived text, as a text of its own.
  package func slice(_ range: Range<Int>) -> SpanMap {
    SpanMap(copying: range.clamped(to: 0..<derivedLength), of: file).over(self)
  }

  /// The index of the segment that holds a derived offset, by bisection. The offset must be inside.
  private func segmentIndex(at offset: Int) -> Int {
    var low = 0
    var high = segments.count - 1
    while low < high {
      let middle = (low + high + 1) / 2
      if segments[middle].derivedStart <= offset { low = middle } else { high = middle - 1 }
    }
    return low
  }
}
