import Glibc

/// A NULL-terminated array of C strings for the length of a call.
@safe
struct CStringArray: ~Copyable {
  private let storage: UnsafeMutablePointer<UnsafePointer<CChar>?>
  private let count: Int

  init(_ texts: [String?]) {
    count = texts.count
    unsafe storage = .allocate(capacity: texts.count + 1)
    for (place, text) in texts.enumerated() {
      unsafe (storage + place).initialize(to: text.flatMap { unsafe UnsafePointer(strdup($0)) })
    }
    unsafe (storage + texts.count).initialize(to: nil)
  }

  deinit {
    for place in 0..<count { unsafe free(UnsafeMutableRawPointer(mutating: storage[place])) }
    unsafe storage.deallocate()
  }

  var pointer: UnsafePointer<UnsafePointer<CChar>?> { unsafe UnsafePointer(storage) }
}
