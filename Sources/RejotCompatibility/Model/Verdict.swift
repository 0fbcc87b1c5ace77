/// What a change of a contract means for those who follow it.
package enum Verdict: String, Sendable, Hashable, CaseIterable {
  /// Nobody who follows the contract can notice, or only what they asked for.
  case safe
  /// It may be what everybody wants and may be not: people decide.
  case dangerous
  /// Who is hit cannot be known: a lock that is listed cannot be read.
  case unknown
  /// Somebody's copy, statement or code stops being right.
  case breaking
}

extension Verdict: Comparable {
  /// From harmless to harmful.
  package static func < (left: Verdict, right: Verdict) -> Bool { left.rank < right.rank }

  private var rank: Int {
    switch self {
    case .safe: 0
    case .dangerous: 1
    case .unknown: 2
    case .breaking: 3
    }
  }
}

/// The step of a version that a change asks for.
package enum Bump: String, Sendable, Hashable, CaseIterable {
  case none
  case minor
  case major
}

extension Bump: Comparable {
  package static func < (left: Bump, right: Bump) -> Bool { left.rank < right.rank }

  private var rank: Int {
    switch self {
    case .none: 0
    case .minor: 1
    case .major: 2
    }
  }
}

/// The steps a change asks for, told apart by who notices it.
package struct Bumps: Sendable, Hashable {
  /// For the values that events carry.
  package var data: Bump
  /// For SQL of consumers: what their statements may bind and store.
  package var sql: Bump
  /// For Swift that uses the generated types.
  package var swift: Bump

  package init(data: Bump, sql: Bump, swift: Bump) {
    self.data = data
    self.sql = sql
    self.swift = swift
  }

  /// Only code that uses the generated types has to change.
  package static let code = Bumps(data: .none, sql: .none, swift: .major)
  package static let none = Bumps(data: .none, sql: .none, swift: .none)
  package static let minor = Bumps(data: .minor, sql: .minor, swift: .minor)
  package static let major = Bumps(data: .major, sql: .major, swift: .major)

  /// The step the contract's version has to take: versions count data and SQL; who builds Swift
  /// anew is told by its compiler.
  package var version: Bump { max(data, sql) }
}
