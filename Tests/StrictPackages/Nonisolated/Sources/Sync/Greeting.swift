import Orders
import RejotRuntime

/// What a team's own code does with events, on the actor it is on by default and on none.
struct Greeting {
  let customer: CustomerV1

  init(_ values: [String?]) throws(EventFailure) {
    customer = try CustomerV1(decoding: EventReader(values: values))
  }

  nonisolated var text: String { "Customer \(customer.id)" }

  /// The same customer as it is stored.
  nonisolated func encoded() -> [String?] {
    var encoder = EventEncoder()
    customer.encode(into: &encoder)
    return encoder.values
  }

  @concurrent
  nonisolated static func all(_ rows: [[String?]]) async throws -> [CustomerV1] {
    try rows.map { try CustomerV1(decoding: EventReader(values: $0)) }
  }
}
