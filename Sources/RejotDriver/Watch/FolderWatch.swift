import Glibc

/// Waits for anything to happen in folders, through the kernel's inotify.
///
/// It says that something happened, not what: whoever waits reads its inputs again and compares.
/// Folders are watched, never files, because most editors write a new file and rename it over the
/// old one. A watch follows the folder itself, not its path, so the folders are named again after
/// each event.
final class FolderWatch {
  /// What ended a wait.
  enum Outcome {
    case changed
    case ended
  }

  private let descriptor: Int32
  private let end: EndSignal
  private var watches: Set<Int32> = []

  /// Whatever may change what reading a folder or its files gives.
  private static let events = UInt32(
    IN_CREATE | IN_DELETE | IN_MODIFY | IN_CLOSE_WRITE | IN_ATTRIB | IN_MOVED_FROM | IN_MOVED_TO
      | IN_DELETE_SELF | IN_MOVE_SELF)

  /// Editors write in several steps; a build in between would show errors that nobody made.
  private static let quiet: Int32 = 80
  /// A writer that never rests is not waited for longer.
  private static let patience = Duration.seconds(2)

  init(until end: EndSignal) throws(DiskError) {
    descriptor = inotify_init1(Int32(IN_CLOEXEC | IN_NONBLOCK))
    self.end = end
    if descriptor < 0 { throw DiskError("inotify") }
  }

  deinit {
    close(descriptor)
  }

  /// Watches these folders and no others. A folder that does not exist any more is left out: the
  /// one above it tells when it comes back.
  ///
  /// - Returns: whether one is new, so that something may have happened in it before.
  func follow(_ folders: Set<String>) throws(DiskError) -> Bool {
    var current: Set<Int32> = []
    for folder in folders.sorted() {
      let watch = inotify_add_watch(descriptor, folder, Self.events | UInt32(IN_ONLYDIR))
      if watch >= 0 {
        current.insert(watch)
      } else if errno == ENOSPC || errno == ENOMEM {
        throw DiskError(folder)
      }
    }
    for watch in watches.subtracting(current) { inotify_rm_watch(descriptor, watch) }
    let isNew = !current.subtracting(watches).isEmpty
    watches = current
    return isNew
  }

  /// Waits until something happened and then stood still for a moment, or until the end.
  func wait() -> Outcome {
    guard wait(milliseconds: -1) != .ended else { return .ended }
    let deadline = ContinuousClock.now + Self.patience
    while ContinuousClock.now < deadline {
      drain()
      switch wait(milliseconds: Self.quiet) {
      case .ended: return .ended
      case .changed: continue
      case nil: return .changed
      }
    }
    return .changed
  }

  /// Nil when the time is over.
  private func wait(milliseconds: Int32) -> Outcome? {
    while true {
      var descriptors = [
        pollfd(fd: end.descriptor, events: Int16(POLLIN), revents: 0),
        pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0),
      ]
      let ready = poll(&descriptors, 2, milliseconds)
      if ready < 0, errno == EINTR { continue }
      if descriptors[0].revents != 0 { return .ended }
      return ready > 0 ? .changed : nil
    }
  }

  private func drain() {
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while read(descriptor, &buffer, buffer.count) > 0 {}
  }
}
