import Glibc

/// Runs blocking work on a thread of its own, never on the cooperative pool.
package enum WorkerThread {
  /// - Parameters:
  ///   - stack: the size of its stack in bytes.
  ///   - body: runs once; the thread ends with it.
  package static func start(stack: Int = 2 << 20, _ body: @escaping @Sendable () -> Void) {
    let box = unsafe Unmanaged.passRetained(Body(body))
    var attributes = pthread_attr_t()
    unsafe pthread_attr_init(&attributes)
    unsafe pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
    unsafe pthread_attr_setstacksize(&attributes, stack)
    defer { unsafe pthread_attr_destroy(&attributes) }
    var thread = pthread_t()
    let failure = unsafe pthread_create(
      &thread, &attributes,
      { argument in
        if let argument = unsafe argument {
          unsafe Unmanaged<Body>.fromOpaque(argument).takeRetainedValue().run()
        }
        return nil
      }, box.toOpaque())
    precondition(failure == 0, "the system refuses another thread")
  }

  private final class Body: Sendable {
    let run: @Sendable () -> Void
    init(_ run: @escaping @Sendable () -> Void) { self.run = run }
  }
}
