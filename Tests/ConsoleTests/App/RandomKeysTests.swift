import Console
import Testing
import VisitSupport

/// Somebody who presses everything: no key may crash, break a frame or lose the way back.
///
/// `make fuzz` does the same for a million inputs on more documents.
@Suite struct RandomKeysTests {
  private static let steps = 450

  @Test(arguments: [1, 2, 3, 4] as [UInt64])
  func `random keys never break a frame and everything can be undone`(seed: UInt64) throws {
    let document = seed == 2 ? HostileDocument.make() : ShopDocument.withIngress()
    var visit = RandomVisit(document, seed: seed)
    for _ in 0..<Self.steps { try visit.step() }
    try visit.end()
    #expect(visit.steps == Self.steps)
  }

  @Test func `the same seed presses the same keys`() throws {
    var visits = (0..<2).map { _ in RandomVisit(ShopDocument.make(), seed: 9) }
    for _ in 0..<60 {
      try visits[0].step()
      try visits[1].step()
      #expect(visits[0].state.size == visits[1].state.size)
    }
    #expect(visits[0].state.simulation == visits[1].state.simulation)
    #expect(visits[0].state.screens == visits[1].state.screens)
  }
}
