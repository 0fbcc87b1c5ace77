import Glibc

/// The shell script that owns a throw-away server and its folder.
///
/// It reads commands from a pipe of ours. When the pipe ends, for whatever reason (we closed it,
/// we were killed with `kill -9`), it stops the server and removes the folder. It lives in a
/// session of its own, so Ctrl-C reaches us and, through the pipe's end, then it.
enum Supervisor {
  /// Arguments: folder of the server programs, folder for the server's folder, password for TCP or
  /// nothing, `lc_ctype`, the superuser's name, then options of `postgres`.
  ///
  /// Commands: `start`, `fast`, `immediate`, `kill`. Answers: `folder PATH`, `ready` or `failed`
  /// after initdb, `started PID`, `exited STATUS`.
  private static let script = """
    bin=$1 base=$2 password=$3 ctype=$4 superuser=$5
    shift 5
    trap '' PIPE
    umask 077
    folder=$(mktemp -d "$base/rejot-pg-XXXXXX") || exit 1
    cd "$folder" || exit 1
    say() { echo "$@" 2>/dev/null; }

    finish() {
      trap '' INT TERM HUP
      # The file `alive` goes with the server: a process id that is free may be someone else's.
      if [ -f alive ]; then kill -QUIT "$server" 2>/dev/null; fi
      if [ -n "$watch" ]; then wait "$watch" 2>/dev/null; fi
      # Only a killed server leaves this file, and then a small shared memory segment too.
      if [ -f data/postmaster.pid ]; then
        segment=$(sed -n '7s/.* //p' data/postmaster.pid)
        if [ -n "$segment" ]; then ipcrm -m "$segment" 2>/dev/null; fi
      fi
      cd / && rm -rf "$folder"
    }
    trap finish EXIT
    trap 'exit 1' INT TERM HUP

    start() {
      rm -f turn && mkfifo turn
      {
        trap '' INT TERM HUP
        "$bin/postgres" -D "$folder/data" -c unix_socket_directories="$folder" "$@" \\
          >>log 2>&1 </dev/null &
        echo $! >alive
        echo $! >turn
        wait $!
        status=$?
        rm -f alive
        say "exited $status"
      } &
      watch=$!
      read -r server <turn
      say "started $server"
    }

    say "folder $folder"
    if [ -n "$password" ]; then
      echo "$password" >password
      access="--auth-host=scram-sha-256 --pwfile=password"
    fi
    if "$bin/initdb" -D "$folder/data" -U "$superuser" -E UTF8 --locale=C --lc-ctype="$ctype" \\
      --no-sync -A trust $access >>log 2>&1 </dev/null
    then say ready; else say failed; fi

    while read -r command; do
      case $command in
        start) start "$@" ;;
        fast) kill -INT "$server" ;;
        immediate) kill -QUIT "$server" ;;
        kill) kill -KILL "$server" $(cat "/proc/$server/task/$server/children" 2>/dev/null) ;;
      esac
    done
    """

  /// Starts the supervisor, as an unprivileged user when we are root: servers refuse root.
  static func start(
    binaries: ServerBinaries, settings: ServerSettings, port: Int,
    environment: [String: String]
  ) throws(EphemeralError) -> ChildProcess {
    let script: [String] =
      [
        "/bin/sh", "-c", script, "rejot-server", binaries.folder,
        baseFolder(environment, isInMemory: settings.isInMemory),
        settings.tcpPassword ?? "", characterType, settings.superuser,
      ] + settings.arguments(port: port)
    let command = try asUnprivilegedUser(script)
    return try ChildProcess(
      command[0], arguments: Array(command[1...]), environment: childEnvironment(environment))
  }

  /// Where servers get their folders: in memory where there is plenty, which makes a server start
  /// in half the time, else on disk. A socket's path holds at most 107 bytes, and an unprivileged
  /// user may be unable to enter root's own temporary folder.
  private static func baseFolder(
    _ environment: [String: String], isInMemory: Bool
  ) -> String {
    let memory = "/dev/shm"
    if isInMemory, access(memory, W_OK | X_OK) == 0, freeBytes(memory) >= 4 << 30 { return memory }
    guard let folder = environment["TMPDIR"], folder.hasPrefix("/"), folder.utf8.count <= 64,
      geteuid() != 0, access(folder, W_OK | X_OK) == 0
    else { return "/tmp" }
    return folder
  }

  /// What an unprivileged user may still write there.
  private static func freeBytes(_ folder: String) -> UInt {
    var facts = statvfs()
    guard statvfs(folder, &facts) == 0 else { return 0 }
    return UInt(facts.f_bavail) * UInt(facts.f_frsize)
  }

  /// A fixed locale for upper and lower case where the C library has it; the collation is `C`.
  private static var characterType: String {
    guard let locale = newlocale(1 << LC_CTYPE, "C.UTF-8", nil) else { return "C" }
    freelocale(locale)
    return "C.UTF-8"
  }

  /// Only what finding programs and libraries needs: `PGPORT`, `PGDATA` and their like would change
  /// the server.
  private static func childEnvironment(_ environment: [String: String]) -> [String] {
    let path = (environment["PATH"] ?? "") + ":/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin"
    var all = ["LC_ALL=C", "TZ=UTC", "PATH=\(path)"]
    if let libraries = environment["LD_LIBRARY_PATH"] { all.append("LD_LIBRARY_PATH=\(libraries)") }
    return all
  }

  private static func asUnprivilegedUser(_ command: [String]) throws(EphemeralError) -> [String] {
    guard geteuid() == 0 else { return command }
    let users = ["postgres", "nobody"]
    guard let user = users.first(where: { (name: String) in getpwnam(name) != nil }) else {
      throw .startFailed(
        reason: """
          a PostgreSQL server refuses to run as root, and there is neither a user postgres nor \
          nobody; create one or run as another user
          """, log: "")
    }
    func program(_ name: String) -> String? {
      ["/usr/bin", "/bin", "/usr/sbin", "/sbin"].map { "\($0)/\(name)" }
        .first { access($0, X_OK) == 0 }
    }
    if let setpriv = program("setpriv"), let entry = getpwnam(user) {
      let group = entry.pointee.pw_gid
      return [setpriv, "--reuid=\(user)", "--regid=\(group)", "--clear-groups", "--"] + command
    }
    if let runuser = program("runuser") { return [runuser, "-u", user, "--"] + command }
    throw .startFailed(
      reason: """
        a PostgreSQL server refuses to run as root, and neither setpriv nor runuser (package \
        util-linux) is there to run it as \(user)
        """, log: "")
  }
}
