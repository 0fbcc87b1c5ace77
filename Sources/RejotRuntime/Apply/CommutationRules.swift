/// Which events of a group's consumers may be applied before others that were committed earlier,
/// with the same outcome. Only such moves make large statements out of interleaved small changes.
///
/// Derived from what each consumer writes:
/// - a consumer without set-based statements may read anything: it keeps its order against all;
/// - so does one whose target has triggers or rules;
/// - two consumers that write one table keep their order;
/// - along a foreign key (parent P, child C), a row of P may be written earlier, a row of C may be
///   removed earlier, and a row of C may be written before a row of P is removed unless removing
///   acts on C; nothing else moves.
struct CommutationRules {
  enum Rule {
    case free
    case never
    /// One consumer's upserts against its deletes: free for different keys.
    case ifKeyIsAbsent
  }

  private let count: Int
  private let rules: [Rule]

  init(_ consumers: [ConsumerDescriptor]) {
    count = consumers.count
    var rules: [Rule] = []
    for mover in consumers.indices {
      for moverOperation in [Operation.upsert, .delete] {
        for other in consumers.indices {
          for otherOperation in [Operation.upsert, .delete] {
            rules.append(
              Self.rule(
                consumers[mover], moverOperation, consumers[other], otherOperation,
                isSame: mover == other))
          }
        }
      }
    }
    self.rules = rules
  }

  /// Whether an event of `mover` may be applied before a segment of `other` that precedes it.
  @inline(__always)
  func rule(
    _ mover: Int, _ moverOperation: Operation, before other: Int, _ otherOperation: Operation
  ) -> Rule {
    rules[
      ((mover * 2 + Int(moverOperation.rawValue)) * count + other) * 2
        + Int(otherOperation.rawValue)]
  }

  private static func rule(
    _ mover: ConsumerDescriptor, _ moverOperation: Operation, _ other: ConsumerDescriptor,
    _ otherOperation: Operation, isSame: Bool
  ) -> Rule {
    guard isSetBased(mover), isSetBased(other) else { return .never }
    for left in mover.targets {
      for right in other.targets {
        if !isSame, left.schema == right.schema, left.name == right.name { return .never }
        for reference in left.references where reference.points(to: right) {
          guard childMoves(moverOperation, otherOperation, reference) else { return .never }
        }
        for reference in right.references where reference.points(to: left) {
          // The mover is the parent.
          guard moverOperation == .upsert else { return .never }
        }
      }
    }
    if isSame { return moverOperation == otherOperation ? .free : .ifKeyIsAbsent }
    return .free
  }

  /// A change of the child moves before one of its parent.
  private static func childMoves(
    _ child: Operation, _ parent: Operation, _ reference: ReferenceDescriptor
  ) -> Bool {
    child == .delete || (parent == .delete && !reference.deleteActs)
  }

  /// Whether all statements of a consumer exist for many events and write what they say only.
  static func isSetBased(_ consumer: ConsumerDescriptor) -> Bool {
    consumer.upsert.batch != nil && (consumer.delete == nil || consumer.delete?.batch != nil)
      && !consumer.targets.isEmpty && !consumer.targets.contains(where: \.hasTriggers)
  }
}

extension ReferenceDescriptor {
  fileprivate func points(to target: TargetDescriptor) -> Bool {
    schema == target.schema && name == target.name
  }
}
