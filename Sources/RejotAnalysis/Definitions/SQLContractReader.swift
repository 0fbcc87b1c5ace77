import RejotContract
import RejotSource
import RejotYAML

/// A SQL contract file: each `-- rejot:` header with the SQL below it.
struct SQLContractReader {
  let file: SourceFile
  let project: String

  private enum Word: String, CaseIterable {
    case publicSchema = "public"
    case consumerSchema = "consumer"
    case delete
  }

  func read(into found: inout FoundContracts) {
    let headers = SQLHeaders(file)
    if let stray = headers.stray {
      found.diagnostics.append(
        Diagnostic(
          .contractHeader,
          headers.sections.isEmpty
            ? "the file holds SQL and no contract header" : "SQL stands above the first header",
          at: file.span(stray),
          help: [
            Diagnostic.Help(
              "begin it with \"-- rejot:public NAME@1.0\" or \"-- rejot:consumer NAME\", "
                + "or move the file out of the contracts")
          ]))
    }
    var index = 0
    let sections = headers.sections
    while index < sections.count {
      let section = sections[index]
      index += 1
      switch word(of: section, into: &found) {
      case .publicSchema:
        found.definitions.places.append(place(section, through: section))
        readPublic(section, into: &found)
      case .consumerSchema:
        var deletes: [SQLHeaders.Section] = []
        while index < sections.count, isDelete(sections[index]) {
          deletes.append(sections[index])
          index += 1
        }
        found.definitions.places.append(place(section, through: deletes.last ?? section))
        readConsumer(section, deletes, into: &found)
      case .delete:
        found.diagnostics.append(
          Diagnostic(
            .contractHeader, "this delete belongs to no consumer", at: file.span(section.mark),
            help: [Diagnostic.Help("move it below the consumer's upsert")]))
      case nil: continue
      }
    }
  }

  // MARK: Headers

  private func text(_ range: Range<Int>) -> String {
    String(decoding: file.bytes[range], as: UTF8.self)
  }

  /// A contract's name as far as it can be read, and all of its text.
  private func place(
    _ head: SQLHeaders.Section, through last: SQLHeaders.Section
  ) -> ContractPlace {
    var name = text(head.argument)
    if let at = name.firstIndex(of: "@"),
      let version = ContractNames.version(String(name[name.index(after: at)...]))
    {
      name = name[...at] + String(version.major)
    }
    let end = max(head.mark.upperBound, last.end, last.sql.upperBound)
    return ContractPlace(
      name: name.isEmpty ? nil : name,
      span: Span(file: file.path, start: head.mark.lowerBound, end: end))
  }

  private func isDelete(_ section: SQLHeaders.Section) -> Bool {
    text(section.word) == Word.delete.rawValue
  }

  private func word(of section: SQLHeaders.Section, into found: inout FoundContracts) -> Word? {
    let written = text(section.word)
    if let word = Word(rawValue: written) { return word }
    var help = [
      Diagnostic.Help(
        "a header is \"rejot:public NAME@1.0\", \"rejot:consumer NAME\" or "
          + "\"rejot:delete\"")
    ]
    let span = file.span(section.mark)
    if let near = Suggestion.nearest(to: written, among: Word.allCases.map(\.rawValue)) {
      let edit = Diagnostic.Edit(file.span(section.word), replacement: near.word)
      help = [
        Diagnostic.Help(
          "did you mean \"rejot:\(near.word)\"?", edits: near.isCertain ? [edit] : [])
      ]
    }
    found.diagnostics.append(
      Diagnostic(.contractHeader, "\"rejot:\(written)\" is no header", at: span, help: help))
    return nil
  }

  private func keys(
    of section: SQLHeaders.Section, as subject: String, into found: inout FoundContracts
  ) -> MappingReader? {
    let before = found.diagnostics.count
    let documents = YAMLParser.parse(
      text: section.yaml.text, map: section.yaml.map, diagnostics: &found.diagnostics)
    guard let document = documents.first else {
      guard found.diagnostics.count == before else { return nil }
      return MappingReader(
        YAMLMapping(entries: [], span: file.span(section.mark), indentation: nil), of: subject)
    }
    if documents.count > 1 {
      found.diagnostics.append(
        Diagnostic(
          .yamlShape, "a header is one document", at: documents[1].span,
          help: [Diagnostic.Help("remove the \"---\"")]))
    }
    if case .scalar(let scalar) = document {
      found.diagnostics.append(
        Diagnostic(
          .yamlShape, "the lines below the header's first must be \"key: value\" lines",
          at: scalar.span,
          help: [Diagnostic.Help("leave an empty line between a header and other comments")]))
      return nil
    }
    return MappingReader(document, of: subject, diagnostics: &found.diagnostics)
  }

