/// Whether a group's position fits the slot it is to go on from. What does not fit is a gap, and a
/// gap is named, never skipped.
enum PositionCheck {
  /// Why the group cannot go on, with the repair; nil when it can.
  static func refusal(
    of group: Group, _ position: Position, _ source: SourceIdentity
  ) -> String? {
    let repair =
      "; to start over, empty this group's tables and DELETE FROM rejot.positions WHERE name ="
      + " '\(group.name)' in data store \(group.into)"
    guard position.systemIdentifier == source.systemIdentifier else {
      return "group \(group.name) followed the server with system identifier"
        + " \(position.systemIdentifier), data store \(group.source.name) is now"
        + " \(source.systemIdentifier)\(repair)"
    }
    guard position.timeline == source.timeline else {
      return "group \(group.name) followed timeline \(position.timeline) of data store"
        + " \(group.source.name), which is now on timeline \(source.timeline): transactions may"
        + " be missing on either side\(repair)"
    }
    guard position.slot == source.slot else {
      return "group \(group.name) followed slot \(position.slot), the project now names"
        + " \(source.slot): name the old slot again\(repair)"
    }
    guard position.lsn >= source.confirmed else {
      return "group \(group.name) has applied everything before \(position.lsn), slot"
        + " \(source.slot) begins at \(source.confirmed):"
        + " \(source.confirmed.distance(from: position.lsn)) bytes of log between them are gone"
        + " (the slot was created anew or advanced by hand)\(repair)"
    }
    guard position.lsn <= source.logEnd else {
      return "group \(group.name) has applied everything before \(position.lsn), the log of data"
        + " store \(group.source.name) ends at \(source.logEnd): the server was restored to an"
        + " earlier state, and what it has written since would be taken for applied\(repair)"
    }
    let known = Set(position.consumers)
    let added = group.consumerNames.filter { !known.contains($0) }
    return added.isEmpty ? nil : refusal(ofJoining: added, group)
  }

  /// The rows that were there when a group began are loaded once, before a later consumer came.
  private static func refusal(ofJoining added: [String], _ group: Group) -> String {
    let names = added.joined(separator: ", ")
    let header =
      added.count == 1
      ? "write `group: \(names)` into consumer \(names)"
      : "write a `group:` of their own into consumers \(names), such as `group: \(added[0])`"
    return "\(names) joined group \(group.name), which has loaded the rows that were there and"
      + " would not load them again: \(header), run `rejotc build`, build and start the service:"
      + " a new group loads first"
  }
}
