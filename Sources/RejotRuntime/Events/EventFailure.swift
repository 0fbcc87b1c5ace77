/// Why one row or event could not be turned into the next thing: a fact the contract rests on does
/// not hold for this value. It carries names, never row data.
public struct EventFailure: Error, Sendable, Equatable, CustomStringConvertible {
  public enum Reason: Sendable, Equatable {
    /// A field that the contract proves never NULL is NULL.
    case nullInNotNull
    /// The text is not one of the type's values.
    case malformedValue(type: String)
    /// The value was not sent (unchanged TOAST) and could not be completed.
    case unchangedValue
    /// What the field or the filter computes fails for the row, as it fails at the server.
    case refused(message: String, sqlState: String)
  }

  public let field: String
  public let reason: Reason

  public init(field: String, reason: Reason) {
    self.field = field
    self.reason = reason
  }

  public var description: String {
    switch reason {
    case .nullInNotNull: "field \(field) is NULL although the contract says it never is"
    case .malformedValue(let type): "field \(field) does not hold a value of type \(type)"
    case .unchangedValue: "field \(field) arrived without its value"
    case .refused(let message, _): message
    }
  }
}
