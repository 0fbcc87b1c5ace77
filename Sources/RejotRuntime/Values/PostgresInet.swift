import Glibc

/// An `inet` or `cidr`: an address of IPv4 or IPv6 and how many of its bits name the network.
///
/// The text is the server's: `cidr` always shows the length of the network, `inet` only where it
/// is not the whole address. So the two types' values are different here.
public struct PostgresInet: PostgresValue, CustomStringConvertible {
  public static var postgresTypeName: String { "inet" }

  public let postgresText: String
  /// Four bytes of IPv4, or sixteen of IPv6.
  public let address: [UInt8]
  /// From 0 to 32 or 128.
  public let networkBits: Int

  public init?(postgresText: String) {
    let parts = postgresText.split(separator: "/", omittingEmptySubsequences: false)
    guard let first = parts.first, parts.count <= 2 else { return nil }
    let isLong = first.utf8.contains(UInt8(ascii: ":"))
    var address = [UInt8](repeating: 0, count: isLong ? 16 : 4)
    guard inet_pton(isLong ? AF_INET6 : AF_INET, String(first), &address) == 1 else { return nil }
    var bits = address.count * 8
    if parts.count == 2 {
      guard let number = UInt8(parts[1]), Int(number) <= bits, String(number) == parts[1] else {
        return nil
      }
      bits = Int(number)
    }
    self.postgresText = postgresText
    self.address = address
    networkBits = bits
  }

  public var isIPv6: Bool { address.count == 16 }

  public var description: String { postgresText }
}
