import Glibc

/// A variable of the process's environment.
func getenvText(_ name: String) -> String? {
  guard let value = getenv(name) else { return nil }
  return String(cString: value)
}
