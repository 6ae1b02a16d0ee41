import ClusterState
import Testing

@testable import Console

/// Shares that are kept are those that would be found anew.
@Suite struct SharesBookTests {
  @Test(arguments: [":endpoints Enter", "Tab", ":charts Enter"])
  func `what is drawn is what would be found from nothing`(way: String) throws {
    var person = Person()
    try person.press(way)
    let steps = [
      ": 'send 900 from pod/shop/client to svc/shop/web' Enter", "wait:500ms", "j", "Ctrl-T",
      "wait:2000ms", ": 'scale deploy shop/web --replicas=5' Enter wait:30000ms", "u", "u",
      "Ctrl-R",
      ": 'mode ipvs' Enter wait:1000ms", "u", "wait:100ms",
    ]
    for step in steps {
      try person.press(step)
      var fresh = person.state
      fresh.rows = RowCache()
      fresh.settle()
      let found = fresh.frame(symbols: .unicode).rows
      #expect(person.state.frame(symbols: .unicode).rows == found, "\(way) … \(step)")
    }
  }
}
