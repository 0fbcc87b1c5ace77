import RejotCatalog
import RejotContract

/// What sample values are chosen by.
struct SampleType {
  /// As in `pg_type`, of the type under all domains: `int8`, `varchar`.
  let name: String
  /// In characters or bits, or digits in all; nil: there is no limit.
  let length: Int?
  /// Digits behind the point.
  let scale: Int
  /// Of an enum.
  let labels: [String]
  let isArray: Bool
  /// How many attributes a composite type has.
  let attributes: Int?
  let isRange: Bool

  /// A column of a catalog.
  init(_ column: Column, _ catalog: Catalog) {
    var entry = catalog.types[column.type]
    while let base = entry?.base { entry = catalog.types[base] }
    name = entry?.name ?? ""
    labels = entry?.labels ?? []
    isArray = entry?.element != nil
    isRange = entry?.kind == .range || entry?.kind == .multirange
    attributes = entry?.relation.flatMap { catalog.relations[$0]?.columns.count }
    let modifier = Int(column.modifier)
    switch name {
    case "varchar", "bpchar":
      (length, scale) = (modifier > 4 ? modifier - 4 : nil, 0)
    case "bit", "varbit":
      (length, scale) = (modifier > 0 ? modifier : nil, 0)
    case "numeric" where modifier > 4:
      // Eleven bits with a sign.
      let digits = (modifier - 4) & 0x7FF
      (length, scale) = (((modifier - 4) >> 16) & 0xFFFF, digits >= 1024 ? digits - 2048 : digits)
    case _:
      (length, scale) = (nil, 0)
    }
  }

  /// A field of a public schema.
  init(_ type: SQLType) {
    let modifiers = type.name.split(separator: "(").dropFirst().first.map { text in
      text.prefix { $0 != ")" }.split(separator: ",").compactMap { Int($0) }
    }
    let length = modifiers?.first
    let scale = modifiers.flatMap { $0.count > 1 ? $0[1] : nil } ?? 0
    switch type.value.base {
    case .scalar(let scalar):
      self.init(name: scalar.rawValue, length: length, scale: scale)
    case .enumeration(let enumeration):
      self.init(name: enumeration.name.name, length: nil, scale: 0, labels: enumeration.labels)
    case .array:
      self.init(name: "", length: nil, scale: 0, isArray: true)
    case .composite(let composite):
      self.init(
        name: composite.name.name, length: nil, scale: 0, attributes: composite.attributes.count)
    case .range(let name, _), .multirange(let name, _):
      self.init(name: name.name, length: nil, scale: 0, isRange: true)
    case .other(let name, _), .domain(let name, _):
      self.init(name: name.name, length: nil, scale: 0)
    }
  }

  private init(
    name: String, length: Int?, scale: Int, labels: [String] = [], isArray: Bool = false,
    attributes: Int? = nil, isRange: Bool = false
  ) {
    self.name = name
    self.length = length
    self.scale = scale
    self.labels = labels
    self.isArray = isArray
    self.attributes = attributes
    self.isRange = isRange
  }
}
