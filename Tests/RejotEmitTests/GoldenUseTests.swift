import GoldenOrders
import GoldenTorture
import RejotContract
import RejotEmit
@_spi(Generated) import RejotRuntime
import Testing

/// The committed output at work: what a team's code does with it.
@Suite struct GoldenUseTests {
  private let customer: [String?] = ["7", "Ada", nil, "member"]

  @Test func eventsReadAndWriteTheirFields() throws {
    let event = try CustomerV1(decoding: EventReader(values: customer))
    #expect(event.id == 7)
    #expect(event.firstName == "Ada")
    #expect(event.mail == nil)
    #expect(event.status == .member)
    var encoder = EventEncoder()
    event.encode(into: &encoder)
    #expect(encoder.values == customer)
    #expect(CustomerV1.contract == "@acme/web-shop/customer@1")
  }

  @Test func richTypesSurvive() throws {
    let id = "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"
    let values: [String?] = [
      id, "7", "in_transit", "{inTransit,\"\",\"1st try\"}", "NaN", "{a,\"b c\"}", #"{"a": 1}"#,
      "infinity", "c", nil, nil, "k", "!", nil, nil,
    ]
    let event = try OrderV2(decoding: EventReader(values: values))
    #expect(event.status == .in_transit)
    #expect(event.earlierStatuses == [.inTransit, .empty, .`1st try`])
    #expect(event.total == .notANumber)
    #expect(event.placedAt == .infinity)
    #expect(event.`class` == "c")
    #expect(event.contractField == "k")
    #expect(event.`🎉` == "!")
    var encoder = EventEncoder()
    event.encode(into: &encoder)
    #expect(encoder.values == values)
  }

  @Test func factsThatDoNotHoldAreFailuresWithTheFieldsName() {
    #expect(throws: EventFailure(field: "id", reason: .nullInNotNull)) {
      try CustomerV1(decoding: EventReader(values: [nil]))
    }
    let label = EventFailure(
      field: "status", reason: .malformedValue(type: "public.order_status"))
    #expect(throws: label) {
      try CustomerV1(decoding: EventReader(values: ["7", nil, nil, "gone"]))
    }
  }

  @Test func everyOddNameIsAProperty() throws {
    let count = TortureProject.keywords.count
    let values = (0..<count).map { String($0) }
    var encoder = EventEncoder()
    try KeywordsV1(decoding: EventReader(values: values)).encode(into: &encoder)
    #expect(encoder.values == values)
    var odd = EventEncoder()
    try OddV1(decoding: EventReader(values: TortureProject.odd)).encode(into: &odd)
    #expect(odd.values == TortureProject.odd)
    #expect(TortureProject.odd.allSatisfy { SSEventReader(postgresText: $0)?.postgresText == $0 })
    #expect(
      TortureProject.keywords.allSatisfy { SString(postgresText: $0)?.postgresText == $0 })
  }

  @Test func everyOddNameIsAColumn() throws {
    let registry = Type1stTortureRegistry.registry
    for (name, columns) in [("odd", TortureProject.odd), ("keywords", TortureProject.keywords)] {
      let schema = try #require(registry.publicSchemas.first { $0.name == name })
      #expect(schema.columns.map { Array($0.name.utf8) } == columns.map { Array($0.utf8) })
      #expect(schema.columns.allSatisfy { $0.typeSchema == "pg_catalog" && $0.typeName == "text" })
      #expect(schema.columns.map(\.name) == schema.fieldNames)
    }
  }

  @Test func theRuntimesOwnWordsAreNames() throws {
    #expect(RuntimeVocabulary.types.count >= 30 && RuntimeVocabulary.words.count >= 150)
    for word in ["RowImage", "copyNotNull", "nullInNotNull", "ifKeyIsAbsent"] {
      #expect(RuntimeVocabulary.words.contains(word))
    }
    let count = RuntimeVocabulary.fields.count
    let values = (0..<count).map { String($0) }
    var encoder = EventEncoder()
    try VocabularyV1(decoding: EventReader(values: values)).encode(into: &encoder)
    #expect(encoder.values == values)
    #expect(RuntimeVocabulary.words.allSatisfy { Labels(postgresText: $0)?.postgresText == $0 })
    let registry = Type1stTortureRegistry.registry
    #expect(registry.consumers.map(\.name) == RuntimeVocabulary.slugs)
    // Members of `Consumers`, each under the word itself.
    #expect(SRowImage.x.postgresText == "x")
    #expect(SStoreDescriptor.postgresTypeName == "w.StoreDescriptor")
  }

  @Test func literalsHoldExactlyTheirTexts() throws {
    let registry = AcmeWebShopRegistry.registry
    let project = SampleProject.value
    #expect(registry.project == project.name)
    #expect(registry.consumers.map(\.name) == project.consumerSchemas.map(\.name))
    for (emitted, compiled) in zip(registry.consumers, project.consumerSchemas) {
      // Scalar by scalar: String's own equality would forgive another normal form.
      #expect(emitted.upsert.sql.unicodeScalars.elementsEqual(compiled.upsert.sql.unicodeScalars))
      #expect(emitted.upsert.batch?.sql == compiled.upsert.batch?.sql)
      #expect(emitted.delete?.sql == compiled.delete?.sql)
      #expect(emitted.upsert.types == compiled.upsert.parameters.map(\.type.qualified))
    }
    for (emitted, compiled) in zip(registry.publicSchemas, project.publicSchemas) {
      guard case .imaged(let plan) = compiled.plan else {
        #expect(emitted.images == nil)
        continue
      }
      #expect(emitted.images?.sql == plan.sql)
      #expect(emitted.images?.load == plan.load)
      #expect(emitted.columns.map(\.typeName) == plan.columns.map(\.type.name))
    }
    let files = try Emitter.files(for: project)
    for store in registry.stores {
      let file = files.first { $0.path == "\(store.name).setup.sql" }
      #expect(store.setupSQL == file?.contents)
    }
    let torture = Type1stTortureRegistry.registry.publicSchemas
    #expect(
      torture.map(\.fieldNames) == TortureProject.value.publicSchemas.map { $0.fields.map(\.name) })
  }

  @Test func placesPointWhereTheyShould() {
    let registry = AcmeWebShopRegistry.registry
    let lines = registry.publicSchemas[2]
    #expect(lines.fieldNames == ["order_id", "line_no", "copy_of_line_no"])
    #expect(lines.columns.map(\.name) == ["order_id", "line_no"])
    #expect(lines.keyFields == [1, 0])
    #expect(lines.keyColumns == [1, 0])
    let parcels = registry.publicSchemas[3]
    #expect(parcels.fieldNames == ["label", "parcel_no"])
    #expect(parcels.keyFields == [1])
    #expect(parcels.keyColumns == [0])
    #expect(registry.consumers[1].publicSchema == 2)
    #expect(registry.consumers[1].upsert.fields == [1, 0])
    let arrays = registry.publicSchemas[1].columns.first { $0.name == "earlier_statuses" }
    #expect(arrays?.typeSchema == "public")
    #expect(arrays?.typeName == "_order_status")
  }
}
