import RejotPostgres

/// What `status` shows.
struct StatusReport: Sendable {
  struct Source: Sendable {
    let name: String
    let slot: String
    /// Process that streams from it; nil: nobody.
    let activePID: Int?
    /// `reserved`, `extended`, `unreserved`, `lost`; `missing` when there is no slot.
    let walStatus: String
    /// Bytes of log the slot keeps on the publisher's disk.
    let retainedBytes: Int64?
    let confirmed: String?
    /// The end of the publisher's log.
    let current: String
  }

  struct GroupState: Sendable {
    let name: String
    let into: String
    let consumers: [String]
    /// `running`, `idle` (nobody applies), `stopped`, `new` (not started yet).
    let state: String
    let detail: String?
    let position: String?
    let lagBytes: UInt64?
  }

  let project: String
  let sources: [Source]
  let groups: [GroupState]

  var isStopped: Bool { groups.contains { $0.state == "stopped" } }

  static func read(_ registry: Registry) throws -> StatusReport {
    var urls: [String: String] = [:]
    for store in registry.stores {
      urls[store.name] = try StoreURL.resolve(store, environment: StoreURL.processEnvironment)
    }
    let groups = Group.all(of: registry)
    var sources: [String: Source] = [:]
    var states: [GroupState] = []
    for group in groups {
      if sources[group.source.name] == nil {
        sources[group.source.name] = try source(group.source, urls[group.source.name] ?? "")
      }
      guard let source = sources[group.source.name] else { continue }
      states.append(try state(group, urls[group.into] ?? "", source))
    }
    return StatusReport(
      project: registry.project, sources: sources.values.sorted { $0.name < $1.name },
      groups: states)
  }

  private static func source(_ store: StoreDescriptor, _ url: String) throws -> Source {
    let connection = try Connection(url, parameters: [("application_name", "rejot status")])
    let current = try connection.query("SELECT pg_current_wal_lsn()").scalar ?? ""
    let found = try connection.query(
      """
      SELECT active_pid, wal_status, pg_wal_lsn_diff(pg_current_wal_lsn(), restart_lsn)::bigint,
        confirmed_flush_lsn
      FROM pg_replication_slots WHERE slot_name = $1
      """, [store.slot])
    let row = found.rows.first
    return Source(
      name: store.name, slot: store.slot, activePID: row?[0].flatMap { Int($0) },
      walStatus: row.map { $0[1] ?? "unknown" } ?? "missing",
      retainedBytes: row?[2].flatMap { Int64($0) }, confirmed: row?[3], current: current)
  }

  private static func state(
    _ group: Group, _ url: String, _ source: Source
  ) throws -> GroupState {
    let connection = try Connection(url, parameters: [("application_name", "rejot status")])
    var row: [String?]?
    if try connection.query("SELECT to_regclass('rejot.positions')").scalar != nil {
      row = try connection.query(
        "SELECT state, detail, lsn FROM rejot.positions WHERE name = $1", [group.name]
      ).rows.first
    }
    let position = row?[2].flatMap { LSN($0) }
    var state = row.map { $0[0] ?? "running" } ?? "new"
    if state == "running", source.activePID == nil { state = "idle" }
    return GroupState(
      name: group.name, into: group.into, consumers: group.consumerNames, state: state,
      detail: row?[1], position: position?.description,
      lagBytes: position.flatMap { at in LSN(source.current).map { $0.distance(from: at) } })
  }
}

extension StatusReport {
  /// For people.
  var text: String {
    var lines: [String] = []
    for source in sources {
      lines.append(
        "source \(source.name): slot \(source.slot) \(source.walStatus),"
          + " \(source.activePID.map { "read by process \($0)" } ?? "not read")"
          + (source.retainedBytes.map { ", keeps \($0) bytes of log" } ?? ""))
    }
    for group in groups {
      lines.append(
        "group \(group.name) into \(group.into): \(group.state)"
          + (group.position.map { ", at \($0)" } ?? "")
          + (group.lagBytes.map { ", \($0) bytes behind" } ?? ""))
      lines.append("  consumers: \(group.consumers.joined(separator: ", "))")
      if let detail = group.detail { lines.append("  \(detail)") }
    }
    return lines.joined(separator: "\n")
  }

  /// For programs; keys in a fixed order.
  var json: String {
    func text(_ value: String?) -> String { value.map(Self.quoted) ?? "null" }
    func number(_ value: (some BinaryInteger)?) -> String { value.map { "\($0)" } ?? "null" }
    let sources = sources.map { source in
      "{\"name\":\(text(source.name)),\"slot\":\(text(source.slot)),"
        + "\"walStatus\":\(text(source.walStatus)),\"activePid\":\(number(source.activePID)),"
        + "\"retainedBytes\":\(number(source.retainedBytes)),"
        + "\"confirmedLsn\":\(text(source.confirmed)),\"currentLsn\":\(text(source.current))}"
    }
    let groups = groups.map { group in
      "{\"name\":\(text(group.name)),\"into\":\(text(group.into)),\"consumers\":["
        + group.consumers.map(Self.quoted).joined(separator: ",")
        + "],\"state\":\(text(group.state)),\"detail\":\(text(group.detail)),"
        + "\"positionLsn\":\(text(group.position)),\"lagBytes\":\(number(group.lagBytes))}"
    }
    return "{\"version\":1,\"project\":\(text(project)),\"sources\":["
      + sources.joined(separator: ",") + "],\"groups\":[" + groups.joined(separator: ",") + "]}"
  }

  private static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\n": quoted += "\\n"
      case _ where scalar.value < 0x20:
        let digits = String(scalar.value, radix: 16)
        quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}
