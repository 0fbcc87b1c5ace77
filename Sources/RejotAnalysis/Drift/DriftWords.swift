import RejotCatalog
import RejotContract

/// How a difference between a recorded fact and the catalog is told.
struct DriftWords {
  let store: String
  let current: CurrentFacts

  private func name(_ object: String) -> String { "\(store).\(object)" }

  // MARK: Changed and gone

  /// One sentence for each thing that differs; none when the facts are the same.
  func sentences(_ then: CatalogFact, _ now: CatalogFact?) -> [String] {
    guard let now else { return [gone(then)] }
    guard then != now else { return [] }
    let name = name(then.object)
    switch (then, now) {
    case (.relation(_, let old), .relation(_, let new)):
      return ["\(name) was \(Self.word(old)) and is now \(Self.word(new))"]
    case (.column(_, let oldType, let wasNotNull), .column(_, let newType, let isNotNull)):
      var sentences: [String] = []
      if oldType != newType { sentences.append("\(name) was \(oldType) and is now \(newType)") }
      if wasNotNull, !isNotNull { sentences.append("\(name) was NOT NULL and may now be NULL") }
      if !wasNotNull, isNotNull { sentences.append("\(name) could be NULL and is now NOT NULL") }
      return sentences
    case (.view, .view):
      return ["the view \(name) selects something else now"]
    case (.index(let index, let old), .index(_, let new)):
      return ["the index \(store).\(index) was over \(old) and is now over \(new)"]
    case (.foreignKey, .foreignKey(_, let table, let acts)):
      return [
        "deleting from \(self.name(table)) \(acts ? "now changes" : "no longer changes") "
          + "the rows of \(name)"
      ]
    case (.enumeration(_, let old), .enumeration(_, let new)):
      return labels(name, old, new)
    case (.domain(_, let oldBase, let wasNotNull), .domain(_, let newBase, let isNotNull)):
      var sentences: [String] = []
      if oldBase != newBase {
        sentences.append("\(name) was over \(oldBase) and is now over \(newBase)")
      }
      if wasNotNull != isNotNull {
        sentences.append(
          isNotNull ? "\(name) is now NOT NULL" : "\(name) was NOT NULL and is no longer")
      }
      return sentences
    case (.composite(_, let old), .composite(_, let new)):
      return attributes(name, old, new)
    case (.range(_, let old), .range(_, let new)):
      return ["\(name) was a range of \(old) and is now one of \(new)"]
    case (.function(_, let old), .function(_, let new)):
      return function(name, old, new)
    case (.enumeration, _), (.domain, _), (.composite, _), (.range, _), (.type, _):
      return ["\(name) was \(kind(then)) and is now \(kind(now))"]
    case (.relation, _), (.column, _), (.view, _), (.index, _), (.foreignKey, _), (.function, _),
      (.relationTrait, _), (.columnTrait, _), (.key, _), (.reference, _), (.presence, _):
      return ["\(name) is another thing now"]
    }
  }

  private func gone(_ fact: CatalogFact) -> String {
    let name = name(fact.object)
    switch fact {
    case .relation, .column, .enumeration, .domain, .composite, .range, .type, .function:
      return "\(name) is gone"
    case .view:
      return "\(name) is no view any more"
    case .index:
      return "the index \(name) is gone"
    case .relationTrait(_, let trait):
      switch trait {
      case .inheritanceChildren: return "no table inherits from \(name) any more"
      case .rowSecurity: return "\(name) no longer has row-level security"
      case .rules: return "\(name) no longer has rules"
      case .triggers: return "\(name) no longer has triggers"
      case .unlogged: return "\(name) is no longer unlogged"
      }
    case .columnTrait(_, let trait):
      switch trait {
      case .alwaysIdentity: return "\(name) is no longer GENERATED ALWAYS AS IDENTITY"
      case .generated: return "\(name) is no longer computed by the database"
      case .nullableBelow: return "all tables that inherit \(name) say NOT NULL now"
      case .storedInLine: return "\(name) no longer has STORAGE PLAIN"
      case .unequalTextsMayBeEqual: return "\(name) now tells all different texts apart"
      }
    case .key(_, let kind):
      let others = current.keys(fact.object).compactMap { other -> String? in
        if case .key(_, let kind) = other { kind } else { nil }
      }
      guard let other = others.first else { return "the \(kind) of \(name) is gone" }
      return "the key of \(name) was: \(kind), and is now: \(other)"
    case .foreignKey(_, let table, _):
      return "\(name) no longer references \(self.name(table))"
    case .reference(_, let other):
      return "a row of \(name) need no longer find its row of \(self.name(other))"
    case .presence:
      return "no CHECK keeps \(name) from being NULL any more"
    }
  }

