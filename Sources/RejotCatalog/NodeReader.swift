import Glibc

/// Reads `pg_node_tree` text, as `pg_proc.prosqlbody` and `pg_rewrite.ev_action` hold it, in one
/// pass over its bytes and without recursion.
///
/// The form is the output of `nodeToString` in PostgreSQL's `outfuncs.c`: tokens end at white space
/// or one of `(){}`, a backslash takes the next character literally. Which fields an object has
/// differs between major versions; how they are written does not (14 to 18).
package struct NodeReader {
  /// What is wrong with a text that no server would have written, or that is beyond our limits.
  package struct Failure: Error, Sendable, Equatable {
    package let message: String
    /// UTF-8 byte offset from 0.
    package let offset: Int
  }

  /// Objects and lists inside one another. Walkers of the tree recurse, some on threads with half
  /// a megabyte of stack.
  package static let depthLimit = 1000

  /// The text, ended by a zero byte; valid while ``read(_:)`` runs. C's string functions look for
  /// the ends of tokens: a tree has kilobytes, a project thousands of trees.
  private let bytes: UnsafePointer<CChar>
  private let count: Int
  private var place = 0
  /// Objects and lists whose end has not been reached.
  private var open: [Open] = []
  /// What was read of them, the innermost one's last: one stack for all, so that each array is made
  /// once and in its final size.
  private var nodes: [Node] = []

  /// An object or list whose end has not been reached.
  private struct Open {
    /// Of an object; empty for a list.
    var tag = ""
    /// How many nodes there are without its own.
    let start: Int
    /// The shape an object may turn out to have: its place among those known; nil once it has
    /// another.
    var guess: Int?
    /// Where the names of an object's fields stand, without their colons, where nothing is guessed.
    var names: [Range<Int>] = []
    /// The name of an object's field was read, and its value comes next.
    var isNamed = false
    /// Nothing of a list has been read, not even its kind.
    var isFresh = true

    var isList: Bool { tag.isEmpty }
  }

  /// A shape that was met, and where the names of its first object stand.
  ///
  /// Most objects have the shape of the last one with their tag: as long as one does, its names are
  /// compared where they stand in the text, and none is copied.
  private struct KnownShape {
    let shape: NodeShape
    let names: [Range<Int>]
  }

  private var shapes: [KnownShape] = []
  /// The place of the last one with a tag.
  private var lastShapes: [String: Int] = [:]

  /// Reads a whole text.
  package static func read(_ text: String) throws(Failure) -> Node {
    let result: Result<Node, Failure> = text.withCString { bytes in
      var reader = NodeReader(bytes: bytes, count: strlen(bytes))
      do throws(Failure) {
        let node = try reader.readNode()
        if let token = try reader.nextToken() {
          return .failure(reader.failure("text after the end", token))
        }
        return .success(node)
      } catch { return .failure(error) }
    }
    return try result.get()
  }

  private init(bytes: UnsafePointer<CChar>, count: Int) {
    self.bytes = bytes
    self.count = count
  }

  /// A token's bytes as they stand, escapes included; or one of `(){}`.
  private struct Token {
    let range: Range<Int>
    let first: UInt8
  }

  private mutating func readNode() throws(Failure) -> Node {
    while let token = try nextToken() {
      var finished: Node?
      switch token.first {
      case UInt8(ascii: "{"): try openObject(token)
      case UInt8(ascii: "("): try push(Open(start: nodes.count), token)
      case UInt8(ascii: "}"), UInt8(ascii: ")"): finished = try close(token)
      default: finished = try readAtom(token)
      }
      if let finished, try attach(finished) { return finished }
    }
    throw Failure(message: "unexpected end", offset: count)
  }

  private mutating func openObject(_ token: Token) throws(Failure) {
    guard let name = try nextToken(), !Self.isBracket(name.first) else {
      throw failure("an object without a name", token)
    }
    let tag = unescaped(name.range)
    // None of the others is that short.
    let later = name.range.count <= 10 ? Self.laterTags[tag] ?? tag : tag
    try push(Open(tag: later, start: nodes.count, guess: lastShapes[later]), token)
  }

  /// Tags of version 14 (`RTE` also of 15) under the names that the later ones give them.
  private static let laterTags = [
    "ARRAY": "ARRAYEXPR", "CASE": "CASEEXPR", "COALESCE": "COALESCEEXPR", "COLLATE": "COLLATEEXPR",
    "MINMAX": "MINMAXEXPR", "ROW": "ROWEXPR", "ROWCOMPARE": "ROWCOMPAREEXPR",
    "RTE": "RANGETBLENTRY", "WHEN": "CASEWHEN",
  ]

  private mutating func push(_ opened: Open, _ token: Token) throws(Failure) {
    guard open.count < Self.depthLimit else {
      throw failure("the statement is nested more than \(Self.depthLimit) levels deep", token)
    }
    open.append(opened)
  }

  private mutating func close(_ token: Token) throws(Failure) -> Node {
    guard let closed = open.popLast(), !closed.isNamed,
      closed.isList == (token.first == UInt8(ascii: ")"))
    else { throw failure("a bracket that closes nothing", token) }
    let own = Array(nodes[closed.start...])
    nodes.removeSubrange(closed.start...)
    return closed.isList ? .list(own) : .object(shape(of: closed, count: own.count), own)
  }

  /// The shape of an object, a new one if need be.
  private mutating func shape(of object: Open, count: Int) -> NodeShape {
    var names = object.names
    if let guess = object.guess {
      let known = shapes[guess]
      if known.names.count == count { return known.shape }
      names = Array(known.names.prefix(count))
    }
    let shape = NodeShape(tag: object.tag, names: names.map(unescaped))
    lastShapes[object.tag] = shapes.count
    shapes.append(KnownShape(shape: shape, names: names))
    return shape
  }

  /// Takes the name of the next field of the innermost object.
  private mutating func takeName(_ name: Range<Int>, _ innermost: Int) {
    open[innermost].isNamed = true
    if let guess = open[innermost].guess {
      let count = nodes.count - open[innermost].start
      if count < shapes[guess].names.count, isEqual(shapes[guess].names[count], name) { return }
      open[innermost].names = Array(shapes[guess].names.prefix(count))
      open[innermost].guess = nil
    }
    open[innermost].names.append(name)
  }

  private func isEqual(_ one: Range<Int>, _ other: Range<Int>) -> Bool {
    one.count == other.count
      && memcmp(bytes + one.lowerBound, bytes + other.lowerBound, one.count) == 0
  }

  /// Puts a node where it belongs; true when it is the whole tree.
  private mutating func attach(_ node: Node) throws(Failure) -> Bool {
    let innermost = open.count - 1
    guard innermost >= 0 else { return true }
    if open[innermost].isList {
      open[innermost].isFresh = false
    } else {
      guard open[innermost].isNamed else {
        throw Failure(message: "a value without a field", offset: place)
      }
      open[innermost].isNamed = false
    }
    nodes.append(node)
    return false
  }

  /// A field's name or a value; nil for what is neither on its own.
  private mutating func readAtom(_ token: Token) throws(Failure) -> Node? {
    let innermost = open.count - 1
    if innermost >= 0, !open[innermost].isList, !open[innermost].isNamed {
      // Values are read by their place, so a value may itself begin with a colon.
      guard token.first == UInt8(ascii: ":") else {
        throw failure("a value without a field", token)
      }
      takeName((token.range.lowerBound + 1)..<token.range.upperBound, innermost)
      return nil
    }
    if innermost >= 0, open[innermost].isList, open[innermost].isFresh {
      open[innermost].isFresh = false
      if token.range.count == 1, Self.listKinds.contains(token.first) { return nil }
    }
    if token.first == UInt8(ascii: "<"), token.range.count == 2,
      byte(at: token.range.lowerBound + 1) == UInt8(ascii: ">")
    {
      return .null
    }
    if let datum = try readDatum(after: token) { return datum }
    var range = token.range
    if token.first == UInt8(ascii: "\""), range.count >= 2,
      byte(at: range.upperBound - 1) == UInt8(ascii: "\"")
    {
      range = (range.lowerBound + 1)..<(range.upperBound - 1)
    }
    return .atom(unescaped(range))
  }

  /// `(i …)`, `(o …)`, `(x …)` are lists of numbers, `(b …)` a set of them.
  private static let listKinds = [
    UInt8(ascii: "i"), UInt8(ascii: "o"), UInt8(ascii: "x"), UInt8(ascii: "b"),
  ]

  /// `length [ byte … ]`, each byte a signed decimal number.
  private mutating func readDatum(after token: Token) throws(Failure) -> Node? {
    guard place + 1 < count, byte(at: place) == UInt8(ascii: " "),
      byte(at: place + 1) == UInt8(ascii: "[")
    else { return nil }
    guard let bracket = try nextToken(), bracket.range.count == 1 else { return nil }
    var datum: [UInt8] = []
    while let part = try nextToken(), part.first != UInt8(ascii: "]") {
      guard let number = Int(unescaped(part.range)),
        (-128...255).contains(number)
      else { throw failure("a constant's byte is no number", part) }
      datum.append(UInt8(truncatingIfNeeded: number))
    }
    return .datum(datum)
  }

  private mutating func nextToken() throws(Failure) -> Token? {
    place += strspn(bytes + place, " \n\t")
    guard place < count else { return nil }
    let start = place
    let first = byte(at: start)
    if Self.isBracket(first) {
      place += 1
      return Token(range: start..<place, first: first)
    }
    while true {
      place += strcspn(bytes + place, " \n\t(){}\\")
      guard place < count, byte(at: place) == UInt8(ascii: "\\") else { break }
      guard place + 1 < count else {
        throw Failure(message: "a backslash at the end", offset: count)
      }
      place += 2
    }
    return Token(range: start..<place, first: first)
  }

  private func byte(at place: Int) -> UInt8 { UInt8(bitPattern: bytes[place]) }

  private func unescaped(_ range: Range<Int>) -> String {
    let stretch = UnsafeRawBufferPointer(start: bytes + range.lowerBound, count: range.count)
    guard memchr(bytes + range.lowerBound, Int32(UInt8(ascii: "\\")), range.count) != nil else {
      return String(decoding: stretch, as: UTF8.self)
    }
    var text: [UInt8] = []
    var isEscaped = false
    for byte in stretch {
      if byte == UInt8(ascii: "\\"), !isEscaped {
        isEscaped = true
      } else {
        text.append(byte)
        isEscaped = false
      }
    }
    return String(decoding: text, as: UTF8.self)
  }

  private func failure(_ message: String, _ token: Token) -> Failure {
    Failure(message: message, offset: token.range.lowerBound)
  }

  private static func isBracket(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "(") || byte == UInt8(ascii: ")") || byte == UInt8(ascii: "{")
      || byte == UInt8(ascii: "}")
  }
}
