/// The stable name of a kind of finding. Users write these words in waivers and searches, so a
/// published one never changes its meaning.
package enum DiagnosticID: String, Sendable, Hashable, CaseIterable {
  // Files
  case yamlSyntax = "yaml-syntax"
  case yamlShape = "yaml-shape"
  case unknownKey = "unknown-key"
  case duplicateKey = "duplicate-key"
  case missingKey = "missing-key"
  case invalidValue = "invalid-value"
  case sqlNotLiteral = "sql-not-literal"
  case literalPassword = "literal-password"
  case wrongUsage = "wrong-usage"
  case projectNotFound = "project-not-found"
  case fileUnreadable = "file-unreadable"
  case languageVersion = "language-version"
  case filesInTheWay = "files-in-the-way"
  case pathNotBuildable = "path-not-buildable"
  case contractHeader = "contract-header"
  case duplicateContract = "duplicate-contract"
  case unknownStore = "unknown-store"
  case unknownProject = "unknown-project"
  case unknownContract = "unknown-contract"
  case unknownVersion = "unknown-version"
  case deleteMissing = "delete-missing"
  case notSupportedYet = "not-supported-yet"

  // Other projects
  case importUnreadable = "import-unreadable"
  case importDuplicate = "import-duplicate"
  case importOfItself = "import-of-itself"
  case consumersUnreadable = "consumers-unreadable"
  case publisherStoreMissing = "publisher-store-missing"
  case publisherStoreUncertain = "publisher-store-uncertain"
  case publisherSlotShared = "publisher-slot-shared"
  case duplicateProject = "duplicate-project"

  // Statements
  case sqlSyntax = "sql-syntax"
  case statementCount = "statement-count"
  case statementKind = "statement-kind"
  case placeholderUnknown = "placeholder-unknown"
  case placeholderMixed = "placeholder-mixed"
  case placeholderUnused = "placeholder-unused"
  case tableNotFound = "table-not-found"
  case columnNotFound = "column-not-found"
  case functionNotFound = "function-not-found"
  case columnAmbiguous = "column-ambiguous"
  case typeMismatch = "type-mismatch"
  case statementRejected = "statement-rejected"
  case sqlNotUnderstood = "sql-not-understood"
  case outputNameMissing = "output-name-missing"
  case outputNameDuplicate = "output-name-duplicate"

  // Public schemas
  case keyMissing = "key-missing"
  case keyNotUnique = "key-not-unique"
  case keyNullable = "key-nullable"
  case keyNotFound = "key-not-found"
  case aggregateWithoutGroup = "aggregate-without-group"
  case planUnsupported = "plan-unsupported"
  case joinUntraceable = "join-untraceable"
  case changesUnseen = "changes-unseen"
  case sourceRelationKind = "source-relation-kind"
  case typeUnsupported = "type-unsupported"
  case pinUnknown = "pin-unknown"
  case pinTypeMismatch = "pin-type-mismatch"
  case pinNullable = "pin-nullable"
  case volatileFunction = "volatile-function"
  case publicNotReadOnly = "public-not-read-only"

  // Consumer schemas
  case consumerNullIntoNotNull = "consumer-null-into-not-null"
  case consumerColumnNotFilled = "consumer-column-not-filled"
  case consumerConflictTarget = "consumer-conflict-target"
  case consumerGeneratedColumn = "consumer-generated-column"
  case consumerEnumLabelMissing = "consumer-enum-label-missing"
  case consumerNarrowing = "consumer-narrowing"
  case consumerTypeMismatch = "consumer-type-mismatch"
  case upsertWithoutKey = "upsert-without-key"
  case deleteKeyIncomplete = "delete-key-incomplete"
  case deleteUsesNonKey = "delete-uses-non-key"
  case consumerTargetKind = "consumer-target-kind"
  case consumerKeyConverted = "consumer-key-converted"
  case consumerCounts = "consumer-counts"

  // Contracts together
  case contractCycle = "contract-cycle"
  case consumerWritesShared = "consumer-writes-shared"
  case consumerForeignKey = "consumer-foreign-key"

  // The lock
  case analysisMissing = "analysis-missing"
  case lockMissing = "lock-missing"
  case lockUnreadable = "lock-unreadable"
  case catalogDrift = "catalog-drift"

  // What is compared with
  case baselineNotFound = "baseline-not-found"
  case baselineUnreadable = "baseline-unreadable"
  case gitFailed = "git-failed"

  // Changes of contracts
  case fieldRemoved = "field-removed"
  case fieldBecameNullable = "field-became-nullable"
  case fieldRenamed = "field-renamed"
  case fieldAdded = "field-added"
  case fieldReordered = "field-reordered"
  case fieldBecameNonNull = "field-became-non-null"
  case typeWidened = "type-widened"
  case typeNarrowed = "type-narrowed"
  case typeChanged = "type-changed"
  case enumLabelAdded = "enum-label-added"
  case enumLabelRemoved = "enum-label-removed"
  case jsonShapeChanged = "json-shape-changed"
  case keyChanged = "key-changed"
  case grainChanged = "grain-changed"
  case rowsNarrowed = "rows-narrowed"
  case rowsWidened = "rows-widened"
  case expressionChanged = "expression-changed"
  case versionRemoved = "version-removed"
  case versionReused = "version-reused"
  case bumpMissing = "bump-missing"
  case removedBeforeSunset = "removed-before-sunset"
  case sunsetReached = "sunset-reached"
  case reservedNameReused = "reserved-name-reused"
  case deletesDropped = "deletes-dropped"
  case waiverRuleUnknown = "waiver-rule-unknown"
  case waiverExpired = "waiver-expired"
  case waiverUnused = "waiver-unused"

  // Names in Swift
  case swiftNameCollision = "swift-name-collision"

  // Environment
  case urlUnset = "url-unset"
  case databaseUnreachable = "database-unreachable"
  case authenticationFailed = "authentication-failed"
  case walLevel = "wal-level"
  case serverVersion = "server-version"
  case serverBinariesMissing = "server-binaries-missing"
  case schemaCopyFailed = "schema-copy-failed"
  case schemaCopyIncomplete = "schema-copy-incomplete"
  case migrationFailed = "migration-failed"
  case migrationsMissing = "migrations-missing"
  case migrationRunning = "migration-running"
  case databaseNotEmpty = "database-not-empty"
  case outputUnwritable = "output-unwritable"
  case outputStale = "output-stale"

  /// What the finding means for the exit code.
  package var kind: DiagnosticKind {
    switch self {
    case .yamlSyntax, .yamlShape, .unknownKey, .duplicateKey, .missingKey, .invalidValue,
      .sqlNotLiteral, .literalPassword, .contractHeader, .duplicateContract, .unknownStore,
      .unknownContract, .unknownProject, .importDuplicate, .importOfItself,
      .publisherStoreMissing, .publisherStoreUncertain, .publisherSlotShared, .duplicateProject,
      .unknownVersion, .deleteMissing, .notSupportedYet, .sqlSyntax, .statementCount,
      .statementKind, .placeholderUnknown, .placeholderMixed, .placeholderUnused, .tableNotFound,
      .columnNotFound, .functionNotFound, .columnAmbiguous, .typeMismatch, .statementRejected,
      .sqlNotUnderstood,
      .outputNameMissing, .outputNameDuplicate, .keyMissing, .keyNotUnique, .keyNullable,
      .keyNotFound, .aggregateWithoutGroup, .joinUntraceable, .changesUnseen, .planUnsupported,
      .sourceRelationKind, .typeUnsupported, .pinUnknown,
      .pinTypeMismatch, .pinNullable, .volatileFunction, .publicNotReadOnly,
      .consumerNullIntoNotNull, .consumerColumnNotFilled, .consumerConflictTarget,
      .consumerGeneratedColumn, .consumerEnumLabelMissing, .consumerNarrowing,
      .consumerTypeMismatch, .upsertWithoutKey, .deleteKeyIncomplete, .deleteUsesNonKey,
      .consumerTargetKind, .consumerKeyConverted, .consumerCounts, .contractCycle,
      .consumerWritesShared,
      .consumerForeignKey, .swiftNameCollision, .outputStale, .catalogDrift,
      .fieldRemoved, .fieldBecameNullable, .fieldRenamed, .fieldAdded, .fieldReordered,
      .fieldBecameNonNull, .typeWidened, .typeNarrowed, .typeChanged, .enumLabelAdded,
      .enumLabelRemoved, .jsonShapeChanged, .keyChanged, .grainChanged, .rowsNarrowed,
      .rowsWidened, .expressionChanged, .versionRemoved, .versionReused, .bumpMissing,
      .removedBeforeSunset, .sunsetReached, .reservedNameReused, .deletesDropped,
      .waiverRuleUnknown, .waiverExpired, .waiverUnused:
      .contract
    case .wrongUsage, .baselineNotFound, .projectNotFound, .fileUnreadable, .languageVersion,
      .importUnreadable,
      .filesInTheWay, .pathNotBuildable:
      .usage
    case .consumersUnreadable:
      .unknown
    case .gitFailed, .urlUnset, .databaseUnreachable, .authenticationFailed, .walLevel,
      .serverVersion,
      .serverBinariesMissing, .schemaCopyFailed, .schemaCopyIncomplete, .migrationFailed,
      .migrationsMissing, .migrationRunning,
      .databaseNotEmpty, .outputUnwritable:
      .environment
    case .analysisMissing, .lockMissing, .lockUnreadable, .baselineUnreadable:
      .unknown
    }
  }
}
