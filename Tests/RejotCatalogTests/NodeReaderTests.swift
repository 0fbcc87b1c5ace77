import RejotCatalog
import Testing

@Suite struct NodeReaderTests {
  @Test func readsObjectsByFieldName() throws {
    let node = try NodeReader.read("{VAR :varno 1 :varattno -2 :varcollid 0 :flag true}")
    #expect(node.tag == "VAR")
    #expect(node["varno"].integer == 1)
    #expect(node["varattno"].integer == -2)
    #expect(node["flag"].isTrue)
    #expect(node["missing"].isNull)
  }

  @Test func readsEveryKindOfList() throws {
    let node = try NodeReader.read("({A :x <>} (i 1 -2) (o 16384 25) (b 3) (x 7) () \"i\" <>)")
    #expect(
      node.elements == [
        .object(NodeShape(tag: "A", names: ["x"]), [.null]), .list([.atom("1"), .atom("-2")]),
        .list([.atom("16384"), .atom("25")]), .list([.atom("3")]), .list([.atom("7")]), .list([]),
        .atom("i"), .null,
      ])
    #expect(try NodeReader.read("(\"i\" \"o\")") == .list([.atom("i"), .atom("o")]))
  }

  @Test func undoesEscapes() throws {
    let node = try NodeReader.read(
      #"{ALIAS :aliasname a\ b\(\)\{\}\\c :colnames ("x\ y" "" "\"" "é"# + "\\\t\\\n"
        + #"") :empty "" :lt \<>}"#)
    #expect(node["aliasname"].text == #"a b(){}\c"#)
    #expect(node["colnames"].elements.map(\.text) == ["x y", "", "\"", "é\t\n"])
    #expect(node["empty"].text == "")
    #expect(node["lt"].text == "<>")
  }

  @Test func takesValuesByPlaceEvenWhenTheyLookLikeFields() throws {
    let node = try NodeReader.read("{A :name :x :other [ :last 1}")
    #expect(node["name"].text == ":x")
    #expect(node["other"].text == "[")
    #expect(node["last"].integer == 1)
  }

  @Test func readsConstants() throws {
    let node = try NodeReader.read("{CONST :constvalue 4 [ 24 0 -1 -128 127 0 0 0 ] :location 7}")
    #expect(node["constvalue"] == .datum([24, 0, 255, 128, 127, 0, 0, 0]))
    #expect(node["location"].integer == 7)
    #expect(try NodeReader.read("{C :v 0 [ ]}")["v"] == .datum([]))
  }

  @Test func refusesWhatIsTooDeepWithoutATrap() throws {
    let deepest = String(repeating: "(", count: NodeReader.depthLimit)
    let closing = String(repeating: ")", count: NodeReader.depthLimit)
    #expect(throws: Never.self) { try NodeReader.read(deepest + closing) }
    let error = #expect(throws: NodeReader.Failure.self) {
      try NodeReader.read(String(repeating: "(", count: 1_000_000))
    }
    #expect(error?.offset == NodeReader.depthLimit)
  }

  /// Whatever is cut off, the answer is an error.
  @Test func everyPrefixIsAnError() {
    let text = #"({QUERY :a (i 1 2) :b "x\ y" :c 4 [ 1 -2 ] :d {X :y <>}})"#
    for length in 0..<text.utf8.count {
      let prefix = String(text.prefix(length))
      #expect(throws: NodeReader.Failure.self) { try NodeReader.read(prefix) }
    }
  }

  @Test(arguments: ["", ")", "{}", "{A b}", "{A :x}", "(1) 2", "(}", "{A :x 1 2}", "{(", "a\\"])
  func malformedTextsAreErrors(_ text: String) {
    #expect(throws: NodeReader.Failure.self) { try NodeReader.read(text) }
  }
}
