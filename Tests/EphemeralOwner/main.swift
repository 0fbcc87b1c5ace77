// Starts a throw-away server, says where it is, and waits to be killed: a test looks at what is
// left afterwards.
import Foundation
import RejotEphemeral

// Foundation starts a program with the signal mask of whatever worker thread did it.
var signals = sigset_t()
sigemptyset(&signals)
sigprocmask(SIG_SETMASK, &signals, nil)

let environment = ProcessInfo.processInfo.environment
let server = try EphemeralServer(
  binaries: ServerBinaries.find(environment: environment), environment: environment)
FileHandle.standardOutput.write(Data("\(server.folder) \(server.pid ?? 0)\n".utf8))
while true { pause() }
