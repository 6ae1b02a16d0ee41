import Console
import Glibc
import Testing

@testable import SvcTUI

@Suite struct SystemWidthTests {
  /// Tolerated: characters the C library does not know (unassigned there), and separators,
  /// which never reach the screen.
  @Test func `our widths are those of the C library`() throws {
    try #require(setlocale(LC_CTYPE, "C.UTF-8") != nil)
    var differing: [String] = []
    for value in UInt32(0x20)..<0x30000 {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let system = Terminal.systemWidth(of: scalar)
      guard system >= 0, system != TextWidth.cells(of: scalar) else { continue }
      differing.append(String(value, radix: 16))
    }
    #expect(differing == [])
  }
}
