import Glibc

/// SIGINT and SIGTERM as something to wait for: the first asks for the end, a second one while the
/// first is still being seen to ends the process at once.
///
/// Both are blocked for the whole process, so this is made before any other thread; children start
/// with signals as they are by default.
final class EndSignal: Sendable {
  /// Readable from the first signal on.
  let descriptor: Int32

  /// - Throws: when the system has no more descriptors or threads.
  init() throws(DiskError) {
    var ends: [Int32] = [-1, -1]
    let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
    guard socketpair(AF_UNIX, kind, 0, &ends) == 0 else { throw DiskError("signals") }
    descriptor = ends[0]
    var signals = Self.signals
    pthread_sigmask(SIG_BLOCK, &signals, nil)
    var thread = pthread_t()
    let writing = UnsafeMutableRawPointer(bitPattern: Int(ends[1]))
    let failure = pthread_create(
      &thread, nil,
      { argument in
        EndSignal.wait(telling: Int32(Int(bitPattern: argument)))
        return nil
      }, writing)
    guard failure == 0 else { throw DiskError("signals", failure) }
    pthread_detach(thread)
  }

  private static var signals: sigset_t {
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, SIGINT)
    sigaddset(&signals, SIGTERM)
    return signals
  }

  private static func wait(telling descriptor: Int32) {
    var signals = signals
    var number: Int32 = 0
    sigwait(&signals, &number)
    var byte: UInt8 = 0
    _ = write(descriptor, &byte, 1)
    sigwait(&signals, &number)
    _exit(128 + number)
  }
}