  private func labels(_ name: String, _ old: [String], _ new: [String]) -> [String] {
    let gone = old.filter { !new.contains($0) }.map { "\(name) no longer has the label '\($0)'" }
    let added = new.filter { !old.contains($0) }.map { "\(name) has the new label '\($0)'" }
    let sentences = gone + added
    return sentences.isEmpty ? ["the labels of \(name) have another order"] : sentences
  }

  private func attributes(_ name: String, _ old: [String], _ new: [String]) -> [String] {
    let gone = old.filter { !new.contains($0) }.map { "\(name) no longer has the attribute \($0)" }
    let added = new.filter { !old.contains($0) }.map { "\(name) has the new attribute \($0)" }
    let sentences = gone + added
    return sentences.isEmpty ? ["the attributes of \(name) have another order"] : sentences
  }

  private func function(
    _ name: String, _ old: FunctionTraits, _ new: FunctionTraits
  ) -> [String] {
    var sentences: [String] = []
    if old.kind != new.kind { sentences.append("\(name) was \(old.kind) and is now \(new.kind)") }
    if old.returns != new.returns {
      sentences.append("\(name) gave \(old.returns) and gives now \(new.returns)")
    }
    if old.isStrict != new.isStrict {
      sentences.append("\(name) \(new.isStrict ? "is now strict" : "was strict and is no longer")")
    }
    return sentences
  }

  private static func word(_ type: RelationType) -> String {
    switch type {
    case .table: "a table"
    case .partitionedTable: "a partitioned table"
    case .view: "a view"
    case .materializedView: "a materialized view"
    case .foreignTable: "a foreign table"
    case .sequence: "a sequence"
    case .other: "no table"
    }
  }

  private func kind(_ fact: CatalogFact) -> String {
    switch fact {
    case .enumeration: "an enum"
    case .domain: "a domain"
    case .composite: "a composite type"
    case .range: "a range type"
    case .type: "a type"
    case .relation, .relationTrait, .view, .column, .columnTrait, .key, .index, .foreignKey,
      .reference, .presence, .function:
      "something else"
    }
  }

  // MARK: New

  /// What a contract that nobody edited rests on now and did not before.
  func new(_ fact: CatalogFact) -> String {
    let name = name(fact.object)
    switch fact {
    case .relation(_, let type): return "\(name), \(Self.word(type)), is used now"
    case .view, .index, .enumeration, .domain, .composite, .range, .type:
      return "\(name) is used now"
    case .function: return "\(name) is called now"
    case .column(_, let type, let notNull):
      return "\(name) is needed now: \(type)\(notNull ? " NOT NULL" : "")"
    case .relationTrait(let table, let trait):
      let relation = current.relation(table)
      switch trait {
      case .inheritanceChildren: return "tables inherit from \(name) now"
      case .rowSecurity: return "\(name) now has row-level security"
      case .rules: return "\(name) now has \(listed(relation?.rules, "the rule", "the rules"))"
      case .triggers:
        return "\(name) now has \(listed(relation?.userTriggers, "the trigger", "the triggers"))"
      case .unlogged: return "\(name) is now unlogged"
      }
    case .columnTrait(_, let trait):
      switch trait {
      case .alwaysIdentity: return "\(name) is now GENERATED ALWAYS AS IDENTITY"
      case .generated: return "\(name) is now computed by the database"
      case .nullableBelow: return "a table that inherits \(name) may hold NULL there now"
      case .storedInLine: return "\(name) now has STORAGE PLAIN"
      case .unequalTextsMayBeEqual: return "\(name) now takes different texts for equal"
      }
    case .key(_, let kind): return "\(name) is now: \(kind)"
    case .foreignKey(_, let table, _): return "\(name) now references \(self.name(table))"
    case .reference(_, let other):
      return "every row of \(name) now finds its row of \(self.name(other))"
    case .presence: return "a CHECK now keeps \(name) from being NULL"
    }
  }

  private func listed(_ names: [String]?, _ one: String, _ many: String) -> String {
    let names = names ?? []
    return "\(names.count == 1 ? one : many) \(CatalogDrift.list(names))"
  }
}
