package import RejotContract
package import RejotSource

/// A value with the place in a file where the user wrote it.
package struct Located<Value: Sendable & Equatable>: Sendable, Equatable {
  package var value: Value
  package var span: Span

  package init(_ value: Value, _ span: Span) {
    self.value = value
    self.span = span
  }
}

/// A `rejot.yaml` as written, with its defaults filled in.
package struct ProjectDefinition: Sendable, Equatable {
  package var name: Located<String>
  /// In the order of the file.
  package var stores: [StoreDefinition]
  /// Folders or globs, relative to the project's folder; default `contracts`.
  package var contracts: [Located<String>]
  /// Where `rejotc build` writes, relative to the project's folder; default `generated`.
  package var output: Located<String>
  /// Locks of projects whose public schemas are consumed here, relative to the project's folder.
  package var imports: [Located<String>]
  /// Locks of projects that consume public schemas of this one.
  package var consumers: [Located<String>]
  /// `openConsumers: true`: others consume from here who are not listed.
  package var openConsumers = false
  /// Where another data store may be added; nil when they stand in braces.
  package var newStore: KeyPlace?

  package init(
    name: Located<String>, stores: [StoreDefinition], contracts: [Located<String>],
    output: Located<String>, imports: [Located<String>] = [], consumers: [Located<String>] = [],
    newStore: KeyPlace? = nil
  ) {
    self.name = name
    self.stores = stores
    self.contracts = contracts
    self.output = output
    self.imports = imports
    self.consumers = consumers
    self.newStore = newStore
  }
}

/// The place of a block mapping's first key, before which others may be added.
package struct KeyPlace: Sendable, Equatable {
  package var span: Span
  /// Columns before the keys.
  package var indentation: Int

  package init(span: Span, indentation: Int) {
    self.span = span
    self.indentation = indentation
  }

  /// The edit that adds these lines, indented as the mapping's keys are.
  func adding(_ lines: [String]) -> Diagnostic.Edit {
    let margin = String(repeating: " ", count: indentation)
    return Diagnostic.Edit(
      Span(file: span.file, start: span.start, end: span.start),
      replacement: lines.map { $0 + "\n" + margin }.joined())
  }
}

/// `project/store`: a data store as the project that publishes from it calls it.
package struct StoreReference: Sendable, Hashable, CustomStringConvertible {
  package var project: String
  package var store: String

  package init(project: String, store: String) {
    self.project = project
    self.store = store
  }

  package var description: String { "\(project)/\(store)" }
}

/// A data store as the project declares it.
package struct StoreDefinition: Sendable, Equatable {
  package var name: Located<String>
  package var url: Located<String>
  /// `live: true`: a literal or defaulted URL may be used by `auto`.
  package var isLive: Bool
  /// Folders or files of `*.sql`, relative to the project's folder; none: the store has none.
  package var migrations: [Located<String>]
  package var postgresMajor: Located<Int>?
  package var searchPath: [String]
  package var role: String?
  package var slot: String
  /// Where the slot's name is written, else the store's.
  package var slotSpan: Span
  package var publication: String
  /// `publisher:`: the data store of another project that this is, where names do not tell.
  package var publisher: Located<StoreReference>?
  /// Where another key may be added; nil when they stand in braces.
  package var newKey: KeyPlace?

  package init(
    name: Located<String>, url: Located<String>, isLive: Bool = false,
    migrations: [Located<String>] = [], postgresMajor: Located<Int>? = nil,
    searchPath: [String] = ["public"], role: String? = nil, slot: String, slotSpan: Span? = nil,
    publication: String, publisher: Located<StoreReference>? = nil, newKey: KeyPlace? = nil
  ) {
    self.slotSpan = slotSpan ?? name.span
    self.publisher = publisher
    self.newKey = newKey
    self.name = name
    self.url = url
    self.isLive = isLive
    self.migrations = migrations
    self.postgresMajor = postgresMajor
    self.searchPath = searchPath
    self.role = role
    self.slot = slot
    self.publication = publication
  }
}