  /// A part of a header's first line as the scalar the shared checks take.
  private func scalar(_ range: Range<Int>) -> YAMLScalar {
    YAMLScalar(
      text: text(range), style: .plain, span: file.span(range),
      map: SpanMap(copying: range, of: file.path))
  }

  private func sql(_ range: Range<Int>) -> SQLText {
    SQLText(text: text(range), map: SpanMap(copying: range, of: file.path))
  }

  // MARK: Contracts

  private func readPublic(_ section: SQLHeaders.Section, into found: inout FoundContracts) {
    let before = found.diagnostics.count
    let argument = section.argument
    let at = file.bytes[argument].firstIndex(of: UInt8(ascii: "@"))
    let nameRange = argument.lowerBound..<(at ?? argument.upperBound)
    var name: Located<String>?
    var version: Located<Version>?
    if let at, !nameRange.isEmpty {
      name = ContractNames.name(
        scalar(nameRange), of: "a public schema", diagnostics: &found.diagnostics)
      version = ContractNames.version(
        scalar((at + 1)..<argument.upperBound), diagnostics: &found.diagnostics)
    } else {
      let isName = at == nil && ContractNames.isName(text(nameRange))
      let place = Span(file: file.path, start: nameRange.upperBound, end: nameRange.upperBound)
      found.diagnostics.append(
        Diagnostic(
          .contractHeader, "a public schema's header names it with a version",
          at: file.span(section.mark),
          help: [
            Diagnostic.Help(
              "write rejot:public NAME@MAJOR.MINOR",
              edits: isName ? [Diagnostic.Edit(place, replacement: "@1.0")] : [])
          ]))
    }
    guard var reader = keys(of: section, as: "a public schema", into: &found) else {
      found.unreadable.insert(text(nameRange))
      return
    }
    let keys = PublicKeys(&reader, &found.diagnostics)
    reader.finish(into: &found.diagnostics)
    guard let name, let version, let source = keys.source else {
      if found.diagnostics.count > before { found.unreadable.insert(text(nameRange)) }
      return
    }
    found.definitions.publicSchemas.append(
      keys.definition(name, version, source, sql(section.sql)))
  }

  private func readConsumer(
    _ section: SQLHeaders.Section, _ deletes: [SQLHeaders.Section],
    into found: inout FoundContracts
  ) {
    var name: Located<String>?
    if section.argument.isEmpty {
      found.diagnostics.append(
        Diagnostic(
          .contractHeader, "a consumer schema's header names it", at: file.span(section.mark),
          help: [Diagnostic.Help("write rejot:consumer NAME")]))
    } else {
      name = ContractNames.name(
        scalar(section.argument), of: "a consumer schema", diagnostics: &found.diagnostics)
    }
    checkDeletes(deletes, into: &found)
    guard var reader = keys(of: section, as: "a consumer schema", into: &found) else { return }
    let keys = ConsumerKeys(&reader, project: project, &found.diagnostics)
    reader.finish(into: &found.diagnostics)
    guard !keys.hasHandler else { return }
    let end = Span(file: file.path, start: section.end, end: section.end)
    keys.checkDelete(
      isThere: !deletes.isEmpty, deletePlace: deletes.first.map { file.span($0.mark) },
      name: name?.span ?? file.span(section.mark),
      ignoreEdit: Diagnostic.Edit(end, replacement: "-- deletes: ignore\n"), &found.diagnostics)
    guard let name, let from = keys.from, let into = keys.into else { return }
    found.definitions.consumerSchemas.append(
      keys.definition(
        name, from, into, upsert: sql(section.sql), delete: deletes.first.map { sql($0.sql) }))
  }

  private func checkDeletes(
    _ deletes: [SQLHeaders.Section], into found: inout FoundContracts
  ) {
    guard let first = deletes.first else { return }
    for second in deletes.dropFirst() {
      found.diagnostics.append(
        Diagnostic(
          .contractHeader, "a consumer has one delete statement", at: file.span(second.mark),
          labels: [Diagnostic.Label(file.span(first.mark), "its delete is here")],
          help: [Diagnostic.Help("remove one of them")]))
    }
    for section in deletes where !section.argument.isEmpty {
      found.diagnostics.append(
        Diagnostic(
          .contractHeader, "a delete has no name of its own", at: file.span(section.argument),
          help: [Diagnostic.Help("write rejot:delete alone on the line")]))
    }
    for section in deletes {
      guard let reader = keys(of: section, as: "a delete's header", into: &found) else { continue }
      reader.finish(into: &found.diagnostics)
    }
  }
}
