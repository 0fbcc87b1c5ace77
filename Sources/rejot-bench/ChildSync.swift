import Glibc

/// Our sync service as a process of its own, so that its CPU time is its alone.
struct ChildSync {
  let pid: pid_t

  /// Starts this program again as a sync service.
  init(source: String, target: String, arguments: [String]) {
    let settings = ["REJOT_BENCH_SOURCE=\(source)", "REJOT_BENCH_TARGET=\(target)"]
    var inherited: [String] = []
    var place = environ
    while let entry = place.pointee {
      inherited.append(String(cString: entry))
      place += 1
    }
    var words = (["/proc/self/exe", "sync"] + arguments).map { strdup($0) } + [nil]
    var variables = (inherited + settings).map { strdup($0) } + [nil]
    defer { for word in words + variables { free(word) } }
    var pid = pid_t()
    let failure = posix_spawn(&pid, "/proc/self/exe", nil, nil, &words, &variables)
    precondition(failure == 0, "the bench cannot start itself again")
    self.pid = pid
  }

  /// Waits for its end: exit code and CPU seconds.
  func wait() -> (code: Int32, cpu: Double) {
    var status: Int32 = 0
    var usage = rusage()
    while wait4(pid, &status, 0, &usage) < 0, errno == EINTR {}
    func seconds(_ time: timeval) -> Double {
      Double(time.tv_sec) + Double(time.tv_usec) / 1_000_000
    }
    return ((status >> 8) & 0xFF, seconds(usage.ru_utime) + seconds(usage.ru_stime))
  }

  func terminate() { kill(pid, SIGTERM) }
}

/// CPU time of any process so far.
enum ProcessTime {
  /// Seconds in user and system mode, from `/proc/<pid>/stat`; nil when it is gone.
  static func seconds(of pid: Int32) -> Double? {
    guard let file = fopen("/proc/\(pid)/stat", "r") else { return nil }
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 1_024)
    let count = fread(&bytes, 1, bytes.count, file)
    let text = String(decoding: bytes[..<count], as: UTF8.self)
    // The name may hold spaces and brackets: fields are counted after its last bracket.
    guard let end = text.lastIndex(of: ")") else { return nil }
    let fields = text[text.index(after: end)...].split(separator: " ")
    guard fields.count > 12, let user = Double(fields[11]), let system = Double(fields[12]) else {
      return nil
    }
    return (user + system) / Double(sysconf(Int32(_SC_CLK_TCK)))
  }
}
