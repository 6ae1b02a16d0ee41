import ClusterState
import Foundation
import Testing

@testable import Console

/// Somebody who presses everything: no key may crash, break a frame or lose the way back.
@Suite struct RandomKeysTests {
  /// `SVCTUI_FUZZ=20` looks twenty times as long.
  private static let effort =
    ProcessInfo.processInfo.environment["SVCTUI_FUZZ"].flatMap { Int($0) } ?? 1

  private static let words = [
    "a", "w", "5", "0", " ", "-", "e\u{301}", "\u{301}", "한", "😀", "\u{202E}", "\u{1B}", "/", ":",
  ]
  private static let lines = [
    "pods", "nodes", "deploy", "ignored", "svc", "ns shop", "ns all", "speed 100", "yaml",
    "scale deploy shop/web --replicas=5", "delete service shop/api", "mode ipvs", "step",
    "delete pod shop/db-0 --force", "delete statefulset shop/db", "events", "filter web",
    "send 50 from outside to node/node-b:30080", "stream 50/s from node/node-a to svc/shop/cart:80",
    "stream stop to svc/shop/cart:80", "timeline", "compare", "compare main main", "delays", "back",
    "bookmark here", "fork other", "branch main", "rewind to here", "rewind after 1", "perfect on",
    "delay imagePull 5s", "delay imagePull default", "connections", "conn web", "sort age",
    "sort name", "sort requests", "sort ip", "wide", "filter name:^w", "filter a(",
    "mark range", "unmark", "xray", "xray svc", "zones", "namespaces", "eps", "endpoints", "ing",
    "get svc -A", "get pods -n shop -l app=web", "faults", "policies", "restart", "overview",
    "label pod shop/db-1 app=x", "explain svc.spec", "describe svc shop/web",
    "mark range", "unmark", "traffic", "map", "matrix", "matrix all", "dns", "dns web.shop",
    "dns 10.96.0.11 ptr",
    "streams", "behave", "behave app=web --concurrency=1 --service-time=20ms",
    "stream 40/s from node/node-b to svc/shop/web:80 --requests-per-connection=9 --name=kept",
  ]
  /// What ends the program or nothing but annoys: the end has its own tests.
  private static let bound = Keymap.bindings.flatMap(\.keys).filter { $0 != .control("c") }

  private static func key(_ generator: inout SeededGenerator) -> Key {
    switch generator.next(below: 24) {
    case 0:
      let size = Size(
        columns: Int(generator.next(below: 170)),
        rows: Int(generator.next(below: 60))
      )
      return .resize(size)
    case 1, 2:
      let kinds = MouseEvent.Kind.allCases
      let point = Point(
        column: Int(generator.next(below: 150)),
        row: Int(generator.next(below: 45))
      )
      return .mouse(
        MouseEvent(kinds[Int(generator.next(below: UInt64(kinds.count)))], at: point)
      )
    case 3: return .paste(words[Int(generator.next(below: UInt64(words.count)))] + "x\n")
    case 4, 5:
      let word = words[Int(generator.next(below: UInt64(words.count)))]
      return .character(word.first ?? "x")
    case 6: return [.left, .right, .home, .end, .delete, .backspace][Int(generator.next(below: 6))]
    case 7: return [.alt("x"), .function(9), .insert, .resumed][Int(generator.next(below: 4))]
    default: return bound[Int(generator.next(below: UInt64(bound.count)))]
    }
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func `random keys never break a frame and everything can be undone`(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed, stream: "keys")
    var person = Person(seed == 2 ? HostileDocument.make() : ShopDocument.make())
    let opened = person.simulation
    let steps = 450 * Self.effort
    var redrawn = 0
    for step in 0..<steps {
      if generator.next(below: 20) == 0 {
        try person.press("Esc Esc :")
        person.type(Self.lines[Int(generator.next(below: UInt64(Self.lines.count)))])
        try person.press("Enter")
      } else {
        var next = person
        next.press(Self.key(&generator))
        // The end of the program has tests of its own: the key was not pressed then.
        if !next.state.isFinished { person = next }
      }
      if generator.next(below: 4) == 0 { person.wait(milliseconds: 50) }
      try #require(!person.state.isFinished, "seed \(seed), step \(step)")
      let frame = person.frame
      #expect(frame.size == person.state.size)
      expectWholeRows(frame)
      redrawn += 1
    }
    #expect(redrawn == steps)
    let broken = person.simulation.brokenInvariants
    #expect(broken == [], "seed \(seed)")
    expectWayBack(person, to: opened)
  }

  /// Undoing everything, the time before the first command too, leads to the document.
  private func expectWayBack(_ person: Person, to opened: Simulation) {
    var person = person
    let count = person.state.timeline.commandCount + 1
    person.press(.resize(Size(columns: 120, rows: 40)))
    for _ in 0..<6 { person.press(.escape) }
    // Undo leads back from where one went in history before it takes anything away.
    for _ in 0..<count + 1 { person.reduce(.undo) }
    #expect(person.state.timeline.undoable == nil)
    #expect(person.simulation == opened)
  }
}
