import Glibc

/// Wakes a thread that waits in `poll`, from any other thread.
///
/// A pipe: raising it before the other side waits is not lost.
final class Signal: Sendable {
  /// Readable once raised.
  let descriptor: Int32
  private let writing: Int32

  init() {
    var ends: [Int32] = [-1, -1]
    precondition(pipe(&ends) == 0, "the process has no file descriptors left")
    for end in ends {
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
    }
    descriptor = ends[0]
    writing = ends[1]
  }

  deinit {
    close(descriptor)
    close(writing)
  }

  /// A full pipe is raised already.
  func raise() {
    var one: UInt8 = 1
    _ = write(writing, &one, 1)
  }

  func clear() {
    withUnsafeTemporaryAllocation(byteCount: 256, alignment: 1) { buffer in
      while read(descriptor, buffer.baseAddress, 256) == 256 {}
    }
  }

  /// Waits until the signal is raised (true, and cleared) or the time is over (false).
  ///
  /// - Parameter milliseconds: negative waits for ever.
  @discardableResult
  func wait(milliseconds: Int32) -> Bool {
    var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    guard poll(&entry, 1, milliseconds) > 0 else { return false }
    clear()
    return true
  }
}
