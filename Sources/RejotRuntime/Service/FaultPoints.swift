import Glibc

/// Defects that tests switch on in debug builds, to show that they would be noticed.
enum FaultPoints {
  #if DEBUG
    /// The position is written in a transaction of its own, after the rows.
    static let positionApart = environment("REJOT_FAULT") == "position-apart"
  #else
    static let positionApart = false
  #endif

  /// Widens the window between the two transactions, so that a kill is likely to fall into it.
  static func pause() {
    usleep(100_000)
  }

  #if DEBUG
    private static func environment(_ name: String) -> String? {
      getenv(name).map { String(cString: $0) }
    }
  #endif
}
