import Testing

@testable import RejotRuntime

@Suite struct ServerSnapshotTests {
  @Test func readsTheServersText() throws {
    let some = try #require(ServerSnapshot("10:20:10,14"))
    #expect(some.first == 10)
    #expect(some.end == 20)
    #expect(some.running == [10, 14])
    #expect(try #require(ServerSnapshot("7:7:")).running.isEmpty)
    for text in ["", "10", "10:20", "20:10:", "a:20:", "10:20:x", "10:20::"] {
      #expect(ServerSnapshot(text) == nil, "\(text)")
    }
  }

  @Test func seesWhatIsOverAndNothingElse() throws {
    let snapshot = try #require(ServerSnapshot("10:20:10,14"))
    let seen = (5...25).filter { snapshot.sees($0) }
    #expect(seen == [5, 6, 7, 8, 9, 11, 12, 13, 15, 16, 17, 18, 19])
  }

  @Test(
    arguments: [
      // The stream's 32 bits, the snapshot's end, the whole identifier.
      (0x0000_0005, 0x1_0000_0010, 0x1_0000_0005),
      (0xFFFF_FFF0, 0x1_0000_0010, 0x0_FFFF_FFF0),
      // It began after the snapshot was taken, on this and on the other side of a wrap.
      (0x0000_0020, 0x1_0000_0010, 0x1_0000_0020),
      (0x0000_0004, 0x1_FFFF_FFFE, 0x2_0000_0004),
      (0xFFFF_FFFF, 0x2_0000_0000, 0x1_FFFF_FFFF),
      (0x0000_0003, 0x2_0000_0003, 0x2_0000_0003),
      // Half the circle before and less than half after.
      (0x8000_0000, 0x3_0000_0000, 0x2_8000_0000),
      (0x7FFF_FFFF, 0x3_0000_0000, 0x3_7FFF_FFFF),
    ] as [(UInt32, UInt64, UInt64)])
  func theNearestIdentifierIsMeant(xid: UInt32, end: UInt64, whole: UInt64) throws {
    let snapshot = try #require(ServerSnapshot("\(end):\(end):"))
    #expect(snapshot.full(xid) == whole)
    #expect(snapshot.sees(xid) == (whole < end))
  }

  @Test func runningOnesAreFoundBeyondAWrap() throws {
    let snapshot = try #require(ServerSnapshot("4294967290:4294967310:4294967290,4294967300"))
    #expect(!snapshot.sees(4_294_967_290))
    #expect(snapshot.sees(4_294_967_295))
    #expect(!snapshot.sees(4))
    #expect(snapshot.sees(5))
    #expect(!snapshot.sees(14))
  }
}
