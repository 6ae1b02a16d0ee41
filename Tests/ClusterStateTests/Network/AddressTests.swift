import ClusterState
import Testing

@Suite struct AddressTests {
  @Test(arguments: [
    ("0.0.0.0", "0.0.0.0"), ("255.255.255.255", "255.255.255.255"), ("::", "::"), ("::1", "::1"),
    ("fd00:0:0:0:0:0:0:1", "fd00::1"), ("2001:DB8::A", "2001:db8::a"),
    ("1:0:0:2:0:0:0:3", "1:0:0:2::3"), ("1:0:0:2:3:0:0:4", "1::2:3:0:0:4"),
    ("1:0:2:3:4:5:6:7", "1:0:2:3:4:5:6:7"), ("::ffff:10.1.2.3", "::ffff:a01:203"),
    ("1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:0"), ("::2:3:4:5:6:7:8", "0:2:3:4:5:6:7:8"),
  ])
  func `an address is printed in its one canonical form`(text: String, canonical: String) {
    #expect(IPAddress(text)?.description == canonical)
  }

  @Test(arguments: [
    "", ".", "1.2.3", "1.2.3.4.5", "1.2.3.256", "01.2.3.4", "1.2.3.04", "1..2.3", " 1.2.3.4",
    "1.2.3.4 ", "1.2.3.+4", "1.2.3.-4", "١.2.3.4", ":", ":::", "1::2::3", "1:2:3:4:5:6:7",
    "1:2:3:4:5:6:7:8:9", "1:2:3:4:5:6:7::8", "12345::", "g::", "fe80::1%eth0", "::1.2.3",
    "1.2.3.4::", "[::1]", "1:2:3:4:5:6:7:", ":1:2:3:4:5:6:7", "::+1",
  ])
  func `what is no address is not taken for one`(text: String) {
    #expect(IPAddress(text) == nil)
  }

  @Test func `every address reads back from its text`() throws {
    var generator = SeededGenerator(seed: 8)
    for round in 0..<4_000 {
      let isIPv6 = round % 2 == 0
      var bits = UInt128(generator.next()) << 64 | UInt128(generator.next())
      if isIPv6 {
        // Zero groups make the short forms.
        for group in 0..<8 where generator.next(below: 2) == 0 {
          bits &= ~(UInt128(0xFFFF) << UInt128(16 * group))
        }
      } else {
        bits &= 0xFFFF_FFFF
      }
      let address = IPAddress(isIPv6: isIPv6, bits: bits)
      #expect(IPAddress(address.description) == address)
      let range = CIDR(holding: address, prefixLength: Int(generator.next(below: 33)))
      #expect(CIDR(range.description) == range)
      #expect(range.contains(address))
    }
  }

  @Test(arguments: [
    ("10.96.0.0/12", "10.96.0.0/12"), ("10.99.3.4/12", "10.96.0.0/12"), ("1.2.3.4/0", "0.0.0.0/0"),
    ("1.2.3.4/32", "1.2.3.4/32"), ("fd00:10:96::7/112", "fd00:10:96::/112"), ("::/0", "::/0"),
  ])
  func `host bits of a range are cut off`(text: String, canonical: String) {
    #expect(CIDR(text)?.description == canonical)
  }

  @Test(arguments: [
    "", "/", "10.0.0.0", "10.0.0.0/", "10.0.0.0/33", "::/129", "10.0.0.0/-1", "10.0.0.0/+8",
    "10.0.0.0/8/8", "/8", "10.0.0.0/8 ", "10.0.0.0/x",
  ])
  func `what is no range is not taken for one`(text: String) {
    #expect(CIDR(text) == nil)
  }

  @Test func `a range holds its first and last address and not their neighbours`() throws {
    let range = try #require(CIDR("10.0.4.0/22"))
    let inside = ["10.0.4.0", "10.0.7.255"].compactMap(IPAddress.init)
    let outside = ["10.0.3.255", "10.0.8.0", "::a00:400"].compactMap(IPAddress.init)
    #expect(inside.count == 2 && inside.allSatisfy(range.contains))
    #expect(outside.count == 3 && !outside.contains(where: range.contains))
    #expect(range.address(at: 1_023)?.description == "10.0.7.255")
    #expect(range.address(at: 1_024) == nil)
  }

  @Test func `the span of ranges is the smallest that holds them`() throws {
    let ranges = ["10.244.0.0/24", "10.244.3.0/24", "10.244.2.0/25"].compactMap(CIDR.init)
    let span = try #require(CIDR.spanning(ranges))
    #expect(span.description == "10.244.0.0/22")
    #expect(CIDR.spanning([]) == nil)
    #expect(CIDR.spanning(["0.0.0.0/1", "128.0.0.0/1"].compactMap(CIDR.init))?.prefixLength == 0)
  }
}
