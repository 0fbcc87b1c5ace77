package import RejotSource

extension DiagnosticID {
  /// The explanation of each id. A new id does not build until it has one: a value in a file of
  /// this folder and a line here.
  package var explanation: Explanation {
    switch self {
    case .yamlSyntax: .yamlSyntax
    case .yamlShape: .yamlShape
    case .unknownKey: .unknownKey
    case .duplicateKey: .duplicateKey
    case .missingKey: .missingKey
    case .invalidValue: .invalidValue
    case .sqlNotLiteral: .sqlNotLiteral
    case .literalPassword: .literalPassword
    case .wrongUsage: .wrongUsage
    case .projectNotFound: .projectNotFound
    case .fileUnreadable: .fileUnreadable
    case .languageVersion: .languageVersion
    case .contractHeader: .contractHeader
    case .duplicateContract: .duplicateContract
    case .unknownStore: .unknownStore
    case .unknownContract: .unknownContract
    case .unknownVersion: .unknownVersion
    case .deleteMissing: .deleteMissing
    case .notSupportedYet: .notSupportedYet
    case .sqlSyntax: .sqlSyntax
    case .statementCount: .statementCount
    case .statementKind: .statementKind
    case .placeholderUnknown: .placeholderUnknown
    case .placeholderMixed: .placeholderMixed
    case .placeholderUnused: .placeholderUnused
    case .tableNotFound: .tableNotFound
    case .columnNotFound: .columnNotFound
    case .functionNotFound: .functionNotFound
    case .columnAmbiguous: .columnAmbiguous
    case .typeMismatch: .typeMismatch
    case .statementRejected: .statementRejected
    case .outputNameMissing: .outputNameMissing
    case .outputNameDuplicate: .outputNameDuplicate
    case .keyMissing: .keyMissing
    case .keyNotUnique: .keyNotUnique
    case .keyNullable: .keyNullable
    case .keyNotFound: .keyNotFound
    case .planUnsupported: .planUnsupported
    case .sourceRelationKind: .sourceRelationKind
    case .typeUnsupported: .typeUnsupported
    case .pinUnknown: .pinUnknown
    case .pinTypeMismatch: .pinTypeMismatch
    case .pinNullable: .pinNullable
    case .volatileFunction: .volatileFunction
    case .publicNotReadOnly: .publicNotReadOnly
    case .consumerNullIntoNotNull: .consumerNullIntoNotNull
    case .consumerColumnNotFilled: .consumerColumnNotFilled
    case .consumerConflictTarget: .consumerConflictTarget
    case .consumerGeneratedColumn: .consumerGeneratedColumn
    case .consumerEnumLabelMissing: .consumerEnumLabelMissing
    case .consumerNarrowing: .consumerNarrowing
    case .upsertWithoutKey: .upsertWithoutKey
    case .deleteKeyIncomplete: .deleteKeyIncomplete
    case .deleteUsesNonKey: .deleteUsesNonKey
    case .swiftNameCollision: .swiftNameCollision
    case .urlUnset: .urlUnset
    case .databaseUnreachable: .databaseUnreachable
    case .authenticationFailed: .authenticationFailed
    case .walLevel: .walLevel
    case .serverVersion: .serverVersion
    case .serverBinariesMissing: .serverBinariesMissing
    case .migrationFailed: .migrationFailed
    case .migrationsMissing: .migrationsMissing
    case .outputUnwritable: .outputUnwritable
    case .outputStale: .outputStale
    }
  }
}