/// SQL as the user wrote it, lifted out of its file, with the way back.
package struct SQLText: Sendable, Equatable {
  package var text: String
  /// From UTF-8 byte offsets of `text` to the file.
  package var map: SpanMap

  package init(text: String, map: SpanMap) {
    self.text = text
    self.map = map
  }
}

/// A public schema as written.
package struct PublicDefinition: Sendable, Equatable {
  package var name: Located<String>
  package var version: Located<Version>
  package var source: Located<String>
  package var description: String?
  package var sql: SQLText
  /// `key:` names output columns and replaces placeholders; nil when it is absent.
  package var key: [Located<String>]?
  package var pins: [FieldPin]
  /// `deprecated:` and `sunset:`
  package var lifetime: Lifetime?
  /// `reserved:`: names that no field may have.
  package var reserved: [Located<String>] = []
  /// `allow:`; the places are the rules' ids.
  package var waivers: [Located<Waiver>] = []

  package init(
    name: Located<String>, version: Located<Version>, source: Located<String>,
    description: String? = nil, sql: SQLText, key: [Located<String>]? = nil, pins: [FieldPin] = []
  ) {
    self.name = name
    self.version = version
    self.source = source
    self.description = description
    self.sql = sql
    self.key = key
    self.pins = pins
  }
}

/// One entry of `fields:`: what is published of a field.
package struct FieldPin: Sendable, Equatable {
  package var name: Located<String>
  package var type: Located<String>?
  package var nullable: Located<Bool>?
  package var description: String?
  package var isPersonal: Bool
  package var lifetime: Lifetime?
  /// `default:`, in PostgreSQL's text form.
  package var `default`: String?

  package init(
    name: Located<String>, type: Located<String>? = nil, nullable: Located<Bool>? = nil,
    description: String? = nil, isPersonal: Bool = false
  ) {
    self.name = name
    self.type = type
    self.nullable = nullable
    self.description = description
    self.isPersonal = isPersonal
  }
}

/// A consumer schema as written.
package struct ConsumerDefinition: Sendable, Equatable {
  /// What the contract says about deletes.
  package enum Delete: Sendable, Equatable {
    case statement(SQLText)
    case ignore
  }

  package var name: Located<String>
  package var from: Located<PublicSchemaReference>
  package var into: Located<String>
  /// Nil: the default group of its source and target.
  package var group: String?
  package var description: String?
  package var onError: OnError
  package var onTruncate: OnTruncate
  package var start: Start
  package var upsert: SQLText
  /// Nil when the contract says neither, which is an error already reported by the reader.
  package var delete: Delete?
  /// `allow:`; the places are the rules' ids.
  package var waivers: [Located<Waiver>] = []

  package init(
    name: Located<String>, from: Located<PublicSchemaReference>, into: Located<String>,
    group: String? = nil, description: String? = nil, onError: OnError = .stop,
    onTruncate: OnTruncate = .stop, start: Start = .initial, upsert: SQLText, delete: Delete?
  ) {
    self.name = name
    self.from = from
    self.into = into
    self.group = group
    self.description = description
    self.onError = onError
    self.onTruncate = onTruncate
    self.start = start
    self.upsert = upsert
    self.delete = delete
  }
}

/// Every contract of a project, as written, in the order of files and places.
package struct ContractDefinitions: Sendable, Equatable {
  package var publicSchemas: [PublicDefinition]
  package var consumerSchemas: [ConsumerDefinition]
  /// Names of public schemas that are there and could not be read.
  package var unreadable: Set<String>
  /// Where each stands, those among them that could not be read.
  package var places: [ContractPlace] = []

  package init(
    publicSchemas: [PublicDefinition] = [], consumerSchemas: [ConsumerDefinition] = [],
    unreadable: Set<String> = []
  ) {
    self.publicSchemas = publicSchemas
    self.consumerSchemas = consumerSchemas
    self.unreadable = unreadable
  }
}
